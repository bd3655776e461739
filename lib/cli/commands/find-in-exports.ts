import type { Command } from 'commander'
import { z } from 'zod'
import { badUsage } from '#lib/cli/exit.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import type { Wanted } from '#lib/exports/holding/find-holding.ts'

/** `pincer find-in-exports ID` */
export function addFindInExports(program: Command): void {
  program
    .command('find-in-exports')
    .description('Say which exports hold a pair, in which rows and as what. Exports of early versions, which have no index, are looked through.')
    .argument('<id>', 'the pair, as its page names it; or its content hash; or the id of one of its rows (pincer-…)')
    .option('--json', 'all that is found as JSON')
    .action(findInExports)
}

async function findInExports(id: string, { json = false }: { json?: boolean }): Promise<void> {
  await withDatabase(async () => {
    const { exportsHolding } = await import('#lib/exports/holding/find-holding.ts')
    const found = await exportsHolding(await wantedBy(id), { thorough: true, signal: new AbortController().signal })
    if (json) process.stdout.write(`${JSON.stringify({ exports: found.exports, gone: found.gone }, null, 2)}\n`)
    else for (const { exportId, datasetName, createdAt, places, rows } of found.exports) {
      for (const { file, row, as } of places) process.stdout.write(`${[exportId, datasetName, createdAt, `${file}:${row}`, as].join('\t')}\n`)
      if (rows > places.length) process.stdout.write(`${exportId}\t${datasetName}\t${createdAt}\tand ${rows - places.length} more\n`)
    }
    if (found.exports.length === 0) process.stderr.write('No export holds it.\n')
    if (found.gone > 0) process.stderr.write(`${found.gone} exports could not be looked through: their files are not on this machine.\n`)
  })
}

/** Throws a usage failure for what is no id, or the id of no pair. */
async function wantedBy(id: string): Promise<Wanted> {
  const { rowIdOf } = await import('#lib/exports/row-id.ts')
  if (/^pincer-[0-9a-f]{16}/.test(id)) return { id: id.slice(0, 'pincer-'.length + 16), texts: null }
  if (/^[0-9a-f]{64}$/.test(id)) return { id: rowIdOf(id), texts: null }
  if (!z.uuid().safeParse(id).success) throw badUsage(`${id}: this is neither the id of a pair, nor a content hash, nor the id of a row.`)
  const { db } = await import('#lib/db/client.ts')
  const pair = await db().pair.findUnique({ where: { id }, select: { contentHash: true, instruction: true, response: true } })
  if (!pair) throw badUsage(`There is no pair ${id}. One that is gone is found by its content hash, or the id of its row.`)
  const { contentHash, ...texts } = pair
  return { id: rowIdOf(contentHash), texts }
}
