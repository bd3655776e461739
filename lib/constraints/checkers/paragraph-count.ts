import { quantity } from '#lib/constraints/amounts.ts'
import { z } from 'zod'
import { relateBounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { asEvidence } from '#lib/constraints/verdict.ts'
import { blocks } from '#lib/text/blocks.ts'
import { lines } from '#lib/text/sentences.ts'

const kwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(1).optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { message: 'give min, max or both' })
type Kwargs = z.infer<typeof kwargs>

/** Paragraphs: prose blocks between blank lines, without headings, lists, tables and code. Unsure where single line breaks may part them too. */
export const paragraphCount: Checker<Kwargs> = {
  id: 'pincer:paragraph_count',
  version: 3,
  type: 'length.paragraphs',
  crab: false,
  kwargs,
  rule: 'Headings, lists, tables, quotes, code and dividers such as --- do not count.',
  examples: [{ min: 2, max: 2 }, { min: 2 }, { max: 4 }, { min: 2, max: 4 }],
  doubt: { when: 'the answer depends on whether a single line break parts paragraphs', witness: 'One line.\nAnother one.' },

  check(response, bounds) {
    const prose = blocks(response).filter((block) => block.kind === 'paragraph')
    const byLine = prose.reduce((sum, block) => sum + lines(response, block.start, block.end).length, 0)
    const holds = (n: number) => n >= (bounds.min ?? 0) && n <= (bounds.max ?? Number.POSITIVE_INFINITY)
    const outcome = holds(prose.length) && holds(byLine) ? 'pass' : holds(prose.length) || holds(byLine) ? 'unsure' : 'fail'
    const { min, max } = bounds
    const asked = min === max ? `exactly ${min}` : min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`
    return {
      outcome,
      measured: prose.length,
      detail: `${prose.length === byLine ? prose.length : `${prose.length} to ${byLine}`} paragraphs; ${asked} asked for.`,
      evidence: asEvidence(prose, outcome === 'fail' ? 'violation' : 'support'),
    }
  },

  mine(response) {
    const found = blocks(response)
    const prose = found.filter((block) => block.kind === 'paragraph')
    if (prose.length < 2 || prose.length > 12 || found.length !== prose.length) return []
    if (prose.some((block) => lines(response, block.start, block.end).length !== 1)) return []
    return [{ min: prose.length, max: prose.length }]
  },

  wordings({ min, max }) {
    if (min !== undefined && min === max) {
      return [
        `Write exactly ${quantity(min, 'paragraphs')}.`,
        `Your answer should have exactly ${quantity(min, 'paragraphs')}.`,
        `Divide your response into exactly ${quantity(min, 'paragraphs')}.`,
      ]
    }
    if (min !== undefined && max !== undefined) return [`Write between ${min} and ${max} paragraphs.`]
    if (min !== undefined) return [`Write at least ${quantity(min, 'paragraphs')}.`]
    return max === undefined ? [] : [`Write at most ${quantity(max, 'paragraphs')}.`]
  },

  relate: relateBounds,

  units(response) {
    const prose = blocks(response).filter((block) => block.kind === 'paragraph')
    const byLine = prose.flatMap((block) => lines(response, block.start, block.end))
    return { one: 'paragraph', many: 'paragraphs', readings: [{ name: 'blank lines part them', spans: prose }, { name: 'every line is one', spans: byLine }] }
  },
}
