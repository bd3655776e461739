import { log } from '#lib/config/log.ts'
import { unlessAnother } from '#lib/db/alone.ts'
import { behindEverybody } from '#lib/db/behind.ts'
import { rowsOf } from '#lib/db/rows-of.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { pause } from '#lib/pause.ts'
import { reviewersAtWork } from '#lib/review/at-work.ts'
import { renewGaps } from '#lib/review/gaps/renew-gaps.ts'

/** Milliseconds between two looks at datasets that hand out gaps first. */
const lookMs = 2000
/** So many times what a round took is rested behind it, and where somebody reviews: counting is never most of what a core does. */
const rests = { usual: 1, reviewing: 9 }

/** Keeps the queues that hand out gaps first in order, as constraints are accepted, until it is told to stop. */
export async function keepGaps(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const more = await keepAllGaps(signal).catch((error: unknown) => {
      if (!signal.aborted) log().warn({ err: error }, 'queues that hand out gaps first were not put in order')
      return false
    })
    if (!more) await pause(lookMs, signal)
  }
}

/** A round for each of these datasets. Only one process at a time makes one: another one that tries has nothing to do. Answers whether more is to be counted. */
export async function keepAllGaps(signal: AbortSignal): Promise<boolean> {
  const datasets = await rowsOf<{ id: string }>(Prisma.sql`SELECT id FROM "Dataset" WHERE policy->>'order' = 'gaps' AND "goingSince" IS NULL ORDER BY id`)
  if (datasets.length === 0) return false
  let more = false
  await unlessAnother('keep gaps', () => behindEverybody(async () => {
    for (const { id } of datasets) {
      if (signal.aborted) return
      const began = Date.now()
      if (!(await renewed(id, signal))) continue
      more = true
      await pause((Date.now() - began) * ((await reviewersAtWork()) ? rests.reviewing : rests.usual), signal)
    }
  }, { connections: 1, stop: signal }))
  return more
}

/** A round for one dataset. What goes wrong there is in no other one's way. */
function renewed(datasetId: string, signal: AbortSignal): Promise<boolean> {
  return renewGaps(datasetId, signal).catch((error: unknown) => {
    if (!signal.aborted) log().warn({ err: error, datasetId }, 'a queue that hands out gaps first was not put in order')
    return false
  })
}
