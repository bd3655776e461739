import { z } from 'zod'

/** What a reverse example asks for: the constraints that a response meets, the instruction in better words, or both. */
export const reverseAsks = ['constraints', 'refined', 'both'] as const
export type ReverseAsk = (typeof reverseAsks)[number]

/** How the answer is written. */
export const targetFormats = ['json', 'numbered', 'hyphens', 'headings'] as const
export type TargetFormat = (typeof targetFormats)[number]

/** How much a constraint says, by how few other responses meet it; null where no corpus was measured for its kind. */
export const strengths = ['weak', 'telling', 'strong'] as const
export type Strength = (typeof strengths)[number]

/** One constraint of an answer. Its strength is left out where the answer is not graded. */
export interface TargetConstraint {
  text: string
  strength?: Strength | null
}

/** What an answer says. */
export interface ReverseTarget {
  refined: string | null
  constraints: TargetConstraint[]
}

const headings = { refined: '## Refined instruction', constraints: '## Constraints' } as const
const jsonTarget = z.strictObject({
  refined_instruction: z.string().min(1).optional(),
  constraints: z
    .array(z.union([z.string().min(1), z.strictObject({ text: z.string().min(1), strength: z.enum(strengths).nullable() })]))
    .min(1)
    .optional(),
})

/** Whether a constraint's grade can be written in this format: only JSON has a place for it. */
export function holdsGrades(format: TargetFormat): boolean {
  return format === 'json'
}

/** Writes an answer. JSON is serialised, never put together from pieces. */
export function writeTarget({ refined, constraints }: ReverseTarget, format: TargetFormat): string {
  if (format === 'json') {
    return JSON.stringify({
      ...(refined === null ? {} : { refined_instruction: refined }),
      ...(constraints.length === 0 ? {} : { constraints: constraints.map(({ text, strength }) => (strength === undefined ? text : { text, strength })) }),
    })
  }
  const list = constraints.map(({ text }, n) => `${format === 'hyphens' ? '-' : `${n + 1}.`} ${text}`).join('\n')
  const named = format === 'headings' || (refined !== null && constraints.length > 0)
  const parts = [
    ...(refined === null ? [] : [named ? `${headings.refined}\n${refined}` : refined]),
    ...(constraints.length === 0 ? [] : [named ? `${headings.constraints}\n${list}` : list]),
  ]
  return parts.join('\n\n')
}

/** Reads an answer back; null where it is not of this format, or does not say what was asked for. */
export function readTarget(text: string, format: TargetFormat, asks: ReverseAsk): ReverseTarget | null {
  const read = format === 'json' ? readJson(text) : readText(text, format, asks)
  if (!read || (read.refined !== null) !== (asks !== 'constraints') || read.constraints.length > 0 !== (asks !== 'refined')) return null
  return read
}

function readJson(text: string): ReverseTarget | null {
  try {
    const parsed = jsonTarget.safeParse(JSON.parse(text))
    if (!parsed.success) return null
    const { refined_instruction: refined = null, constraints = [] } = parsed.data
    return { refined, constraints: constraints.map((one) => (typeof one === 'string' ? { text: one } : one)) }
  } catch {
    return null
  }
}

function readText(text: string, format: TargetFormat, asks: ReverseAsk): ReverseTarget | null {
  const named = format === 'headings' || asks === 'both'
  if (!named) return asks === 'refined' ? { refined: text, constraints: [] } : withList(null, text, format)
  const [, refined = null, list = null] = whole[asks].exec(text) ?? []
  if (asks === 'refined') return refined === null ? null : { refined, constraints: [] }
  return list === null ? null : withList(refined, list, format)
}

/** Two groups each, the second of which is the list. The first heading of the constraints ends the instruction. */
const whole: Record<ReverseAsk, RegExp> = {
  refined: /^## Refined instruction\n([\s\S]+)$/,
  constraints: /^()## Constraints\n([\s\S]+)$/,
  both: /^## Refined instruction\n([\s\S]+?)\n\n## Constraints\n([\s\S]+)$/,
}

function withList(refined: string | null, list: string, format: TargetFormat): ReverseTarget | null {
  const lines = list.split('\n')
  const marked = lines.map((line, n) => {
    const mark = format === 'hyphens' ? '- ' : `${n + 1}. `
    return line.startsWith(mark) && line.length > mark.length ? { text: line.slice(mark.length) } : null
  })
  const constraints = marked.filter((each) => each !== null)
  return constraints.length === lines.length ? { refined: refined === '' ? null : refined, constraints } : null
}
