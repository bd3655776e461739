import type { z } from 'zod'

/** What is wrong with a number, in the words of a form: zod's are a programmer's. `times` is how often what is typed is the number, 100 for a share in per cent. Null where it is about something else. */
export function numberWords(issue: z.core.$ZodIssue, times = 1): string | null {
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'Enter a whole number' : issue.expected === 'number' ? 'Enter a number' : null
  if (issue.code === 'too_small' && issue.origin !== 'string' && issue.origin !== 'array') return `At least ${Number(issue.minimum) * times}`
  if (issue.code === 'too_big' && issue.origin !== 'string' && issue.origin !== 'array') return `At most ${Number(issue.maximum) * times}`
  return null
}
