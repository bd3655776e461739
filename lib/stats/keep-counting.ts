import { log } from '#lib/config/log.ts'
import { renewPairsByRun } from '#lib/datasets/pairs-by-run.ts'
import { unlessAnother } from '#lib/db/alone.ts'
import { behindEverybody } from '#lib/db/behind.ts'
import { pause } from '#lib/pause.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { turns, type InTurn } from '#lib/stats/give-way.ts'
import { greatDatasets } from '#lib/stats/kept-answers.ts'
import { renewParts } from '#lib/stats/parts.ts'
import { renewViews } from '#lib/stats/saved-views-ahead.ts'

/** Milliseconds between two rounds at least; and so many times what a round took, so that counting is never most of what the database does. */
const rest = { least: 120_000, times: 20 }

/**
 * Counts what the statistics of great datasets say, as soon as the worker starts and again where they have changed, so that whoever opens them need not wait;
 * until it is told to stop. The first round also brings back into memory, after a restart, what the database keeps of them. It gives way to who reviews (see give-way.ts).
 */
export async function keepCounting(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { inTurn, spentMs } = turns(signal)
    await countGreatDatasets(signal, inTurn).catch((error: unknown) => log().warn({ err: error }, 'counting ahead failed'))
    await pause(Math.max(rest.least, spentMs() * rest.times), signal)
  }
}

/** One round. Only one process at a time makes one: another one that tries has nothing to do. */
export async function countGreatDatasets(signal: AbortSignal, inTurn: InTurn): Promise<void> {
  await unlessAnother('count ahead', () => countAll(signal, inTurn))
}

async function countAll(signal: AbortSignal, inTurn: InTurn): Promise<void> {
  for (const datasetId of await greatDatasets()) {
    if (signal.aborted) return
    // What goes wrong in one, as where it is deleted meanwhile, is in no other one's way.
    await countOne(datasetId, signal, inTurn).catch((error: unknown) => {
      if (!signal.aborted) log().warn({ err: error, datasetId }, 'counting ahead failed')
    })
  }
}

async function countOne(datasetId: string, signal: AbortSignal, inTurn: InTurn): Promise<void> {
  await inTurn((stop) => behindEverybody(async () => void (await datasetStatistics(datasetId, {}, { id: '', role: 'owner' })), { connections: 1, stop }))
  await renewPairsByRun(datasetId, inTurn)
  await renewParts(datasetId, signal, inTurn)
  await renewViews(datasetId, signal, inTurn)
}
