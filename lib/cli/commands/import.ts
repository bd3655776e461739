import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { jsonLinesTo, requireReadable, requireWritable } from '#lib/cli/files.ts'
import { importHere } from '#lib/cli/import-here.ts'
import { reportCounts } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { pairFormat, pairFormats } from '#lib/pairs/formats/registry.ts'

interface Options {
  dataset: string
  format?: string
  map?: string[]
  source?: string
  license?: string
  errors?: string
}

/** `pincer import FILE --dataset NAME` */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('Import pairs from a file: Alpaca, messages, ShareGPT, Crab, OASST2 trees, WizardLM, Orca-chat, CSV/TSV, Parquet; plain or gzip.')
    .argument('<file>', 'the file; its format is detected by its content')
    .requiredOption('--dataset <name>', 'the dataset to import into; made if it is not there')
    .option('--format <id>', 'the format, where detection is wrong')
    .option('--map <field=column...>', 'where a field of a table-like row lies, such as --map instruction=question response=answer')
    .option('--source <name>', 'source of pairs that name none (default: the file name)')
    .option('--license <id>', 'licence of pairs that name none')
    .option('--errors <file>', 'write the records that could not be read to this file, as JSONL')
    .action(importFile)
}

async function importFile(file: string, options: Options): Promise<void> {
  await requireReadable(file)
  await requireWritable('--errors', options.errors, file)
  const format = options.format
  if (format !== undefined && !pairFormat(format)) {
    throw badUsage(`--format ${format}: there is no such format. It is one of ${pairFormats.map(({ id }) => id).join(', ')}.`)
  }
  await withDatabase(async () => {
    const { findOrCreateDataset } = await import('#lib/datasets/datasets.ts')
    const { importErrors } = await import('#lib/runs/run-view.ts')
    const mapping = (await previewSource(file)).mapping
    const columns = { ...mapping.columns, ...parseMap(options.map ?? []) }
    const dataset = await findOrCreateDataset(null, options.dataset)
    const run = await importHere(file, { datasetId: dataset.id, mapping: { format: format ?? mapping.format, columns }, source: options.source, license: options.license })
    reportCounts(run)
    if ((run.counts.dropped['could not be read'] ?? 0) === 0) return
    process.exitCode = exitCodes.problems
    const out = options.errors !== undefined ? jsonLinesTo(options.errors) : null
    const limit = out ? Number.POSITIVE_INFINITY : 20
    for (let after = 0, shown = 0; shown < limit; ) {
      const { errors } = await importErrors(run.id, { after, limit: 500 })
      const last = errors.at(-1)
      if (!last) break
      for (const { id: _, ...error } of errors) {
        if (shown++ >= limit) break
        if (out) await out.write(error)
        else process.stderr.write(`line ${error.line}${error.field ? `, ${error.field}` : ''}: ${error.reason}\n`)
      }
      after = last.id
    }
    await out?.close()
    if (!out) process.stderr.write('The whole list: run again with --errors FILE, or see the run in the browser.\n')
  })
}

function parseMap(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [pair, pair] : [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
