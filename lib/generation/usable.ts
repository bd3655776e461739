import { CallFailed, type ErrorClass } from '#lib/generation/step.ts'

/** What lies in the model's answer and not in the way to it: asking again would change nothing. */
const unusable: readonly ErrorClass[] = ['bad_json', 'truncated', 'refused', 'too_long']

/** Whether a question failed for the answer that it got. */
export function isUnusable(error: unknown): error is CallFailed {
  return error instanceof CallFailed && unusable.includes(error.errorClass)
}

/**
 * Waits for all of several questions; null stands for one that got no usable answer. Where one failed for another reason (the endpoint is
 * down, the run pauses), throws that: the pair is tried again, and what was answered is kept. Where none got a usable answer, throws the
 * first failure.
 */
export async function usable<T>(questions: readonly Promise<T>[]): Promise<(T | null)[]> {
  const settled = await Promise.allSettled(questions)
  const failures = settled.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []))
  const other = failures.find((failure) => !isUnusable(failure))
  if (other !== undefined) throw other
  if (failures.length > 0 && failures.length === settled.length) throw failures[0]
  return settled.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null))
}
