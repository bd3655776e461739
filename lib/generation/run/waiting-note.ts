import { db } from '#lib/db/client.ts'
import { log } from '#lib/config/log.ts'
import type { ModelClientState } from '#lib/generation/model/client.ts'
import { logToRun } from '#lib/runs/run-log.ts'

/** What a run waits for, as its page shows it. */
export interface WaitingNote {
  /** An endpoint began to wait, or goes on. */
  tell(endpoint: string, state: Pick<ModelClientState, 'waiting'>): void
  /** Writes it again where another worker has written over it. */
  repeat(): void
  /** Resolves when all of it is written. */
  written(): Promise<void>
}

/** Writes in the order in which it was told, a line in the run's log with each change. */
export function waitingNote(runId: string): WaitingNote {
  const waits = new Map<string, string>()
  let writing: Promise<void> = Promise.resolve()

  function enqueue(write: () => Promise<unknown>): void {
    writing = writing.then(write).then(
      () => undefined,
      (error: unknown) => log().warn({ err: error, runId }, 'what the run waits for was not written'),
    )
  }

  const put = async (text: string | null): Promise<void> => {
    await db().$executeRaw`UPDATE "Run" SET "waitingFor" = ${text} WHERE id = ${runId}::uuid AND status = 'running' AND "waitingFor" IS DISTINCT FROM ${text}`
  }
  const all = (): string | null => [...waits.values()].join(' ') || null

  return {
    tell(endpoint, { waiting }) {
      if (waiting) waits.set(endpoint, waitText(endpoint, waiting))
      else if (!waits.delete(endpoint)) return
      const now = all()
      const line = waits.get(endpoint) ?? `The endpoint ${endpoint} answers again.`
      enqueue(async () => {
        await put(now)
        await logToRun(runId, line, waiting ? 'warn' : 'info')
      })
    },
    repeat() {
      const now = all()
      if (now !== null) enqueue(() => put(now))
    },
    written: () => writing,
  }
}

function waitText(endpoint: string, { since, why }: { since: number; why: string }): string {
  const at = new Date(since).toISOString().slice(11, 16)
  return `The endpoint ${endpoint} does not answer since ${at} UTC (${why.replace(/\.$/, '')}). It is tried again and again; the run goes on by itself.`
}
