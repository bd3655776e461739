import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'

/** `pincer verify --dataset NAME`: checks every checkable constraint again. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Check every checkable constraint of a dataset again; exit code 1 when one that was accepted is refuted.')
    .requiredOption('--dataset <name>', 'the dataset')
    .action(async ({ dataset: name }: { dataset: string }) => {
      await withDatabase(async () => {
        const { db } = await import('#lib/db/client.ts')
        const dataset = await db().dataset.findUnique({ where: { name } })
        if (!dataset) throw badUsage(`There is no dataset "${name}".`)
        reportCounts(await runHere({ kind: 'verify', datasetId: dataset.id, seed: 0, params: {} }))
        const refuted = await db().constraint.count({ where: { datasetId: dataset.id, status: 'accepted', outcome: { in: ['fail', 'error'] } } })
        process.stderr.write(`accepted but refuted: ${refuted}\n`)
        if (refuted > 0) process.exitCode = exitCodes.problems
      })
    })
}
