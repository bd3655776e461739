import { z } from 'zod'
import { backTranslate } from '#lib/constraints/index.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'
import { officialPython } from './official-python.ts'
import { best, pairsFile, perSecond, type Row } from './table.ts'

const sizes = [1_000, 10_000, 100_000, 1_000_000]

/** Responses that the official Python checks are searched over: they take some 20 ms each. */
const searched = 1000
const measured = z.object({ package: z.string(), seconds: z.number(), responses: z.number(), constraints: z.number() })

interface Pair {
  instruction: string
  response: string
}

/**
 * Mining every response for every type, against the official Python checks where PINCER_PYTHON has them, searched for what a response
 * meets of IFEval's 25 instructions, and against splitting the same responses at white space: the least that reading them can cost.
 */
export async function miningAgainstPython(): Promise<Row[]> {
  const pairs = await allPairs()
  const megabytes = bytesOf(pairs.map(({ response }) => response)) / 1e6
  for (const pair of pairs.slice(0, 500)) backTranslate(pair, seededRng(1))
  const ours = await perSecond(() => {
    for (const [index, pair] of pairs.entries()) backTranslate(pair, seededRng(index))
    return megabytes
  })
  let words = 0
  const theirs = await perSecond(() => {
    for (const pair of pairs) words += wordsOf(pair.response)
    return megabytes
  })
  return [{ what: `mining for every type, ${pairs.length} responses`, unit: 'MB/s', ours, reference: `split at white space (${words} words)`, theirs }, ...(await againstPython(pairs.slice(0, searched))), ...(await bySize(pairs))]
}

async function againstPython(pairs: readonly Pair[]): Promise<Row[]> {
  const input = pairs.map(({ instruction, response }) => `${JSON.stringify({ prompt: instruction, response })}\n`).join('')
  const run = officialPython('official_mining.py', { input }, measured)
  if (!run) return []
  const megabytes = bytesOf(pairs.map(({ response }) => response)) / 1e6
  const ours = await best(1, () => {
    for (const [index, pair] of pairs.entries()) backTranslate(pair, seededRng(index))
    return megabytes
  })
  return [{ what: `mining for every type, ${pairs.length} responses`, unit: 'MB/s', ours, reference: `official Python checks searched for IFEval's 25 types, ${run.package}`, theirs: megabytes / run.seconds }]
}

/** Whether the cost is linear: responses of growing length, made of real ones, each length against the shortest. */
async function bySize(pairs: readonly Pair[]): Promise<Row[]> {
  const text = longText(pairs, Math.max(...sizes))
  const rows: Row[] = []
  for (const size of sizes) {
    const responses = Array.from({ length: Math.max(1, Math.ceil(200_000 / size)) }, (_, index) => text.slice(index * size, (index + 1) * size))
    const megabytes = bytesOf(responses) / 1e6
    let mined = 0
    const ours = await best(3, () => {
      // What is known of the last text must not help: each is another one.
      for (const response of responses) backTranslate({ instruction: '', response: `${response} ${++mined}` }, seededRng(1))
      return megabytes
    })
    const shortest = rows[0]?.ours ?? ours
    rows.push({ what: `mining a response of ${size.toLocaleString('en')} characters`, unit: 'MB/s', ours, reference: 'the same for 1,000 characters', theirs: shortest })
  }
  return rows
}

function longText(pairs: readonly Pair[], length: number): string {
  let text = ''
  while (text.length < length) for (const { response } of pairs) if ((text += `${response}\n\n`).length >= length) break
  return text
}

async function allPairs(): Promise<Pair[]> {
  const pairs: Pair[] = []
  const { mapping } = await previewSource(pairsFile())
  for await (const item of readPairs(pairsFile(), mapping)) if (item.kind === 'pair') pairs.push(item.record)
  return pairs
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
}

function wordsOf(text: string): number {
  let words = 0
  for (const word of text.split(/\s+/)) words += word.length > 0 ? 1 : 0
  return words
}
