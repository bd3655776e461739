import type { StepSettings } from '#lib/generation/recipe.ts'
import { bandHashes, bandingFor, minHash, sameTextHash, shinglesOf } from '#lib/text/minhash.ts'

export type NearDuplicateSettings = Pick<StepSettings<'near_duplicates'>, 'threshold' | 'field'>

interface Texts {
  instruction: string
  input: string | null
  response: string
}

/** Hashing tens of millions of characters would hold up a worker for seconds; nobody trains on such a text. */
export const longestText = 1_000_000

/** What of a pair is compared. An input belongs to its instruction. */
export function comparedText({ instruction, input, response }: Texts, field: NearDuplicateSettings['field']): string {
  const request = input === null ? instruction : `${instruction}\n${input}`
  return { instruction: request, response, both: `${request}\n${response}` }[field]
}

/** Numbers of bands belong to a field and a banding, so that those of another recipe are never compared with them. */
export function bandNumbers({ threshold, field }: NearDuplicateSettings): { first: number; last: number; sameText: number } {
  const { bands, rows } = bandingFor(threshold)
  const first = ({ instruction: 1, response: 2, both: 3 }[field] * 1000 + rows) * 1000
  return { first, last: first + bands - 1, sameText: first + 999 }
}

/**
 * The bands that a pair is found by: pairs whose texts are alike to the threshold share one of them (99 of 100 at the threshold, nearly all above),
 * and pairs whose texts are the same but for case, punctuation and spaces share the one for the same text. Null for a text without words.
 */
export function nearDuplicateBands(pair: Texts, settings: NearDuplicateSettings): { band: number; hash: bigint }[] | null {
  const text = comparedText(pair, settings.field)
  const signature = minHash(shinglesOf(text))
  const same = sameTextHash(text)
  if (!signature || same === null) return null
  const { first, sameText } = bandNumbers(settings)
  const hashes = bandHashes(signature, bandingFor(settings.threshold))
  return [...hashes.map((hash, index) => ({ band: first + index, hash })), { band: sameText, hash: same }]
}
