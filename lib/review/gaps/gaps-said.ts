import type { PairView } from '#lib/review/contract.ts'
import { fullOf, gapsOf, knownOf, type Gap } from '#lib/review/gaps/known-gaps.ts'
import { cellKey, missing } from '#lib/review/gaps/wanted.ts'
import { bandOfWords, bandWords, lengthBands } from '#lib/stats/length-bands.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { languageLabel } from '#lib/text/language-label.ts'

/**
 * What each of these pairs would fill, in a queue that hands out gaps first, and how full it is. It is told by what whoever looks has left to decide, and by how many stand accepted in the whole dataset: where several people
 * decide a pair, a constraint counts once all of them have, so that it tells nobody of a pair before their eyes. Where checks are mixed in, or some still wait for an answer, the dataset alone is spoken of: what is
 * named of a pair would tell its own constraints from one that is mixed in, of a type of which more is missing.
 */
export async function gapsSaid(pairs: readonly PairView[], { goldRate }: { goldRate: number }): Promise<ReadonlyMap<string, string>> {
  const [first] = pairs
  if (!first) return new Map()
  const [gaps, known] = await Promise.all([gapsOf(first.datasetId), knownOf(first.datasetId)])
  if (gaps.length === 0 || known.some === null) return new Map(pairs.map(({ id }) => [id, 'Gaps first: what is missing is being counted']))
  if (!known.some) return new Map(pairs.map(({ id }) => [id, 'Gaps first: nothing that is left to decide fills one any more']))
  if (goldRate > 0 || known.checksOpen) return new Map(pairs.map(({ id }) => [id, `Gaps first: ${fullSaid(gaps, 'type')} types and ${fullSaid(gaps, 'cell')} cells of the grid have what is wanted`]))
  const byKey = new Map(gaps.map((gap) => [`${gap.of} ${gap.key}`, gap]))
  return new Map(pairs.map((pair) => [pair.id, saidOf(pair, byKey)]))
}

/** "5 of 23". */
function fullSaid(gaps: readonly Gap[], of: Gap['of']): string {
  const { full, wanted } = fullOf(gaps, of)
  return `${full.toLocaleString('en')} of ${wanted.toLocaleString('en')}`
}

function saidOf({ constraints, language, responseWords }: PairView, gaps: ReadonlyMap<string, Gap>): string {
  const left = constraints.filter(({ status }) => status === 'pending')
  const facetOf = (type: string): string => type.split('.')[0] ?? type
  const accepted = new Set(constraints.filter(({ status }) => status === 'accepted').map(({ type }) => facetOf(type)))
  const known = (keys: readonly string[]) => [...new Set(keys)].flatMap((key) => gaps.get(key) ?? []).filter((gap) => missing(gap) > 0).toSorted((a, b) => missing(b) - missing(a))
  const [type] = known(left.map((one) => `type ${one.type}`))
  const band = bandOfWords(responseWords)
  const [cell] = known(left.flatMap((one) => (accepted.has(facetOf(one.type)) ? [] : [`cell ${cellKey(facetOf(one.type), band, language)}`])))
  const counts = ({ accepted: n, wanted }: Gap): string => `(${n.toLocaleString('en')} of ${wanted.toLocaleString('en')})`
  const said = [
    ...(type ? [`"${typeLabel(type.key)}" ${counts(type)}`] : []),
    ...(cell ? [`${cell.key.split('|')[0] ?? ''} in ${languageLabel(language)}, ${bandWords(lengthBands, band)} words ${counts(cell)}`] : []),
  ]
  return `Gaps first: ${said.length === 0 ? 'nothing in it is missing' : said.join(' and ')}`
}
