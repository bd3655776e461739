import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#lib/auth/contract.ts'
import { endedStatuses } from '#lib/runs/contract.ts'
import { runEvents, runView } from '#lib/runs/run-view.ts'

const intervalMs = 700
/** A comment this often keeps proxies from closing a quiet stream. */
const keepAliveMs = 15_000

/**
 * A run as server-sent events: its state at every change and its log lines after `lastSeen`, until it has ended or the
 * reader is gone. Throws AppError('not_found') before the stream begins.
 */
export async function watchRun(reader: Actor, runId: string, lastSeen: number, signal: AbortSignal): Promise<AsyncGenerator<Uint8Array>> {
  await runView(runId, reader)
  return stream(reader, runId, lastSeen, signal)
}

async function* stream(reader: Actor, runId: string, lastSeen: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let shown = ''
  let quietSince = Date.now()
  while (!signal.aborted) {
    const run = await runView(runId, reader)
    const parts: string[] = []
    for (const event of await runEvents(runId, lastSeen)) {
      parts.push(`id: ${event.id}\nevent: log\ndata: ${JSON.stringify(event)}\n\n`)
      lastSeen = event.id
    }
    const state = JSON.stringify(run)
    if (state !== shown) parts.push(`event: run\ndata: ${state}\n\n`)
    shown = state
    if (parts.length === 0 && Date.now() - quietSince > keepAliveMs) parts.push(': still here\n\n')
    if (parts.length > 0) {
      quietSince = Date.now()
      yield encoder.encode(parts.join(''))
    }
    if (endedStatuses.includes(run.status)) return
    await sleep(intervalMs, undefined, { signal }).catch(() => {})
  }
}
