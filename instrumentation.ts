/** What Next runs once when the server starts, without anybody waiting for it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.PINCER_PART !== 'web') return
  const { rehearseReview } = await import('#lib/review/rehearse.ts')
  const { log } = await import('#lib/config/log.ts')
  rehearseReview().catch((error: unknown) => log().warn({ err: error }, 'connections were not made ready for review'))
}
