import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { plainFilter } from '#lib/datasets/filter-fields.ts'

/** `pincer find-row ID` */
export function addFindRow(program: Command): void {
  program
    .command('find-row')
    .description('Say which pair a row of an export comes from, by the id of the row.')
    .argument('<id>', 'the id of the row (pincer-…), or the key of an IFEval prompt')
    .action(findRow)
}

async function findRow(id: string): Promise<void> {
  if (!plainFilter.shape.row.safeParse(id).success) throw badUsage(`${id}: this is no id of a row, such as pincer-0123456789abcdef.`)
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const { pairsOfRow } = await import('#lib/datasets/row-of-export.ts')
    const found = await db().$queryRaw<{ id: string; datasetId: string; name: string }[]>`
      SELECT p.id, p."datasetId", d.name FROM "Pair" p JOIN "Dataset" d ON d.id = p."datasetId" WHERE p.id IN (${pairsOfRow(id)}) ORDER BY p.id`
    for (const each of found) process.stdout.write(`${[each.id, each.name, `/datasets/${each.datasetId}/browse?pair=${each.id}`].join('\t')}\n`)
    if (found.length > 0) return
    process.stderr.write('No pair here has such a row.\n')
    process.exitCode = exitCodes.problems
  })
}
