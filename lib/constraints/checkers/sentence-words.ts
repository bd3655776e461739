import { quantity } from '#lib/constraints/amounts.ts'
import { z } from 'zod'
import { relateBounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { asEvidence, inDoubt } from '#lib/constraints/verdict.ts'
import { isProse } from '#lib/text/blocks.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { fineInProse } from '#lib/text/prose-sentences.ts'
import { sentences } from '#lib/text/sentences.ts'
import { wordReadings } from '#lib/text/word-readings.ts'
import { countsWithin, whitespaceWords, wordRuns, type Span } from '#lib/text/words.ts'

const kwargs = z.object({ max: z.int().min(1) })

interface Measured extends Span {
  count: number
}

/** Words in the longest sentence, under both readings of where sentences end and all of what words are. "Under N" is max N - 1. */
export const sentenceWords: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:sentence_words',
  version: 2,
  type: 'length.sentence-words',
  crab: true,
  kwargs,
  rule: 'The longest sentence decides; a word is a run of non-space. Whether runs without a letter or number count, and words that a dash joins are several, makes further readings. Code and tables refute nothing.',
  examples: [{ max: 6 }],
  doubt: { when: 'the answer depends on where sentences end, or the script writes no spaces', witness: 'We met Dr. Brown and J. Smith at noon.' },

  check(response, { max }) {
    if (isUnspaced(response)) {
      return { outcome: 'unsure', measured: null, detail: 'This script writes no spaces between words: they cannot be counted.', evidence: [] }
    }
    const { coarse } = sentences(response)
    const fine = fineInProse(response)
    const counts = wordReadings(response).map((words) => ({ coarsely: countsWithin(words, coarse), finely: countsWithin(words, fine) }))
    const most = counts.map(({ coarsely }) => longest(coarse, coarsely)).reduce((a, b) => (b.count > a.count ? b : a))
    const ofFine = fine.map((_, index) => Math.min(...counts.map(({ finely }) => finely[index] ?? 0)))
    const least = longest(fine, ofFine)
    const outcome = most.count <= max ? 'pass' : least.count > max ? 'fail' : 'unsure'
    const shown = outcome === 'fail' ? least : most
    const over = outcome === 'fail' ? fine.filter((_, index) => (ofFine[index] ?? 0) > max) : [shown]
    return {
      outcome,
      measured: shown.count,
      detail: `The longest sentence has ${outcome === 'unsure' ? inDoubt(least.count, most.count, 'words') : `${shown.count} words`}; at most ${max} were asked for.`,
      evidence: shown.count > 0 ? asEvidence(over, outcome === 'pass' ? 'support' : 'violation') : [],
    }
  },

  mine(response) {
    if (isUnspaced(response) || !isProse(response)) return []
    const { coarse } = sentences(response)
    const count = Math.max(...[...wordReadings(response), wordRuns(response)].map((words) => longest(coarse, countsWithin(words, coarse)).count))
    if (count < 5 || count > 100) return []
    return [{ max: Math.ceil(count / 5) * 5 }]
  },

  wordings: ({ max }) => [
    `No sentence should be longer than ${quantity(max, 'words')}.`,
    `Keep every sentence to ${quantity(max, 'words')} or fewer.`,
    `Each sentence may have at most ${quantity(max, 'words')}.`,
    `Limit each sentence to a maximum of ${quantity(max, 'words')}.`,
    `Do not let any sentence exceed ${quantity(max, 'words')}.`,
    `Keep each sentence under ${max + 1} words.`,
  ],

  relate: relateBounds,

  units(response) {
    if (isUnspaced(response)) return null
    const { fine, coarse } = sentences(response)
    const measured = (spans: readonly Span[]) => {
      const counts = countsWithin(whitespaceWords(response), spans)
      return spans.map((span, index) => ({ ...span, count: counts[index] ?? 0 }))
    }
    return { one: 'word', many: 'words', readings: [{ name: 'the coarse reading', spans: measured(coarse) }, { name: 'the fine reading', spans: measured(fine) }] }
  },
}

function longest(spans: readonly Span[], counts: readonly number[]): Measured {
  let best: Measured = { start: 0, end: 0, count: 0 }
  for (const [index, span] of spans.entries()) {
    const count = counts[index] ?? 0
    if (count > best.count) best = { ...span, count }
  }
  return best
}
