import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { optionNumber, parseSeed } from '#lib/cli/files.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { preferenceMethods, preferencesParams } from '#lib/preferences/contract.ts'

interface Options {
  dataset: string
  methods?: string
  mostPerPair?: string
  maxConstraints?: string
  accept?: boolean
  seed: string
}

/** `pincer preferences --dataset NAME` */
export function addPreferences(program: Command): void {
  program
    .command('preferences')
    .description('Make preferences: two texts for one prompt, of which one is proven to meet all that it demands and the other to fail. `pincer export --format dpo` takes the accepted ones away.')
    .requiredOption('--dataset <name>', 'the dataset')
    .option('--methods <list>', `which, parted by commas: ${preferenceMethods.join(', ')}; all of them otherwise`)
    .option('--most-per-pair <n>', 'at most this many of each method for one pair')
    .option('--max-constraints <n>', 'a composed prompt states at most this many')
    .option('--accept', 'accept every pending one of the dataset that the checks, asked once more, allow')
    .option('--seed <n>', 'the same seed makes the same preferences', '0')
    .action(make)
}

async function make({ dataset: name, methods, mostPerPair, maxConstraints, accept, seed }: Options): Promise<void> {
  const params = preferencesParams.safeParse({
    ...(methods === undefined ? {} : { methods: methods.split(',').map((method) => method.trim()) }),
    ...Object.fromEntries(Object.entries({ mostPerPair, maxConstraints }).flatMap(([option, value]) => (value === undefined ? [] : [[option, optionNumber(value)]]))),
  })
  if (!params.success) throw badUsage(params.error.issues.map(({ path, message }) => `--${String(path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${message}`).join('; '))
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const dataset = await db().dataset.findUnique({ where: { name } })
    if (!dataset) throw badUsage(`There is no dataset "${name}".`)
    reportCounts(await runHere({ kind: 'preferences', datasetId: dataset.id, seed: parseSeed(seed), params: params.data }))
    if (!accept) return
    const { acceptPending } = await import('#lib/preferences/accept-pending.ts')
    const { accepted, refused } = await acceptPending(dataset.id)
    process.stderr.write(`accepted: ${accepted}\n${Object.entries(refused).map(([reason, n]) => `not accepted, ${reason}: ${n}\n`).join('')}`)
    if (Object.keys(refused).length > 0) process.exitCode = exitCodes.problems
  })
}
