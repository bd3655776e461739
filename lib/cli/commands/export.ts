import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { badUsage } from '#lib/cli/exit.ts'
import { parseSeed } from '#lib/cli/files.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { exportParams } from '#lib/runs/contract.ts'

interface Options {
  dataset: string
  out: string
  format: string
  minConstraints: string
  maxConstraints: string
  instruction: string
  gzip?: boolean
  seed: string
}

/** `pincer export --dataset NAME --out DIR` */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('Write the accepted pairs as training data, with manifest and dataset card. Only what is proven or accepted leaves.')
    .requiredOption('--dataset <name>', 'the dataset')
    .requiredOption('--out <dir>', 'the folder to write into; made if it is not there')
    .option('--format <id>', 'sft-messages or alpaca', 'sft-messages')
    .option('--min-constraints <n>', 'only pairs with at least this many accepted constraints', '1')
    .option('--max-constraints <n>', 'at most this many per pair, chosen by the seed', '8')
    .option('--instruction <which>', 'original or refined', 'original')
    .option('--gzip', 'compress the data file')
    .option('--seed <n>', 'the same seed, recipe and decisions make the same bytes', '0')
    .action(exportDataset)
}

async function exportDataset(options: Options): Promise<void> {
  const params = exportParams.safeParse({
    format: options.format,
    minConstraints: Number(options.minConstraints),
    maxConstraints: Number(options.maxConstraints),
    instruction: options.instruction,
    gzip: options.gzip ?? false,
  })
  if (!params.success) throw badUsage(params.error.issues.map((issue) => `--${optionName(issue.path)}: ${issue.message}`).join('; '))
  const seed = parseSeed(options.seed)
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const { exportsRoot } = await import('#lib/exports/export-folder.ts')
    const dataset = await db().dataset.findUnique({ where: { name: options.dataset } })
    if (!dataset) throw badUsage(`There is no dataset "${options.dataset}".`)
    const run = await runHere({ kind: 'export', datasetId: dataset.id, seed, params: params.data })
    const made = await db().export.findUniqueOrThrow({ where: { runId: run.id } })
    await mkdir(options.out, { recursive: true })
    await cp(join(exportsRoot(), made.folder), options.out, { recursive: true })
    reportCounts(run)
    process.stdout.write(`${options.out}\n`)
  })
}

/** `maxConstraints` is `--max-constraints` on the command line. */
function optionName(path: PropertyKey[]): string {
  return path.join('.').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
