import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { asking, fits, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { blocks } from '#lib/text/blocks.ts'
import { isEnglish } from '#lib/text/english.ts'
import { outside, quotations } from '#lib/text/quotations.ts'
import { remembered } from '#lib/text/remembered.ts'
import { sentences } from '#lib/text/sentences.ts'
import { finiteVerbs, type FiniteVerbs } from '#lib/text/tense.ts'
import { whitespaceWords, type Span } from '#lib/text/words.ts'

const tenses = ['past', 'present'] as const
const kwargs = z.object({ tense: z.enum(tenses) })
type Tense = z.infer<typeof kwargs>['tense']

const inTense = 'in (?:the )?(?<tense>past|present) tense(?: only| throughout| consistently)?'
const read = fits([
  `(?:write|tell|narrate|answer|respond|keep|put)(?: it| the story| everything| ${wholeResponse})? ${inTense}`,
  `${asking('be|stay|remain')} (?:written |told |narrated |entirely )*${inTense}`,
  `(?:use|keep to|stick to|stay in|write in) (?:only )?(?:the )?(?<used>past|present) tense(?: only| throughout| consistently)?(?: (?:throughout|in) ${wholeResponse})?`,
])

/** What a text proven to be in a tense does not have. */
const excluded: Readonly<Record<Tense, readonly (keyof FiniteVerbs)[]>> = {
  past: ['present', 'perfect', 'future', 'maybePresent'],
  present: ['past', 'perfect', 'future', 'conditional', 'maybePast'],
}

/** Fewer verbs than this prove nothing. */
const enoughVerbs = 3

/** What the response tells is told in the past, or in the present. */
export const tense: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:tense',
  version: 2,
  type: 'style.tense',
  crab: false,
  kwargs,
  rule: 'English prose only, quotations aside. Finite verbs that give away their tense, by their form and the words beside them: was, went, she walked; is, goes, she walks. All of one tense and one in every sentence prove it; at least 3, and 3 to each of the tense asked for, refute it.',
  examples: [{ tense: 'past' }, { tense: 'present' }],
  doubt: { when: 'tenses are mixed, a sentence has no verb that tells, there are lists or few verbs, or the text is not English', witness: 'The tide rose. It is high now.' },

  check(response, { tense: wanted }) {
    if (isEnglish(response) === false) return judged('unsure', null, 'Only the tenses of English are told.', [])
    const verbs = narrated(response)
    const { past, present, future } = verbs
    const meets = verbs[wanted]
    const breaks = excluded[wanted].flatMap((kind) => verbs[kind]).toSorted((a, b) => a.start - b.start)
    const against = wanted === 'past' ? present : past
    const said = `${past.length} verbs in the past, ${present.length} in the present${future.length > 0 ? `, ${future.length} of the future` : ''}; the ${wanted} was asked for.`
    if (against.length >= enoughVerbs && against.length >= 3 * meets.length) return judged('fail', meets.length, said, against)
    const proven = breaks.length === 0 && meets.length >= enoughVerbs && isEnglish(response) === true && everySentenceHas(response, meets)
    return judged(proven ? 'pass' : 'unsure', meets.length, said, proven || breaks.length === 0 ? meets : breaks)
  },

  mine(response) {
    if (isEnglish(response) !== true || isMixed(response)) return []
    return tenses.filter((wanted) => tense.check(response, { tense: wanted }).outcome === 'pass').map((wanted) => ({ tense: wanted }))
  },
  wordings: ({ tense: wanted }) => [
    `Write in the ${wanted} tense.`,
    `Use the ${wanted} tense throughout.`,
    `The response must be written in the ${wanted} tense.`,
    `Keep your answer in the ${wanted} tense.`,
    `Stick to the ${wanted} tense.`,
  ],
  read(sentence) {
    const found = read(sentence)
    const wanted = tenses.find((name): name is Tense => name === (found?.groups.tense ?? found?.groups.used))
    return wanted ? { tense: wanted } : null
  },
  relate: (a, b) => (a.tense === b.tense ? 'same' : 'conflict'),
}

/** Whether both tenses are seen at a glance, without anything that might be a quotation. */
function isMixed(text: string): boolean {
  return !/["“‘'>]/.test(text) && /\b(?:was|were|had|did)\b/.test(text) && /\b(?:is|are|has|does)\b/.test(text)
}

/** The verbs of the paragraphs, outside of quotations. */
const narrated: (text: string) => FiniteVerbs = remembered((text) => {
  const holes = holesOf(text)
  const found = finiteVerbs(text)
  return {
    past: outside(found.past, holes),
    present: outside(found.present, holes),
    perfect: outside(found.perfect, holes),
    future: outside(found.future, holes),
    conditional: outside(found.conditional, holes),
    maybePresent: outside(found.maybePresent, holes),
    maybePast: outside(found.maybePast, holes),
  }
})

function holesOf(text: string): Span[] {
  return [...blocks(text).filter(({ kind }) => kind !== 'paragraph'), ...quotations(text)].toSorted((a, b) => a.start - b.start)
}

/** Whether the text is paragraphs, headings aside, and each sentence that tells more than what it quotes has one of the verbs. */
function everySentenceHas(text: string, verbs: readonly Span[]): boolean {
  if (blocks(text).some(({ kind }) => kind !== 'paragraph' && kind !== 'heading' && kind !== 'divider') || (text.match(/["“”]/g)?.length ?? 0) % 2 === 1) return false
  const words = outside(whitespaceWords(text), holesOf(text))
  let word = 0
  let verb = 0
  return sentences(text).coarse.every(({ start, end }) => {
    const first = word
    while ((words[word]?.start ?? end) < end) word++
    while ((verbs[verb]?.start ?? start) < start) verb++
    return word - first < 3 || (verbs[verb]?.start ?? end) < end
  })
}
