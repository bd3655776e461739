import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { badUsage } from '#lib/cli/exit.ts'
import { requireWritable } from '#lib/cli/files.ts'
import { withDatabase } from '#lib/cli/with-database.ts'

/** `pincer report --dataset NAME`: a dataset's statistics as one page of HTML to send around. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('Write the statistics of a dataset as one page of HTML to send around.')
    .requiredOption('--dataset <name>', 'the dataset')
    .option('--filter <filter>', 'only pairs that this finds, as in the box of the browse screen')
    .option('--output <file>', 'write it there and not to the standard output')
    .action(async ({ dataset: name, filter: text = '', output }: { dataset: string; filter?: string; output?: string }) => {
      const { parseFilter } = await import('#lib/datasets/filter-language.ts')
      const { filter, problems } = parseFilter(text)
      const [problem] = problems
      if (problem) throw badUsage(`--filter, column ${problem.column}: ${problem.message}`)
      if (text.includes('reviewer:me')) throw badUsage('--filter: reviewer:me is nobody here; name the reviewer.')
      await requireWritable('--output', output)
      await withDatabase(async () => {
        const { listDatasets } = await import('#lib/datasets/datasets.ts')
        const { filterOfNobody } = await import('#lib/datasets/seen-filter.ts')
        const { datasetReport } = await import('#lib/stats/report/dataset-report.ts')
        const dataset = (await listDatasets()).find((item) => item.name === name)
        if (!dataset) throw badUsage(`There is no dataset "${name}".`)
        const report = await datasetReport(dataset.id, await filterOfNobody(dataset.id, filter, Number.POSITIVE_INFINITY))
        if (output === undefined || output === '-') process.stdout.write(report)
        else await writeFile(output, report)
      })
    })
}
