import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { optionNumber, parseSeed } from '#lib/cli/files.ts'
import { importHere } from '#lib/cli/import-here.ts'
import { readJsonFile } from '#lib/cli/json-file.ts'
import { copyTo, replaceableFiles } from '#lib/cli/out-folder.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { fileTypes } from '#lib/exports/file-type-names.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { licenseUses } from '#lib/licenses/problems.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { stratumKinds } from '#lib/exports/strata.ts'
import { askedRecipe, repeatable } from '#lib/exports/recipe.ts'

interface Options {
  dataset: string
  out: string
  format?: string
  recipe?: string
  minConstraints?: string
  maxConstraints?: string
  instruction?: string
  refined?: string
  validation?: string
  test?: string
  evaluation?: boolean
  stratify?: string
  fileType?: string
  use?: string
  splitBy?: string
  dropNearDuplicates?: boolean
  dropContaminated?: boolean
  general?: string
  generalShare?: string
  licensesAllowed?: string
  licensesLeftOut?: string
  seed?: string
}

/** `pincer export --dataset NAME --out DIR` */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('Write the accepted pairs as training data, with manifest and dataset card. Only what is proven or accepted leaves.')
    .requiredOption('--dataset <name>', 'the dataset')
    .requiredOption('--out <dir>', 'the folder to write into; made if it is not there. An export that lies there is replaced')
    .option('--recipe <file>', 'a recipe as JSON, such as that of an earlier manifest.json; the options below go before it')
    .option('--format <id>', exportFormatIds.join(', '))
    .option('--min-constraints <n>', 'only pairs with at least this many accepted constraints')
    .option('--max-constraints <n>', 'at most this many per pair, chosen by the seed')
    .option('--instruction <which>', 'original, refined or mixed')
    .option('--refined <which>', 'which refined instructions leave: accepted (default), or "undecided too"')
    .option('--validation <share>', 'share of the pairs held out for validation, such as 0.05')
    .option('--test <share>', 'share of the pairs held out as a test')
    .option('--evaluation', 'also write the test as IFEval prompts (test_ifeval.jsonl), for its script and lm-eval')
    .option('--stratify <by>', `what every split has alike shares of: ${stratumKinds.join(', ')}, or none (default)`)
    .option('--split-by <unit>', 'what stays in one split: pair (default; the same instruction and near-duplicates always do), or source: all of a source')
    .option('--drop-near-duplicates', 'leave out the pairs that are near-duplicates of another')
    .option('--drop-contaminated', 'leave out the pairs of which a search found 13 words in a row in a benchmark')
    .option('--file-type <type>', `of the files with rows: ${fileTypes.join(', ')}`)
    .option('--general <what>', 'mix in the pairs of this dataset as they are, or of a file, such as one of ShareGPT, which becomes a dataset')
    .option('--general-share <share>', 'their share of all rows (default: 0.5), of the general set of --general or of the recipe')
    .option('--use <what>', `what it is for, which the card holds the licences to: ${licenseUses.join(', ')}`)
    .option('--licenses-allowed <list>', 'only pairs of these licences, parted by commas; "not stated" is one')
    .option('--licenses-left-out <list>', 'no pairs of these licences')
    .option('--seed <n>', 'the same seed, recipe and decisions make the same bytes (default: that of the manifest that --recipe names, or else 0)')
    .action(exportDataset)
}

