import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'

interface VerifyOptions {
  dataset?: string
  schema?: string
  in?: string
  out?: string
}

/** `pincer verify --dataset NAME`: checks every checkable constraint again. `--schema NAME --in FILE`: a benchmark's answers. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Check every checkable constraint of a dataset again; exit code 1 when one that was accepted is refuted. Or, with --schema, the answers to a benchmark.')
    .option('--dataset <name>', 'the dataset')
    .option('--schema <name>', 'verify answers as this benchmark does, without a database: ifeval or ifbench')
    .option('--in <file>', 'with --schema: rows of key, prompt, instruction_id_list, kwargs and response as JSON lines, plain or gzipped')
    .option('--out <file>', 'with --schema: where the rows of key, strict and loose go; - or nothing is stdout')
    .action(verify)
}

async function verify({ dataset, schema, in: input, out }: VerifyOptions): Promise<void> {
  if (schema === undefined) {
    if (input !== undefined || out !== undefined) throw badUsage('--in and --out belong to --schema NAME.')
    if (dataset === undefined) throw badUsage('Name a dataset with --dataset NAME, or a benchmark with --schema NAME --in FILE.')
    return verifyDataset(dataset)
  }
  if (dataset !== undefined) throw badUsage('--schema works on a file and --dataset on a dataset: give one of them.')
  if (input === undefined) throw badUsage('--schema needs --in FILE, the answers to verify.')
  const { verifyResponses } = await import('#lib/cli/verify-responses.ts')
  await verifyResponses({ schema, in: input, out })
}

async function verifyDataset(name: string): Promise<void> {
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const dataset = await db().dataset.findUnique({ where: { name } })
    if (!dataset) throw badUsage(`There is no dataset "${name}".`)
    reportCounts(await runHere({ kind: 'verify', datasetId: dataset.id, seed: 0, params: {} }))
    const refuted = await db().constraint.count({ where: { datasetId: dataset.id, status: 'accepted', outcome: { in: ['fail', 'error'] } } })
    process.stderr.write(`accepted but refuted: ${refuted}\n`)
    if (refuted > 0) process.exitCode = exitCodes.problems
  })
}
