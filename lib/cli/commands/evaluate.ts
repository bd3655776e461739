import { basename } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { requireReadable } from '#lib/cli/files.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import type { EvaluationView, Gains } from '#lib/evaluation/contract.ts'
import { nameFromFile } from '#lib/evaluation/name-from-file.ts'
import type { Gain } from '#lib/evaluation/paired-interval.ts'
import { AppError } from '#lib/http/errors.ts'

interface Options {
  export: string
  before: string
  after: string
  prompts?: string
  split?: boolean
  baseModel?: string
  trainedModel?: string
  benchmark?: string
  json?: boolean
}

/** `pincer evaluate --export ID --before FILE --after FILE` */
export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('Compare the answers of a model before training on an export with those after, and keep by type how much better constraints are followed.')
    .requiredOption('--export <id>', 'the export that was trained on, as its page and "pincer export" name it')
    .requiredOption('--before <file>', 'the answers before: rows of prompt and response as JSON lines, or the result file of IFEval’s script')
    .requiredOption('--after <file>', 'the answers to the same prompts after')
    .option('--prompts <file>', 'what the prompts ask for: rows of prompt, instruction_id_list and kwargs; without it the answers must say so themselves')
    .option('--split', "instead, the export's own test in IFEval's form")
    .option('--base-model <name>', 'what the model before is called; the name of its file by default')
    .option('--trained-model <name>', 'what the model after is called; the name of its file by default')
    .option('--benchmark <name>', 'what the prompts are called; the name of their file by default')
    .option('--json', 'the whole evaluation as JSON')
    .action(evaluateFiles)
}

async function evaluateFiles(options: Options): Promise<void> {
  const { export: exportId, before, after, prompts, split = false } = options
  if (!z.uuid().safeParse(exportId).success) throw badUsage(`--export ${exportId}: this is not the id of an export.`)
  if (split && prompts !== undefined) throw badUsage('--prompts and --split say both what the prompts are: give one of them.')
  for (const path of [before, after, ...(prompts === undefined ? [] : [prompts])]) await requireReadable(path)
  const named = (path: string) => ({ path, name: basename(path).slice(0, 200) })
  await withDatabase(async () => {
    const { evaluate } = await import('#lib/evaluation/evaluations.ts')
    const made = await evaluate(
      null,
      exportId.toLowerCase(),
      {
        baseModel: called('--base-model', options.baseModel, before),
        trainedModel: called('--trained-model', options.trainedModel, after),
        benchmark: called('--benchmark', options.benchmark, prompts ?? (split ? 'test of the export' : 'prompts of the answers')),
        promptsFrom: split ? 'split' : prompts === undefined ? 'answers' : 'file',
        before: named(before),
        after: named(after),
        prompts: prompts === undefined ? null : named(prompts),
      },
      new AbortController().signal,
    ).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') throw badUsage(`There is no export ${exportId}.`)
      throw error
    })
    for (const { file, line, field, reason } of made.leftOut) process.stderr.write(`${file}, line ${line}${field === null ? '' : `, ${field}`}: ${reason}\n`)
    for (const { name, read, used, bad, unpaired } of made.files) process.stderr.write(`${name}: ${used} of ${read} rows used, ${bad} unusable, ${unpaired} without an answer in the other file.\n`)
    process.stdout.write(options.json ? `${JSON.stringify(made, null, 2)}\n` : table(made))
    if (made.files.some(({ read, used }) => used < read)) process.exitCode = exitCodes.problems
  })
}

function called(option: string, given: string | undefined, path: string): string {
  const name = (given ?? nameFromFile(basename(path))).trim()
  if (name === '' || name.length > 200) throw badUsage(`${option}: a name has 1 to 200 characters.`)
  return name
}

/** A line each: strict or loose, what, how many, before, after, gain and its interval in points; parted by tabs. */
function table({ strict, loose }: EvaluationView): string {
  const lines = (way: string, gains: Gains | null): string[] =>
    gains === null ? [] : [line(way, 'prompts', gains.prompts), line(way, 'instructions', gains.instructions), ...gains.types.map(({ type, gain }) => line(way, type, gain))]
  return [['verified', 'what', 'n', 'before', 'after', 'gain', 'from', 'to'].join('\t'), ...lines('strict', strict), ...lines('loose', loose), ''].join('\n')
}

function line(way: string, what: string, { n, before, after, gain, interval }: Gain): string {
  return [way, what, n, ...[before, after, gain, ...interval].map((share) => (100 * share).toFixed(1))].join('\t')
}
