import { log } from '#lib/config/log.ts'
import { behindEverybody } from '#lib/db/behind.ts'
import { pool } from '#lib/db/client.ts'
import { pause } from '#lib/pause.ts'
import { reviewersAtWork } from '#lib/review/at-work.ts'

/** Milliseconds between two looks. */
const rest = { least: 1000, first: 15_000, most: 60_000 }
/** Pages of 8 kB of an index's list that one look is to find: half of the 4 MB at which whoever writes has to empty it. */
const wanted = 256

/**
 * While anybody reviews, keeps short the lists in which indexes of texts gather what is written, until it is told to stop. A decision that changes its pair's status writes all words of the pair anew; the one that fills
 * the list would have to empty it, for a second in a great dataset, while its reviewer waits.
 */
export async function keepIndexesTidy(signal: AbortSignal, atWork = reviewersAtWork, firstWait = rest.first): Promise<void> {
  while (!signal.aborted) {
    await tidyWhileAtWork(signal, atWork, firstWait).catch((error: unknown) => {
      if (!signal.aborted) log().warn({ err: error }, 'indexes of texts were not tidied')
    })
    await pause(5000, signal)
  }
}

async function tidyWhileAtWork(signal: AbortSignal, atWork: () => Promise<boolean>, firstWait: number): Promise<void> {
  if (!(await atWork())) return
  await behindEverybody(async () => {
    for (let wait = firstWait; !signal.aborted && (await atWork()); wait = nextWait(wait, await tidyIndexes())) await pause(wait, signal)
  }, { connections: 1, stop: signal })
}

/** How long to wait after a look that found so many pages behind a wait in milliseconds: longer where there were few, to have more at a time, for each word is written once however often it is there. */
export function nextWait(wait: number, pages: number): number {
  return Math.min(rest.most, Math.max(rest.least, wait * Math.min(2, wanted / Math.max(pages, 1))))
}

/** Empties the lists of all indexes that have one. Answers how many pages the longest had. */
export async function tidyIndexes(): Promise<number> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT c.oid AS id FROM pg_class c JOIN pg_am a ON a.oid = c.relam
     WHERE a.amname = 'gin' AND c.relkind = 'i' AND c.relnamespace = current_schema()::regnamespace AND pg_has_role(c.relowner, 'USAGE') AND 'fastupdate=off' <> ALL (coalesce(c.reloptions, '{}'))`,
  )
  let most = 0
  for (const { id } of rows) {
    const { rows: [emptied] } = await pool().query<{ pages: number }>('SELECT gin_clean_pending_list($1::oid)::int AS pages', [id])
    most = Math.max(most, emptied?.pages ?? 0)
  }
  return most
}
