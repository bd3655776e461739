import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#lib/auth/contract.ts'
import { endedStatuses } from '#lib/runs/contract.ts'
import { runEvents, runView } from '#lib/runs/run-view.ts'

const intervalMs = 700
/** A line that is written by a transaction gets its number before others can see it: so far behind the last one that was told it is still looked for. */
const numbersBehind = 200
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
  const first = lastSeen
  let told = new Set<number>()
  while (!signal.aborted) {
    const run = await runView(runId, reader)
    const parts: string[] = []
    const lines = (await runEvents(runId, Math.max(first, lastSeen - numbersBehind))).filter(({ id }) => !told.has(id))
    for (const event of lines) {
      lastSeen = Math.max(lastSeen, event.id)
      told.add(event.id)
      parts.push(`id: ${lastSeen}\nevent: log\ndata: ${JSON.stringify(event)}\n\n`)
    }
    told = new Set([...told].filter((id) => id > lastSeen - numbersBehind))
    const state = JSON.stringify(run)
    if (state !== shown) parts.push(`event: run\ndata: ${state}\n\n`)
    shown = state
    if (parts.length === 0 && Date.now() - quietSince > keepAliveMs) parts.push(': still here\n\n')
    if (parts.length > 0) {
      quietSince = Date.now()
      yield encoder.encode(parts.join(''))
    }
    const hasEnded = endedStatuses.includes(run.status)
    // There may be more lines than are read at once.
    if (hasEnded && lines.length > 0) continue
    if (hasEnded) return
    await sleep(intervalMs, undefined, { signal }).catch(() => {})
  }
}
