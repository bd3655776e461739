import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { occurrences } from '#lib/constraints/checkers/occurrences.ts'
import { fits, isQuotable, onlyQuotation } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { isProse, proseOf } from '#lib/text/blocks.ts'
import { keyPhrases } from '#lib/text/keywords.ts'
import { phraseAt, skipClosing, skipOpening } from '#lib/text/phrase.ts'
import { sentences } from '#lib/text/sentences.ts'
import type { Span } from '#lib/text/words.ts'

const kwargs = z.object({ at: z.enum(['first', 'last']), relation: z.enum(['is', 'contains']), phrase: z.string().trim().min(1).max(300) })
type Kwargs = z.infer<typeof kwargs>

const which = 'the (?:very )?(?:(?<first>first|opening)|(?<last>last|final|closing|concluding)) sentence(?: of (?:your|the) (?:answer|response|reply))?'
const readIs = fits([`${which} (?:must be|should be|is|has to be|must read|should read):? "#"`, `use "#" as ${which}`, `make ${which} "#"`])
const readContains = fits([
  `${which} (?:must|should) (?:contain|include|mention|have) (?:the )?(?:exact )?(?:word|phrase|words|term|keyword)? ?"#"`,
  `(?:use|include|mention|put) (?:the )?(?:exact )?(?:word|phrase|words|term|keyword)? ?"#" in ${which}`,
])

/** What the first or the last sentence says. */
export const sentenceAt: Checker<Kwargs> = {
  id: 'pincer:sentence_at',
  version: 2,
  type: 'position.sentence',
  crab: false,
  kwargs,
  rule: 'Held under both readings of where sentences end. `contains`: as whole words, whatever the case; `is`: but for case, and marks around it.',
  examples: [
    { at: 'last', relation: 'contains', phrase: 'river' }, { at: 'first', relation: 'contains', phrase: 'river bed' },
    { at: 'first', relation: 'is', phrase: 'Rivers are old.' }, { at: 'last', relation: 'is', phrase: 'That is all, Dr. Brown!' },
  ],
  doubt: { when: 'the answer depends on where sentences end', witness: 'Ask at the river for Dr. Brown' },
  check(response, { at, relation, phrase }) {
    const { fine, coarse } = sentences(response)
    const candidates = [at === 'first' ? fine[0] : fine.at(-1), at === 'first' ? coarse[0] : coarse.at(-1)].flatMap((span) => span ?? [])
    const met = candidates.filter((span) => (relation === 'is' ? isPhrase(response, span, phrase) : holding(response, span, phrase).length > 0))
    // A phrase of several sentences is compared with as much text as it is long.
    const shown = met[0] ?? candidates[1] ?? candidates[0]
    const outcome = candidates.length === 0 || met.length === 0 ? 'fail' : relation === 'is' || met.length === candidates.length ? 'pass' : 'unsure'
    const spans = shown && outcome === 'pass' && relation === 'contains' ? holding(response, shown, phrase) : shown ? [shown] : []
    const said = `The ${at} sentence ${outcome === 'fail' ? (relation === 'is' ? 'is not' : 'does not contain') : relation} "${phrase}"`
    return judged(outcome, null, outcome === 'unsure' ? `${said}, if it ends where it seems to.` : `${said}.`, spans)
  },
  mine(response, { instruction }) {
    if (!isProse(response)) return []
    const { fine, coarse } = sentences(response)
    const [one, other] = [fine.at(-1), coarse.at(-1)]
    if (!one || !other || one.start !== other.start || coarse.length < 3) return []
    const [phrase] = keyPhrases(proseOf(response.slice(one.start, one.end))).filter((found) => occurrences(instruction, found).length === 0 && isQuotable(found))
    return phrase ? [{ at: 'last', relation: 'contains', phrase }] : []
  },
  wordings({ at, relation, phrase }) {
    if (!isQuotable(phrase)) return []
    if (relation === 'is') return [`The ${at} sentence must be "${phrase}"`, `The ${at} sentence of your response should be "${phrase}"`, `Use "${phrase}" as the ${at} sentence.`]
    const noun = /\s/.test(phrase) ? 'phrase' : 'word'
    return [`The ${at} sentence must contain the ${noun} "${phrase}".`, `Use the ${noun} "${phrase}" in the ${at} sentence.`, `The ${at} sentence of your answer should mention "${phrase}".`]
  },
  read(sentence) {
    for (const [relation, read] of [['is', readIs], ['contains', readContains]] as const) {
      const fit = read(sentence)
      const phrase = onlyQuotation(fit)
      if (fit && phrase) return { at: fit.groups.first ? 'first' : 'last', relation, phrase }
    }
    return null
  },
  relate: (a, b) => (a.at === b.at && a.relation === b.relation && a.phrase === b.phrase ? 'same' : 'compatible'),
}

function isPhrase(text: string, span: Span, phrase: string): boolean {
  const start = skipOpening(text, span)
  const bare = phrase.slice(skipOpening(phrase, { start: 0, end: phrase.length }), skipClosing(phrase, { start: 0, end: phrase.length }))
  const end = phraseAt(text, bare, start, { ignoreCase: true })
  return end !== null && end === skipClosing(text, span)
}

function holding(text: string, { start, end }: Span, phrase: string): Span[] {
  return occurrences(text.slice(start, end), phrase).map((span) => ({ start: start + span.start, end: start + span.end }))
}
