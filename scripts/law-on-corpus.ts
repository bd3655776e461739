/**
 * node scripts/run.mjs scripts/law-on-corpus.ts [--in FILE] [--from N] [--limit N] [--seed N]: holds the law of back-translation on every
 * pair of a file, by default all of PINCER_REFERENCE_DATA's Alpaca records. For each: nothing throws, whatever checker or instruction reads
 * the response; the same seed states the same; and what is stated passes its own checker, in both modes. Prints each breach, and exits
 * with 1 if there was one. Ctrl-C stops it and says where to go on.
 */
import { parseArgs } from 'node:util'
import { backTranslate, checkConstraint } from '#lib/constraints/index.ts'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { typicalArguments } from '#lib/constraints/official/typical-arguments.fixture.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'

const { values } = parseArgs({ options: { in: { type: 'string' }, from: { type: 'string', default: '0' }, limit: { type: 'string' }, seed: { type: 'string', default: '0' } } })
const reference = process.env.PINCER_REFERENCE_DATA
const file = values.in ?? (reference ? `${reference}/alpaca-52k.jsonl.gz` : null)
const [from, last] = [Number(values.from), values.limit ? Number(values.from) + Number(values.limit) : Infinity]
const shown = 200
const instructions = [...(benchmarks.get('ifbench')?.values() ?? [])].map(({ id, kwargs }) => ({ id, kwargs: typicalArguments(kwargs) }))

let stopping = false
process.once('SIGINT', () => {
  stopping = true
})

if (!file) {
  console.error('Name a file with --in, or set PINCER_REFERENCE_DATA.')
  process.exitCode = 2
} else await holdLaw(file)

async function holdLaw(path: string): Promise<void> {
  const { mapping } = await previewSource(path)
  const begun = performance.now()
  let [at, read, stated, breaches] = [0, 0, 0, 0]
  for await (const item of readPairs(path, mapping)) {
    if (item.kind !== 'pair') continue
    if (stopping || at >= last) break
    if (at++ < from) continue
    read++
    const found = breachesOf({ instruction: item.record.instruction, response: item.record.response }, `${values.seed} ${at - 1}`)
    stated += found.stated
    breaches += found.breaches.length
    for (const breach of found.breaches) if (breaches <= shown) console.log(`pair ${at - 1}: ${breach}`)
    if (read % 1000 === 0) {
      console.error(`${read.toLocaleString('en')} pairs, ${stated.toLocaleString('en')} constraints, ${breaches} breaches, ${Math.round((performance.now() - begun) / 1000)} s`)
      // Lets Ctrl-C through.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  console.log(`${read.toLocaleString('en')} pairs, ${stated.toLocaleString('en')} constraints, ${breaches} breaches`)
  if (stopping) console.log(`Stopped; go on with --from ${at}.`)
  process.exitCode = breaches > 0 ? 1 : stopping ? 130 : 0
}

function breachesOf(pair: { instruction: string; response: string }, seed: string): { stated: number; breaches: string[] } {
  const breaches: string[] = []
  const attempt = <T>(what: string, run: () => T): T | null => {
    try {
      return run()
    } catch (error) {
      breaches.push(`${what} throws ${String(error)}`)
      return null
    }
  }
  const stated = attempt('back-translation', () => backTranslate(pair, seededRng(seed))) ?? []
  const again = attempt('back-translation', () => backTranslate(pair, seededRng(seed)))
  if (JSON.stringify(again) !== JSON.stringify(stated)) breaches.push('back-translation says something else for the same seed')
  for (const { checker, text } of stated) {
    for (const mode of ['sound', 'official'] as const) {
      const result = attempt(checker.id, () => checkConstraint(checker, pair.response, mode))
      if (result && result.outcome !== 'pass') breaches.push(`${checker.id} ${JSON.stringify(checker.kwargs)} "${text}" is ${mode} ${result.outcome}: ${result.detail}`)
    }
  }
  for (const checker of checkers) {
    const outcome = attempt(checker.id, () => checker.check(pair.response, checker.examples[0]).outcome)
    if (outcome === 'error') breaches.push(`${checker.id} cannot run with its own example`)
  }
  for (const instruction of instructions) {
    for (const mode of ['sound', 'official'] as const) {
      const outcome = attempt(instruction.id, () => checkConstraint(instruction, pair.response, mode).outcome)
      if (outcome === 'error') breaches.push(`${instruction.id} cannot run with typical arguments (${mode})`)
    }
  }
  return { stated: stated.length, breaches }
}
