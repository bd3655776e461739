import { z } from 'zod'
import { relateSets } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { occurrences } from '#lib/constraints/checkers/occurrences.ts'
import { asEvidence } from '#lib/constraints/verdict.ts'
import { proseOf } from '#lib/text/blocks.ts'
import { keyPhrases } from '#lib/text/keywords.ts'
import { whitespaceWords } from '#lib/text/words.ts'

const kwargs = z.object({ keywords: z.array(z.string().min(1)).min(1).max(20) })

/** Every keyword stands in the response, as whole words, whatever the case. */
export const keywords: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:keywords',
  version: 2,
  type: 'lexical.include',
  crab: true,
  kwargs,
  rule: 'All of them, as whole words, whatever the case; curly quotes count as straight ones, any white space as a space.',
  examples: [{ keywords: ['tide', 'moon'] }, { keywords: ['river'] }, { keywords: ['river bed', 'delta', 'silt'] }],
  doubt: null,

  check(response, { keywords: wanted }) {
    const found = wanted.map((keyword) => occurrences(response, keyword))
    const missing = wanted.filter((_, index) => found[index]?.length === 0)
    const spans = found.flat().toSorted((a, b) => a.start - b.start || a.end - b.end)
    return {
      outcome: missing.length === 0 ? 'pass' : 'fail',
      measured: wanted.length - missing.length,
      detail:
        missing.length === 0
          ? wanted.length === 1 ? 'The keyword was found.' : `All ${wanted.length} keywords found.`
          : `${wanted.length - missing.length} of ${wanted.length} keywords found; missing: ${missing.map((word) => `"${word}"`).join(', ')}.`,
      evidence: asEvidence(spans, 'support'),
    }
  },

  mine(response, { instruction }, rng) {
    // A keyword of a short answer gives the answer away.
    if (/^\s*[[{]/.test(response) || whitespaceWords(response).length < 12) return []
    const fresh = keyPhrases(proseOf(response)).filter((phrase) => occurrences(instruction, phrase).length === 0)
    if (fresh.length === 0) return []
    return [{ keywords: fresh.slice(0, rng.int(1, Math.min(3, fresh.length))) }]
  },

  wordings({ keywords: wanted }) {
    const list = wanted.map((word) => `"${word}"`).join(', ')
    const noun = wanted.length === 1 ? 'keyword' : 'keywords'
    return [
      `Include the ${noun} ${list}.`,
      `Use the ${noun} ${list} in your answer.`,
      `Make sure that the ${noun} ${list} ${wanted.length === 1 ? 'appears' : 'appear'} in the response.`,
      `Your response should contain the ${noun} ${list}.`,
      `Mention the ${noun} ${list}.`,
      `Work the ${noun} ${list} into your text.`,
    ]
  },

  units: (response, { keywords: wanted }) => ({
    one: 'place',
    many: 'places',
    readings: [{ name: null, spans: wanted.flatMap((word) => occurrences(response, word)).toSorted((a, b) => a.start - b.start || a.end - b.end) }],
  }),

  relate: (a, b) => relateSets(a.keywords, b.keywords),
}
