import { quantity } from '#lib/constraints/amounts.ts'
import { z } from 'zod'
import { relateBounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { asEvidence, inDoubt } from '#lib/constraints/verdict.ts'
import { blocks, isProse } from '#lib/text/blocks.ts'
import { lines, sentences } from '#lib/text/sentences.ts'
import type { Span } from '#lib/text/words.ts'

const kwargs = z.object({ max: z.int().min(1) })

interface Measured extends Span {
  count: number
}

/**
 * Sentences in the longest paragraph. Two readings are held: a paragraph is a block between blank lines, or every line is one, and
 * sentences end finely or coarsely; a bound that holds under the most demanding reading passes, one that fails under the
 * most lenient fails, between them it is unsure.
 */
export const paragraphSentences: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:paragraph_sentences',
  version: 2,
  type: 'length.paragraph-sentences',
  crab: true,
  kwargs,
  rule: 'The paragraph with the most sentences decides.',
  examples: [{ max: 2 }],
  doubt: { when: 'the answer depends on where sentences or paragraphs end', witness: 'We met Dr. Brown and J. Smith at noon.' },

  check(response, { max }) {
    const { most, least } = measure(response)
    const shown = most ?? { start: 0, end: 0, count: 0 }
    const over = least !== null && least.count > max
    const outcome = shown.count <= max ? 'pass' : over ? 'fail' : 'unsure'
    const measured = over && least ? least.count : shown.count
    const span = over && least ? least : shown
    return {
      outcome,
      measured,
      detail: `The longest paragraph has ${outcome === 'unsure' ? inDoubt(least?.count ?? 0, shown.count, 'sentences') : `${measured} sentence${measured === 1 ? '' : 's'}`}; at most ${max} were asked for.`,
      evidence: span.end > span.start ? asEvidence([span], outcome === 'pass' ? 'support' : 'violation') : [],
    }
  },

  mine(response, _context, rng) {
    if (!isProse(response)) return []
    const { most } = measure(response)
    if (!most || most.count < 2 || most.count > 12) return []
    return rng.shuffle([{ max: most.count }, { max: most.count + 1 }])
  },

  wordings: ({ max }) => [
    `No paragraph should have more than ${quantity(max, 'sentences')}.`,
    `Keep each paragraph to ${quantity(max, 'sentences')} or fewer.`,
    `Limit every paragraph to at most ${quantity(max, 'sentences')}.`,
    `Each paragraph may have a maximum of ${quantity(max, 'sentences')}.`,
    `Do not write more than ${quantity(max, 'sentences')} in any paragraph.`,
    `Use at most ${quantity(max, 'sentences')} per paragraph.`,
  ],

  relate: relateBounds,

  units(response) {
    const paragraphs = blocks(response).filter(({ kind }) => kind === 'paragraph' || kind === 'quote')
    const byLine = paragraphs.flatMap(({ start, end }) => lines(response, start, end))
    return {
      one: 'sentence',
      many: 'sentences',
      readings: [
        { name: 'sentences end finely', spans: paragraphs.map(({ start, end }) => ({ start, end, count: sentences(response, start, end).fine.length })) },
        { name: 'coarsely, and every line is a paragraph', spans: byLine.map(({ start, end }) => ({ start, end, count: sentences(response, start, end).coarse.length })) },
      ],
    }
  },
}

function measure(response: string): { most: Measured | null; least: Measured | null } {
  let most: Measured | null = null
  let least: Measured | null = null
  for (const block of blocks(response)) {
    if (block.kind !== 'paragraph' && block.kind !== 'quote') continue
    const count = sentences(response, block.start, block.end).fine.length
    if (!most || count > most.count) most = { ...block, count }
    for (const line of lines(response, block.start, block.end)) {
      const fewest = sentences(response, line.start, line.end).coarse.length
      if (!least || fewest > least.count) least = { ...line, count: fewest }
    }
  }
  return { most, least }
}
