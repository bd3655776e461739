import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { badUsage } from '#lib/cli/exit.ts'
import { requireReadable } from '#lib/cli/files.ts'
import { knownBenchmarks } from '#lib/contamination/known-benchmarks.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'

interface Options {
  dataset: string
  prompts: string[]
  benchmark: string[]
  reference?: string
}

/** `pincer contamination --dataset NAME`: which pairs share 13 words in a row with a benchmark's prompt. */
export function addContamination(program: Command): void {
  program
    .command('contamination')
    .description("Find the pairs that share 13 words in a row with a benchmark's prompt.")
    .requiredOption('--dataset <name>', 'the dataset')
    .option('--prompts <name=file>', "a benchmark's prompts, kept as hashes under the name; may be given several times", (value: string, so: string[]) => [...so, value], [])
    .option('--benchmark <name>', `fetch the prompts of ${knownBenchmarks.map(({ name }) => name).join(', ')} from the Hub, or from PINCER_REFERENCE_DATA where that is set; may be given several times`, (value: string, so: string[]) => [...so, value], [])
    .option('--reference <folder>', 'a folder with the prompts of IFEval, IFBench and FollowBench')
    .action(run)
}

async function run({ dataset: name, prompts, benchmark: wanted, reference }: Options): Promise<void> {
  const given = prompts.map((text): [string, string] => {
    const at = text.indexOf('=')
    if (at < 1) throw badUsage(`--prompts ${text}: write a name and a file, as in ifeval=prompts.jsonl.`)
    return [text.slice(0, at), text.slice(at + 1)]
  })
  const files = [...given, ...(reference === undefined ? [] : knownBenchmarks.flatMap(({ name: list, reference: paths }) => paths.map((path): [string, string] => [list, join(reference, path)])))]
  for (const [, path] of files) await requireReadable(path)
  const strange = wanted.find((each) => !knownBenchmarks.some((known) => known.name === each))
  if (strange !== undefined) throw badUsage(`--benchmark ${strange}: known are ${knownBenchmarks.map((known) => known.name).join(', ')}.`)
  await withDatabase(async () => {
    const [{ db }, { storeBenchmark }, { storeKnownBenchmark }] = await Promise.all([
      import('#lib/db/client.ts'), import('#lib/contamination/benchmark-lists.ts'), import('#lib/contamination/store-known-benchmark.ts'),
    ])
    const dataset = await db().dataset.findUnique({ where: { name } })
    if (!dataset) throw badUsage(`There is no dataset "${name}".`)
    for (const list of new Set(files.map(([each]) => each))) {
      const read = await Promise.all(files.filter(([each]) => each === list).map(([, path]) => readFile(path, 'utf8')))
      process.stderr.write(`${list}: ${await storeBenchmark(null, list, read)} prompts\n`)
    }
    for (const list of new Set(wanted)) process.stderr.write(`${list}: ${await storeKnownBenchmark(null, list)} prompts\n`)
    if ((await db().benchmarkList.count()) === 0) throw badUsage('No benchmark is known to look for: give one by --benchmark NAME or --prompts NAME=FILE.')
    reportCounts(await runHere({ kind: 'contamination', datasetId: dataset.id, seed: 0, params: { lists: [] } }))
  })
}
