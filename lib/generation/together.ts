/**
 * Waits for all of several questions, and then throws what the first of them that failed threw: none is left running, and those that were
 * answered are paid for and kept for a retry.
 */
export async function together<T>(questions: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(questions)
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
