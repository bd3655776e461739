import { backTranslate } from '#lib/constraints/index.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'
import { pairsFile, perSecond, type Row } from './table.ts'

/** Back-translation by rule against splitting the same responses at whitespace and counting: the least that reading them can cost. */
export async function miningAgainstSplitting(): Promise<Row[]> {
  const pairs: { instruction: string; response: string }[] = []
  const { mapping } = await previewSource(pairsFile())
  for await (const item of readPairs(pairsFile(), mapping)) if (item.kind === 'pair') pairs.push(item.record)
  const megabytes = pairs.reduce((sum, pair) => sum + pair.response.length, 0) / 1e6
  for (const pair of pairs.slice(0, 500)) backTranslate(pair, seededRng(1))
  const ours = await perSecond(() => {
    for (const [index, pair] of pairs.entries()) backTranslate(pair, seededRng(index))
    return megabytes
  })
  let words = 0
  const theirs = await perSecond(() => {
    for (const pair of pairs) for (const word of pair.response.split(/\s+/)) words += word.length > 0 ? 1 : 0
    return megabytes
  })
  return [{ what: `back-translation by rule, ${pairs.length} responses`, unit: 'MB/s', ours, reference: `split at whitespace (${words} words)`, theirs }]
}
