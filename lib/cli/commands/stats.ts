import type { Command } from 'commander'
import { badUsage } from '#lib/cli/exit.ts'
import { withDatabase } from '#lib/cli/with-database.ts'

/** `pincer stats`: a line per dataset; `pincer stats --dataset NAME`: everything about one, as JSON. */
export function addStats(program: Command): void {
  program
    .command('stats')
    .description('Show the datasets with their counts, or one in full as JSON.')
    .option('--dataset <name>', 'this dataset, as JSON')
    .action(async ({ dataset: name }: { dataset?: string }) => {
      await withDatabase(async () => {
        const { listDatasets } = await import('#lib/datasets/datasets.ts')
        const { datasetStatistics } = await import('#lib/stats/dataset-statistics.ts')
        const datasets = await listDatasets()
        if (name === undefined) {
          for (const { name: title, pairs, constraints, undecided } of datasets) {
            process.stdout.write(`${title}: ${pairs} pairs, ${constraints} constraints, ${undecided} undecided\n`)
          }
          return
        }
        const dataset = datasets.find((item) => item.name === name)
        if (!dataset) throw badUsage(`There is no dataset "${name}".`)
        // Whoever can run this holds the database.
        process.stdout.write(`${JSON.stringify(await datasetStatistics(dataset.id, {}, { id: '', role: 'owner' }), null, 2)}\n`)
      })
    })
}
