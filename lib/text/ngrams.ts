import { createHash } from 'node:crypto'
import { wordRuns } from '#lib/text/words.ts'

/** Words in a row that two prompts hardly share by chance (Brown et al., Language Models are Few-Shot Learners, 2020, appendix C). */
export const gramLength = 13

/**
 * The runs of 13 words of a text, each as a signed hash of 64 bits, every one once: small letters, no punctuation. A text of fewer words is one run,
 * which only the very same text has; one without words has none.
 */
export function gramsOf(text: string): Set<bigint> {
  const plain = text.normalize('NFKC').toLowerCase()
  const words = wordRuns(plain).map(({ start, end }) => plain.slice(start, end))
  if (words.length === 0) return new Set()
  // A short text is hashed under another name, so that no run of a longer one is taken for it.
  if (words.length < gramLength) return new Set([hashOf(`whole\n${words.join('\n')}`)])
  const grams = new Set<bigint>()
  for (let at = 0; at + gramLength <= words.length; at++) grams.add(hashOf(words.slice(at, at + gramLength).join('\n')))
  return grams
}

function hashOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigInt64BE(0)
}
