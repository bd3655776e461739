import { db } from '#lib/db/client.ts'

/** Appends a line to the run's log, which its page shows live. */
export async function logToRun(runId: string, message: string, level: 'info' | 'warn' | 'error' = 'info'): Promise<void> {
  await db().runEvent.create({ data: { runId, message, level } })
}
