import { z } from 'zod'
import { relateSets } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { occurrences } from '#lib/constraints/checkers/occurrences.ts'
import { asEvidence } from '#lib/constraints/verdict.ts'

const kwargs = z.object({ words: z.array(z.string().min(1)).min(1).max(20) })

/** None of the words stands in the response as a whole word, whatever the case. Checked, not mined: absence is rarely worth saying. */
export const forbiddenWords: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:forbidden_words',
  version: 2,
  type: 'lexical.exclude',
  crab: false,
  kwargs,
  rule: 'None of them, as whole words, whatever the case; curly quotes count as straight ones, any white space as a space.',
  examples: [{ words: ['very'] }, { words: ['very', 'nice'] }],
  doubt: null,

  check(response, { words }) {
    const spans = words.flatMap((word) => occurrences(response, word)).toSorted((a, b) => a.start - b.start || a.end - b.end)
    return {
      outcome: spans.length === 0 ? 'pass' : 'fail',
      measured: spans.length,
      detail: `${spans.length} occurrence${spans.length === 1 ? '' : 's'} of what was to be left out.`,
      evidence: asEvidence(spans, 'violation'),
    }
  },

  mine: () => [],

  wordings({ words }) {
    const list = words.map((word) => `"${word}"`).join(', ')
    const noun = words.length === 1 ? 'word' : 'words'
    return [`Do not use the ${noun} ${list}.`, `Avoid the ${noun} ${list}.`, `Leave out the ${noun} ${list}.`]
  },

  units: (response, { words: wanted }) => ({
    one: 'place',
    many: 'places',
    readings: [{ name: null, spans: wanted.flatMap((word) => occurrences(response, word)).toSorted((a, b) => a.start - b.start || a.end - b.end) }],
  }),

  relate: (a, b) => relateSets(a.words, b.words),
}
