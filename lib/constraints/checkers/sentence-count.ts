import { quantity } from '#lib/constraints/amounts.ts'
import { z } from 'zod'
import { relateBounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { isProse } from '#lib/text/blocks.ts'
import { gluedEnds, strictSentences } from '#lib/text/prose-sentences.ts'
import { sentences } from '#lib/text/sentences.ts'

const kwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(1).optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { message: 'give min, max or both' })
type Kwargs = z.infer<typeof kwargs>

/** Sentences in the response, under all readings of where they end and which ones count. Exactly n is min n and max n. */
export const sentenceCount: Checker<Kwargs> = {
  id: 'pincer:sentence_count',
  version: 2,
  type: 'length.sentences',
  crab: false,
  kwargs,
  rule: 'Counted under two readings, fine and coarse, and under a third that leaves out code, tables, headings, and items and lines without a mark at their end.',
  examples: [{ min: 2, max: 2 }, { min: 2 }, { max: 9 }, { min: 2, max: 5 }],
  doubt: { when: 'the answer depends on the reading', witness: 'We met Dr. Brown and J. Smith at noon. It rained.' },

  check(response, bounds) {
    const counts = countsOf(response)
    const [low, high] = [Math.min(...counts), Math.max(...counts)]
    const { min = 0, max = Number.POSITIVE_INFINITY } = bounds
    // Any number between two readings may be somebody's.
    const outcome = low >= min && high <= max ? 'pass' : high < min || low > max ? 'fail' : 'unsure'
    return {
      outcome,
      measured: counts[0] ?? 0,
      detail: `${low === high ? low : `${low} to ${high}`} sentences, ${asked(bounds)}.`,
      evidence: [],
    }
  },

  mine(response, _context, rng) {
    if (!isProse(response)) return []
    const [n = 0, ...others] = countsOf(response)
    if (others.some((other) => other !== n) || n < 2 || n > 30) return []
    return rng.shuffle<Kwargs>(n <= 8 ? [{ min: n, max: n }, { max: n }, { min: n }] : [{ max: n }, { min: n }])
  },

  wordings({ min, max }) {
    if (min !== undefined && min === max) {
      return [`Write exactly ${quantity(min, 'sentences')}.`, `Your answer should have exactly ${quantity(min, 'sentences')}.`, `Answer in exactly ${quantity(min, 'sentences')}.`]
    }
    if (min !== undefined && max !== undefined) {
      return [`Write between ${min} and ${max} sentences.`, `Your answer should have ${min} to ${max} sentences.`]
    }
    if (min !== undefined) {
      return [`Write at least ${quantity(min, 'sentences')}.`, `Your answer should have no fewer than ${quantity(min, 'sentences')}.`, `Use a minimum of ${quantity(min, 'sentences')}.`]
    }
    return max === undefined ? [] : [`Write at most ${quantity(max, 'sentences')}.`, `Your answer should have no more than ${quantity(max, 'sentences')}.`, `Answer in ${quantity(max, 'sentences')} or fewer.`]
  },

  relate: relateBounds,

  units(response) {
    const { fine, coarse } = sentences(response)
    const strict = strictSentences(response)
    const differs = strict.length !== coarse.length && strict.length !== fine.length
    return {
      one: 'sentence',
      many: 'sentences',
      readings: [{ name: 'the coarse reading', spans: coarse }, { name: 'the fine reading', spans: fine }, ...(differs ? [{ name: 'the strict reading', spans: strict }] : [])],
    }
  },
}

/** How many sentences, by each reading. */
function countsOf(response: string): number[] {
  const { fine, coarse } = sentences(response)
  const glued = gluedEnds(response)
  return [coarse.length, fine.length, strictSentences(response).length, ...(glued > 0 ? [fine.length + glued] : [])]
}

function asked({ min, max }: Kwargs): string {
  if (min !== undefined && min === max) return `exactly ${min} were asked for`
  if (min !== undefined && max !== undefined) return `${min} to ${max} were asked for`
  return min !== undefined ? `at least ${min} were asked for` : `at most ${max} were asked for`
}