async function exportDataset(options: Options): Promise<void> {
  const earlier = await readRecipe(options.recipe)
  const said = given(options)
  const recipe: Record<string, unknown> = { format: 'sft-messages', ...earlier.recipe, ...said }
  const general = options.general === undefined ? null : await generalSource(options.general)
  const params = askedRecipe.safeParse({ ...recipe, ...generalOf(recipe.general, general, options.generalShare) })
  if (!params.success) throw badUsage(params.error.issues.map(({ path, message }) => `${nameOf(path, said, options)}: ${message}`).join('; '))
  const seed = options.seed === undefined ? earlier.seed : parseSeed(options.seed)
  const replaced = await replaceableFiles(options.out)
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const { exportsRoot } = await import('#lib/exports/export-folder.ts')
    const dataset = await db().dataset.findUnique({ where: { name: options.dataset } })
    if (!dataset) throw badUsage(`There is no dataset "${options.dataset}".`)
    if (general?.file) await importGeneral(general.file, general.dataset)
    const run = await runHere({ kind: 'export', datasetId: dataset.id, seed, params: params.data })
    const made = await db().export.findUniqueOrThrow({ where: { runId: run.id } })
    await copyTo(options.out, join(exportsRoot(), made.folder), replaced)
    reportCounts(run)
    const { warnings = [] } = manifestSchema.parse(made.manifest)
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`)
    if (warnings.length > 0) process.exitCode = exitCodes.problems
    process.stderr.write(`export: ${made.id}\n`)
    process.stdout.write(`${options.out}\n`)
  })
}

/** The general set of the recipe with what the options say of it; nothing where they say nothing. */
function generalOf(inRecipe: unknown, source: { dataset: string } | null, share: string | undefined): Record<string, unknown> {
  if (!source && share === undefined) return {}
  const before = z.record(z.string(), z.unknown()).safeParse(inRecipe).data
  if (!source && !before) throw badUsage('--general-share: there is no general set that it could be the share of. Name one with --general.')
  return { general: { ...before, ...(source ? { dataset: source.dataset } : {}), ...(share === undefined ? {} : { share: optionNumber(share) }) } }
}

/** Where general rows come from: a dataset, or a file, which becomes one that is named after it and its content. */
async function generalSource(what: string): Promise<{ dataset: string; file: string | null }> {
  const info = await stat(what).catch(() => null)
  if (!info?.isFile()) return { dataset: what, file: null }
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(what)) hash.update(chunk)
  return { dataset: `${basename(what).slice(0, 80)} ${hash.digest('hex').slice(0, 12)}`, file: what }
}

/** Imports a general set, unless the same file was imported before. */
async function importGeneral(file: string, name: string): Promise<void> {
  const { findOrCreateDataset } = await import('#lib/datasets/datasets.ts')
  const { db } = await import('#lib/db/client.ts')
  const { id } = await findOrCreateDataset(null, name)
  if (await db().run.findFirst({ where: { datasetId: id, kind: 'import', status: 'done' }, select: { id: true } })) return
  const { mapping } = await previewSource(file)
  const { counts } = await importHere(file, { datasetId: id, mapping })
  process.stderr.write(`general: ${counts.out} of ${counts.in} pairs of ${file} imported as "${name}"\n`)
}

/** What the command line says of the recipe, without what it leaves open. */
function given({ format, minConstraints, maxConstraints, instruction, refined, validation, test, evaluation, stratify, splitBy, dropNearDuplicates, dropContaminated, fileType, use, licensesAllowed, licensesLeftOut }: Options): Record<string, unknown> {
  const numbers = Object.entries({ minConstraints, maxConstraints, validation, test }).flatMap(([name, value]) => (value === undefined ? [] : [[name, optionNumber(value)]]))
  const words = Object.entries({ format, instruction, refined, stratify, splitBy, dropNearDuplicates, dropContaminated, fileType, use, evaluation }).filter(([, value]) => value !== undefined)
  const lists = Object.entries({ licensesAllowed, licensesLeftOut }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.split(',').map((each) => each.trim()).filter(Boolean)]]))
  return Object.fromEntries([...numbers, ...words, ...lists])
}

/** A recipe's file: the recipe itself, or a manifest with one in it, and the seed that it was made with. */
async function readRecipe(file: string | undefined): Promise<{ recipe: Record<string, unknown>; seed: number }> {
  if (file === undefined) return { recipe: {}, seed: 0 }
  const record = z.record(z.string(), z.unknown())
  const parsed = record.safeParse(await readJsonFile('--recipe', file))
  if (!parsed.success) throw badUsage(`--recipe: ${file} holds no JSON object.`)
  const inner = record.safeParse(parsed.data.recipe)
  if (inner.success) return { recipe: repeatable(inner.data), seed: parseSeed(String(parsed.data.seed ?? 0), `${file}: seed:`) }
  if ('seed' in parsed.data) throw badUsage(`${file}: seed: is no part of a recipe. Give it as --seed.`)
  return { recipe: parsed.data, seed: 0 }
}

/** A part of the recipe by where it was said: by an option (`maxConstraints` is `--max-constraints`), or in the recipe's file. */
function nameOf(path: readonly PropertyKey[], said: Record<string, unknown>, { recipe, general, generalShare }: Options): string {
  const [part = '', inner] = path.map(String)
  if (part === 'general' && inner === 'share' && generalShare !== undefined) return '--general-share'
  if (part === 'general' && inner === 'dataset' && general !== undefined) return '--general'
  return recipe === undefined || Object.hasOwn(said, part) ? `--${path.join('.').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` : `${recipe}: ${path.join('.')}`
}
