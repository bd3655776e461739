import { log } from '#lib/config/log.ts'
import { unlessAnother } from '#lib/db/alone.ts'
import { behindEverybody } from '#lib/db/behind.ts'
import { pool } from '#lib/db/client.ts'
import { canBeListed, listPairs } from '#lib/exports/holding/pair-list.ts'
import { pause } from '#lib/pause.ts'
import { turns, type InTurn } from '#lib/stats/give-way.ts'

/** Milliseconds between two looks for exports whose pairs are not listed. */
const lookMs = 5000

/** Lists the pairs of new exports behind them, until it is told to stop, so that who filters by one need not wait. It gives way to who reviews (see give-way.ts). */
export async function keepListing(signal: AbortSignal): Promise<void> {
  const { inTurn } = turns(signal)
  const failed = new Set<string>()
  while (!signal.aborted) {
    await listNewExports(inTurn, failed).catch((error: unknown) => {
      if (!signal.aborted) log().warn({ err: error }, 'the pairs of exports were not listed')
    })
    await pause(lookMs, signal)
  }
}

/** One round. Only one process at a time makes one: another one that tries has nothing to do. `failed`: the exports that could not be listed, which are not tried again. */
export async function listNewExports(inTurn: InTurn, failed: Set<string>): Promise<void> {
  if ((await unlisted(failed)).length === 0) return
  await unlessAnother('list exports', async () => {
    for (const { id, folder } of await unlisted(failed)) {
      await inTurn((stop) => behindEverybody(() => listPairs(id, folder), { connections: 1, stop })).catch((error: unknown) => {
        failed.add(id)
        log().warn({ err: error, exportId: id }, 'the pairs of an export were not listed')
      })
    }
  })
}

/**
 * The exports of which a filter is likely to be asked for, newest first: those of the last day, and the last one of each dataset. A million pairs take some hundred megabytes, so that those of all others are
 * listed once somebody asks for them. Without those whose lists are not on this machine.
 */
async function unlisted(failed: ReadonlySet<string>): Promise<{ id: string; folder: string }[]> {
  const { rows } = await pool().query<{ id: string; folder: string; dropReasons: string[] }>(
    `SELECT e.id, e.folder, e."dropReasons" FROM "Export" e JOIN "Dataset" d ON d.id = e."datasetId"
     WHERE NOT e."isListed" AND d."goingSince" IS NULL
       AND (e."createdAt" > now() - interval '1 day' OR NOT EXISTS (SELECT 1 FROM "Export" later WHERE later."datasetId" = e."datasetId" AND later.id > e.id))
     ORDER BY e.id DESC`,
  )
  const there = await Promise.all(rows.map(async (row) => !failed.has(row.id) && (await canBeListed(row))))
  return rows.filter((_, n) => there[n])
}
