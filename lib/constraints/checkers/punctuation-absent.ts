import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { asEvidence } from '#lib/constraints/verdict.ts'

/** Each mark in every script that has its own: fullwidth, Arabic, Greek, Spanish inverted, Ethiopic. */
export const marks = {
  comma: { name: 'comma', plural: 'commas', pattern: /[,،﹐，、︐､﹑︑፣᠂߸]/gu },
  colon: { name: 'colon', plural: 'colons', pattern: /[:：﹕︓]/gu },
  semicolon: { name: 'semicolon', plural: 'semicolons', pattern: /[;；؛﹔︔፤]/gu },
  question_mark: { name: 'question mark', plural: 'question marks', pattern: /[?？¿؟\u037e﹖︖՞፧⸮⁇⁈⁉‽]|(?<=\p{Script=Greek});/gu },
  exclamation_mark: { name: 'exclamation mark', plural: 'exclamation marks', pattern: /[!！¡﹗︕՜‼⁈⁉‽]/gu },
} as const
export type Mark = keyof typeof marks
const names = ['comma', 'colon', 'semicolon', 'question_mark', 'exclamation_mark'] as const satisfies readonly Mark[]

const kwargs = z.object({ mark: z.enum(names) })

/** A punctuation mark does not occur. */
export const punctuationAbsent: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:punctuation_absent',
  version: 3,
  type: 'punctuation.absent',
  crab: true,
  kwargs,
  rule: 'In every script that has its own form of the mark.',
  examples: [{ mark: 'comma' }, { mark: 'colon' }, { mark: 'semicolon' }, { mark: 'question_mark' }, { mark: 'exclamation_mark' }],
  doubt: null,

  check(response, { mark }) {
    const { name, plural, pattern } = marks[mark]
    const spans = Array.from(response.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))
    return {
      outcome: spans.length === 0 ? 'pass' : 'fail',
      measured: spans.length,
      detail: `${spans.length} ${spans.length === 1 ? name : plural}; none ${spans.length === 1 ? 'was' : 'were'} to be used.`,
      evidence: asEvidence(spans, 'violation'),
    }
  },

  mine(response, _context, rng) {
    if (response.length < 80) return []
    return rng.shuffle(names.filter((mark) => response.search(marks[mark].pattern) < 0)).map((mark) => ({ mark }))
  },

  wordings({ mark }) {
    const { plural } = marks[mark]
    return [
      `Do not use any ${plural}.`,
      `Avoid ${plural} altogether.`,
      `Write without any ${plural}.`,
      `Your response should contain no ${plural}.`,
      `Refrain from using ${plural}.`,
      `Make sure that there are no ${plural} in your answer.`,
    ]
  },

  relate: (a, b) => (a.mark === b.mark ? 'same' : 'compatible'),
}
