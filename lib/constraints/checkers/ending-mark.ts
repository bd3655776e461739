import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { asking, fits } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { isProse } from '#lib/text/blocks.ts'
import { inkOf } from '#lib/text/phrase.ts'
import { sentences } from '#lib/text/sentences.ts'

const kwargs = z.object({ ending: z.enum(['question', 'exclamation', 'period']) })
type Ending = z.infer<typeof kwargs>['ending']

const endings: Record<Ending, { noun: string; pattern: RegExp; said: string }> = {
  question: { noun: 'a question', pattern: /(?:[?？؟\u037e]|(?<=\p{Script=Greek});)[)"'”’»\]*_」』）]*$/u, said: 'a (?:rhetorical )?question(?: mark)?|an open question' },
  exclamation: { noun: 'an exclamation mark', pattern: /[!！][)"'”’»\]*_」』）]*$/u, said: 'an exclamation(?: mark| point)?' },
  period: { noun: 'a full stop', pattern: /(?<!\.)[.。．][)"'”’»\]*_」』）]*$/u, said: 'a (?:full stop|period)' },
}
const names = ['question', 'exclamation', 'period'] as const
const read = fits(names.map((name) => `(?:${asking('end|finish|close|conclude')} (?:with|in|by asking) (?<${name}>${endings[name].said}))`))

/** The mark that closes the response. */
export const endingMark: Checker<{ ending: Ending }> = {
  id: 'pincer:ending_mark',
  version: 3,
  type: 'position.end',
  crab: false,
  kwargs,
  rule: 'The last sign, closing quotes, brackets and marks of emphasis aside. Where only emoji, a footnote, a divider or a fence follow, or another mark beside it, it is unsure.',
  examples: [{ ending: 'question' }, { ending: 'exclamation' }, { ending: 'period' }],
  doubt: { when: 'only emoji, a footnote, a divider or the end of a fence stand behind the mark, or ? and ! stand together', witness: 'Is it? 😊' },
  check(response, { ending }) {
    const ink = inkOf(response)
    const tail = { start: Math.max(ink.start, ink.end - 200), end: ink.end }
    const last = sentences(response, tail.start, tail.end).coarse.at(-1) ?? tail
    const met = endings[ending].pattern.test(response.slice(Math.max(tail.start, ink.end - 12), ink.end))
    const nearly = !met && endings[ending].pattern.test(withoutTrail(response.slice(tail.start, ink.end), ending))
    const span = { start: last.start, end: ink.end }
    if (nearly) return judged('unsure', null, `It ends with ${endings[ending].noun}, but something stands behind it.`, [span])
    return judged(met ? 'pass' : 'fail', null, `It ${met ? 'ends' : 'does not end'} with ${endings[ending].noun}.`, [span])
  },
  mine(response) {
    if (!isProse(response) || response.length < 80) return []
    const end = inkOf(response).end
    const ending = (['question', 'exclamation'] as const).find((name) => endings[name].pattern.test(response.slice(Math.max(0, end - 12), end)))
    return ending ? [{ ending }] : []
  },
  wordings({ ending }) {
    const { noun } = endings[ending]
    return [`End your response with ${noun}.`, `The answer must end with ${noun}.`, `Finish with ${noun}.`, `Conclude your reply with ${noun}.`]
  },
  read(sentence) {
    const fit = read(sentence)
    const ending = names.find((name) => fit?.groups[name] !== undefined)
    return ending && fit?.quoted.length === 0 ? { ending } : null
  },
  relate: (a, b) => (a.ending === b.ending ? 'same' : 'conflict'),
}

/** The end of a text without what may stand behind its last sentence: emoji, smileys, footnotes, a divider, the end of a fence, a mark beside the mark. */
function withoutTrail(text: string, ending: Ending): string {
  const plain = text.replace(/(?:\s|\p{ExtPict}|\p{EMod}|\u200d|\ufe0f|\[\^?\d{1,3}\]|[:;]-?[)D]|(?<=\n)(?:-{3,}|`{3,}|~{3,}))+$/u, '')
  return ending === 'period' ? plain : plain.replace(ending === 'question' ? /[!！]+(?=[)"'”’»\]*_」』）]*$)/u : /[?？]+(?=[)"'”’»\]*_」』）]*$)/u, '')
}
