import type { Command } from 'commander'
import { badUsage, Failure } from '#lib/cli/exit.ts'
import { optionNumber, parseSeed } from '#lib/cli/files.ts'
import { readJsonFile } from '#lib/cli/json-file.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { generateParams, type GenerateParams } from '#lib/generation/recipe.ts'
import type { RunView } from '#lib/runs/contract.ts'

interface Options {
  dataset: string
  recipe: string
  endpoint?: string
  limit?: string
  again?: boolean
  estimate?: boolean
  seed: string
}

/** `pincer generate --dataset NAME --recipe FILE` */
export function addGenerate(program: Command): void {
  program
    .command('generate')
    .description('Take the pairs of a dataset through a recipe of steps with a model: refine, back-translate, judge, evolve, answer and others.')
    .requiredOption('--dataset <name>', 'the dataset')
    .requiredOption('--recipe <file>', 'the recipe as JSON: a list of steps, or {"steps": [...]} with "filter", "budget" and others')
    .option('--endpoint <name>', 'the endpoint that steps ask which name none; not needed where there is only one')
    .option('--limit <n>', 'only so many pairs, spread evenly; for a trial')
    .option('--again', 'ask anew what an earlier run was answered and paid for')
    .option('--estimate', 'ask nothing: say how many calls and tokens it would be, what it would cost and how long it would take')
    .option('--seed <n>', 'the same seed makes the same choices', '0')
    .action(generate)
}

async function generate(options: Options): Promise<void> {
  const seed = parseSeed(options.seed)
  const recipe = await readRecipe(options.recipe)
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const dataset = await db().dataset.findUnique({ where: { name: options.dataset } })
    if (!dataset) throw badUsage(`There is no dataset "${options.dataset}".`)
    const params = await paramsOf(recipe, options)
    if (options.estimate) {
      const { estimateRun } = await import('#lib/generation/run/estimate.ts')
      process.stdout.write(`${JSON.stringify(await estimateRun(dataset.id, params), null, 2)}\n`)
      return
    }
    const run = await runHere({ kind: 'generate', datasetId: dataset.id, seed, params })
    reportCounts(run)
    reportUsage(run)
    if (run.status === 'paused') throw new Failure(`The run is paused. ${run.waitingFor ?? ''} Resume it on its page, or start it anew: what was answered is kept, and costs nothing again.`)
  })
}

/** A list of steps, or an object with more. */
async function readRecipe(file: string): Promise<Record<string, unknown>> {
  const value = await readJsonFile('--recipe', file)
  if (Array.isArray(value)) return { steps: value }
  if (typeof value !== 'object' || value === null) throw badUsage(`--recipe: ${file} holds neither a list of steps nor an object.`)
  return { ...value }
}

async function paramsOf(recipe: Record<string, unknown>, options: Options): Promise<GenerateParams> {
  const endpointId = options.endpoint === undefined && typeof recipe.endpointId === 'string' ? recipe.endpointId : await chosenEndpoint(options.endpoint)
  const given = { ...recipe, endpointId, ...(options.limit === undefined ? {} : { limit: optionNumber(options.limit) }), ...(options.again ? { again: true } : {}) }
  const params = generateParams.safeParse(given)
  if (params.success) return params.data
  const nameOf = ([part, ...inner]: PropertyKey[]): string => (part === 'limit' && options.limit !== undefined ? '--limit' : [options.recipe, ...(part === undefined ? [] : [[part, ...inner].join('.')])].join(': '))
  throw badUsage(params.error.issues.map(({ path, message }) => `${nameOf(path)}: ${message}`).join('; '))
}

/** The endpoint of that name; without a name the only one, or none. */
async function chosenEndpoint(name: string | undefined): Promise<string | null> {
  const { listEndpoints } = await import('#lib/endpoints/endpoints.ts')
  const { endpoints } = await listEndpoints()
  if (name === undefined) return endpoints.length === 1 ? (endpoints[0]?.id ?? null) : null
  const found = endpoints.find((endpoint) => endpoint.name === name)
  const names = endpoints.map((endpoint) => `"${endpoint.name}"`).join(', ')
  if (!found) throw badUsage(`There is no endpoint "${name}". ${names ? `There are ${names}.` : 'Add one under Settings, or set OPENAI_BASE_URL and PINCER_MODEL.'}`)
  return found.id
}

function reportUsage({ usage }: RunView): void {
  if (!usage) return
  const { calls, cached, inputTokens, outputTokens, cost, errors } = usage
  const failed = Object.entries(errors).map(([name, n]) => `calls given up, ${name}: ${n}`)
  process.stderr.write(`${[`calls: ${calls}`, `answered before: ${cached}`, `tokens in: ${inputTokens}`, `tokens out: ${outputTokens}`, `cost: ${cost}`, ...failed].join('\n')}\n`)
}
