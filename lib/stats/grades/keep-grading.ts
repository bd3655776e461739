import { log } from '#lib/config/log.ts'
import { unlessAnother } from '#lib/db/alone.ts'
import { behindEverybody } from '#lib/db/behind.ts'
import { pool } from '#lib/db/client.ts'
import { pause } from '#lib/pause.ts'
import { reviewersAtWork } from '#lib/review/at-work.ts'
import { gradePairs, ungradedDatasets } from '#lib/stats/grades/grade-pairs.ts'

/** Milliseconds between two looks for pairs that have not been measured. */
const lookMs = 2000
/** Pairs of a dataset that are measured before others get their turn, at least. */
const leastPiece = 2000
/** Seconds since an import was last heard of, after which nobody waits for it. */
const silentFor = 120
/** So many times what a batch took is rested behind it, and where somebody reviews: measuring is never most of what a core does. */
const rests = { usual: 1, reviewing: 9 }

/**
 * Measures how hard responses are to read, behind imports and of what was there before they were measured, until it is told to stop. Waits while anything is imported, for who imports waits for that.
 */
export async function keepGrading(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await gradeAll(signal).catch((error: unknown) => {
      if (!signal.aborted) log().warn({ err: error }, 'how hard responses are to read was not measured')
    })
    await pause(lookMs, signal)
  }
}

/** One round over all datasets. Only one process at a time makes one: another one that tries has nothing to do. */
export async function gradeAll(signal: AbortSignal): Promise<void> {
  if ((await ungradedDatasets()).length === 0 || (await isImporting())) return
  await unlessAnother('measure responses', () => behindEverybody(() => gradeEach(signal), { connections: 1, stop: signal }))
}

/** The dataset with the least that is left comes first, and again after each piece of a greater one: a small import never waits until a million pairs are through. */
async function gradeEach(signal: AbortSignal): Promise<void> {
  const given = new Set<string>()
  while (!signal.aborted) {
    const next = (await ungradedDatasets()).find(({ id }) => !given.has(id))
    if (!next) return
    const graded = await gradePairs(next.id, pieceOf(next.pairs), (tookMs) => rest(tookMs, signal), signal)
    // What others change just then is left for the next round.
    if (graded === 0) given.add(next.id)
  }
}

/** A share of what is left, for each piece looks again through what is measured. */
function pieceOf(pairs: number): number {
  return Math.max(leastPiece, Math.ceil(pairs / 20))
}

async function rest(tookMs: number, signal: AbortSignal): Promise<void> {
  await pause(tookMs * ((await reviewersAtWork()) ? rests.reviewing : rests.usual), signal)
  while (!signal.aborted && (await isImporting())) await pause(lookMs, signal)
}

async function isImporting(): Promise<boolean> {
  const { rows } = await pool().query<{ importing: boolean }>(`SELECT EXISTS (SELECT 1 FROM "Run" WHERE kind = 'import' AND status = 'running' AND "heartbeatAt" > now() - make_interval(secs => $1)) AS importing`, [silentFor])
  return rows[0]?.importing === true
}
