import { quantity } from '#lib/constraints/amounts.ts'
import { z } from 'zod'
import { relateBounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { asEvidence, inDoubt } from '#lib/constraints/verdict.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { remembered } from '#lib/text/remembered.ts'
import { wordRuns, type Span } from '#lib/text/words.ts'

const kwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(1).optional() })
  .refine(({ min, max }) => (min === undefined) !== (max === undefined), { message: 'give either min or max' })
type Kwargs = z.infer<typeof kwargs>

/** Characters in the longest (max) or the shortest (min) word; a word is a run of letters, digits and underscores. */
export const wordSize: Checker<Kwargs> = {
  id: 'pincer:word_size',
  version: 2,
  type: 'length.word-size',
  crab: true,
  kwargs,
  rule: 'A word is a run of letters, digits and underscores; one that is too long (`max`) or too short (`min`) refutes it. Whether apostrophes, hyphens, and points within numbers and initials join runs to one word makes two readings.',
  examples: [{ max: 12 }, { min: 3 }],
  doubt: { when: 'the answer depends on apostrophes and hyphens within words, or there is none', witness: '…' },

  check(response, { min, max }) {
    const words = wordRuns(response)
    if (words.length === 0) return { outcome: 'unsure', measured: null, detail: 'There are no words to measure.', evidence: [] }
    const sizes = words.map((word) => length(response, word))
    const breaks = (size: number): boolean => (max === undefined ? size < (min ?? 0) : size > max)
    const broken = words.filter((_, index) => breaks(sizes[index] ?? 0))
    const whole = joined(response).filter((word) => breaks(length(response, word)))
    const extremeOf = (of: readonly Span[]): number => of.map((word) => length(response, word)).reduce((a, b) => (max === undefined ? Math.min(a, b) : Math.max(a, b)), max === undefined ? Number.POSITIVE_INFINITY : 0)
    const outcome = broken.length === 0 && whole.length === 0 ? 'pass' : broken.length > 0 && whole.length > 0 ? 'fail' : 'unsure'
    const measured = extremeOf(words)
    const has = outcome === 'unsure' ? inDoubt(measured, extremeOf(joined(response)), 'characters') : `${measured} character${measured === 1 ? '' : 's'}`
    const extreme = words.filter((_, index) => sizes[index] === measured).slice(0, 1)
    const which = max === undefined ? `shortest word has ${has}; at least ${min}` : `longest word has ${has}; at most ${max}`
    return {
      outcome,
      measured,
      detail: `The ${which} were asked for.`,
      evidence: outcome === 'pass' ? asEvidence(extreme, 'support') : asEvidence(outcome === 'unsure' ? [...broken, ...whole].toSorted((a, b) => a.start - b.start) : broken, 'violation'),
    }
  },

  mine(response) {
    if (isUnspaced(response)) return []
    const words = wordRuns(response)
    if (words.length < 5) return []
    const longest = joined(response).reduce((most, word) => Math.max(most, length(response, word)), 0)
    return longest > 25 ? [] : [{ max: Math.max(longest, longest <= 8 ? longest : Math.ceil(longest / 2) * 2) }]
  },

  wordings({ min, max }) {
    if (max !== undefined) {
      return [
        `Use no word longer than ${quantity(max, 'characters')}.`,
        `No word may have more than ${quantity(max, 'characters')}.`,
        `Every word should have at most ${quantity(max, 'characters')}.`,
        `Keep each word to ${quantity(max, 'characters')} or fewer.`,
        `Avoid words of more than ${quantity(max, 'characters')}.`,
        `Limit each word to a maximum of ${quantity(max, 'characters')}.`,
      ]
    }
    if (min === undefined) return []
    return [
      `Every word should have at least ${quantity(min, 'characters')}.`,
      `No word may have fewer than ${quantity(min, 'characters')}.`,
      `Each word must be at least ${quantity(min, 'characters')} long.`,
      `Use only words of at least ${quantity(min, 'characters')}.`,
      `Each word must have a minimum of ${quantity(min, 'characters')}.`,
      `Do not use any word shorter than ${quantity(min, 'characters')}.`,
    ]
  },

  // A longest and a shortest word are two measures; only crossed bounds leave no word at all.
  relate: (a, b) => ((a.min === undefined) === (b.min === undefined) ? relateBounds(a, b) : (a.min ?? b.min ?? 0) > (a.max ?? b.max ?? 0) ? 'conflict' : 'compatible'),
}

/** Words as most people see them: don't, well-known, 1,000 and U.S. are one each; numbers that mark the items of a list are none. */
const joined = remembered((text): readonly Span[] => {
  const words: Span[] = []
  for (const { start, end } of wordRuns(text)) {
    const last = words.at(-1)
    const gap = last ? text.slice(last.end, start) : ''
    if (last && (/^['’\-‐‑]$/.test(gap) || (/^[.,:]$/.test(gap) && /\d/.test(text.charAt(last.end - 1)) && /\d/.test(text.charAt(start))) || (gap === '.' && end - start === 1 && (last.end - last.start === 1 || text.charAt(last.end - 2) === '.')))) last.end = end
    else words.push({ start, end })
  }
  return words.filter(({ start, end }) => !(end - start <= 3 && /^[.)]\s/.test(text.slice(end, end + 2)) && /(?:^|\n)[ \t>]*\(?$/.test(text.slice(Math.max(0, start - 12), start))))
})

function length(text: string, { start, end }: Span): number {
  let n = 0
  for (const _ of text.slice(start, end)) n++
  return n
}
