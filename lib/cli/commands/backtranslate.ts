import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { jsonLinesTo, parseSeed, requireReadable, requireWritable } from '#lib/cli/files.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { backTranslate } from '#lib/constraints/index.ts'
import { contentHash } from '#lib/pairs/content-hash.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'

interface Options {
  rulesOnly?: boolean
  in?: string
  out?: string
  dataset?: string
  types: string
  seed: string
}

/** `pincer backtranslate --dataset NAME`, and without a database `--rules-only --in FILE --out FILE` */
export function addBacktranslate(program: Command): void {
  program
    .command('backtranslate')
    .description('State which constraints each response already meets; every one of them is proven.')
    .option('--dataset <name>', 'work on this dataset')
    .option('--rules-only', 'work on a file, by rules alone: no database, no model')
    .option('--in <file>', 'with --rules-only: pairs in any format that import reads')
    .option('--out <file>', 'with --rules-only: where the JSONL goes ("-" or nothing: stdout)')
    .option('--types <which>', 'all, or crab for the six families of the Crab paper', 'all')
    .option('--seed <n>', 'the same seed makes the same constraints', '0')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const types = options.types === 'all' || options.types === 'crab' ? options.types : null
  if (!types) throw badUsage(`--types ${options.types}: it is all or crab.`)
  const seed = parseSeed(options.seed)
  if (options.rulesOnly) return onFile(options, types, seed)
  if (!options.dataset) throw badUsage('Say which dataset (--dataset NAME), or --rules-only --in FILE --out FILE for a file.')
  const name = options.dataset
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const dataset = await db().dataset.findUnique({ where: { name } })
    if (!dataset) throw badUsage(`There is no dataset "${name}".`)
    reportCounts(await runHere({ kind: 'backtranslate', datasetId: dataset.id, seed, params: { types } }))
  })
}

async function onFile(options: Options, types: 'all' | 'crab', seed: number): Promise<void> {
  if (!options.in) throw badUsage('--rules-only needs --in FILE.')
  await requireReadable(options.in)
  await requireWritable('--out', options.out, options.in)
  const { mapping } = await previewSource(options.in)
  const out = jsonLinesTo(options.out)
  let pairs = 0
  let constraints = 0
  let problems = 0
  for await (const item of readPairs(options.in, mapping)) {
    if (item.kind === 'error') {
      problems++
      const { line, field, reason } = item.error
      process.stderr.write(`${options.in}, line ${line}${field ? `, ${field}` : ''}: ${reason}\n`)
    }
    if (item.kind !== 'pair') continue
    const { record } = item
    const hash = contentHash(record)
    const instruction = record.input ? `${record.instruction}\n${record.input}` : record.instruction
    const mined = backTranslate({ instruction, response: record.response }, seededRng(seed, hash, 'rule'), { types, language: record.language })
    pairs++
    constraints += mined.length
    await out.write({
      id: record.externalId ?? hash.slice(0, 16),
      instruction: record.instruction,
      ...(record.input ? { input: record.input } : {}),
      response: record.response,
      constraints: mined.map(({ type, text, checker, evidence, measured }) => ({
        type,
        text,
        checker: { id: checker.id, kwargs: checker.kwargs },
        evidence: evidence.map(({ start, end }) => ({ start, end })),
        measured,
      })),
    })
  }
  await out.close()
  process.stderr.write(`${constraints} constraints for ${pairs} pairs${problems > 0 ? `; ${problems} records could not be read` : ''}.\n`)
  if (problems > 0) process.exitCode = exitCodes.problems
}
