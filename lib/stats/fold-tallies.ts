import { log } from '#lib/config/log.ts'
import { pool } from '#lib/db/client.ts'

/** After so many writes whose counts were only appended they are folded. */
const writesBetween = 100
const writes = new Map<string, number>()

/**
 * Says that something was written to a dataset whose counts were appended and not folded (`pincer.unfolded`), as is done where somebody waits.
 * Now and then they are folded behind it, without being waited for; where that is lost, they are folded another time.
 */
export function foldLater(datasetId: string): void {
  const since = (writes.get(datasetId) ?? 0) + 1
  writes.set(datasetId, since % writesBetween)
  if (since < writesBetween) return
  pool().query({ name: 'fold tallies', text: 'SELECT fold_tallies($1)', values: [datasetId] }).catch((error: unknown) => log().error({ datasetId, err: error }, 'counts were not folded'))
}
