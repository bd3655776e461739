import { z } from 'zod'
import { boundsInWords, naturalBounds, relateBounds, within } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { measuringChecker, type MeasuredPart } from '#lib/constraints/measuring.ts'
import { readBounds } from '#lib/constraints/reading.ts'
import { areBounds } from '#lib/constraints/times.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { blocks, isProse } from '#lib/text/blocks.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { lines, sentences } from '#lib/text/sentences.ts'
import { wordsWithin } from '#lib/text/stretch.ts'

const kwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(1).optional(), spaces: z.enum(['counted', 'ignored']).optional() })
  .refine(areBounds, { message: 'give min, max or both' })
type Kwargs = z.infer<typeof kwargs>

/** Length of the whole response in characters. */
export const characterCount: Checker<Kwargs> = {
  id: 'pincer:character_count',
  version: 1,
  type: 'length.characters',
  crab: false,
  kwargs,
  rule: 'Unicode characters, white space at the ends aside. `spaces` says whether white space within counts; without it both are readings.',
  examples: [{ max: 3 }, { min: 200 }, { min: 100, max: 280 }, { max: 280, spaces: 'counted' }, { min: 50, spaces: 'ignored' }, { min: 40, max: 40 }],
  doubt: { when: 'it is not said whether spaces count, and the answer depends on it', witness: 'a b c' },
  check(response, { min, max, spaces }) {
    const { all, ink } = charactersOf(response)
    const counts = spaces === 'counted' ? [all] : spaces === 'ignored' ? [ink] : [all, ink]
    const met = counts.filter((count) => within(count, { min, max }))
    const outcome = met.length === counts.length ? 'pass' : met.length === 0 ? 'fail' : 'unsure'
    const said = spaces === 'counted' ? `${all} characters` : spaces === 'ignored' ? `${ink} characters without spaces` : `${all} characters, ${ink} without spaces`
    return judged(outcome, counts[0] ?? all, `${said}; ${boundsInWords({ min, max })} asked for.`, [])
  },
  mine(response, _context, rng) {
    const { all, ink } = charactersOf(response)
    // Longer texts are measured in words.
    return ink < 40 || all > 500 ? [] : naturalBounds(ink, all, rng)
  },
  wordings({ min, max, spaces }) {
    const unit = spaces === 'counted' ? 'characters, including spaces' : spaces === 'ignored' ? 'characters, not counting spaces' : 'characters'
    if (min !== undefined && min === max) return [`Use exactly ${min} ${unit}.`, `The response must contain exactly ${min} ${unit}.`]
    if (min !== undefined && max !== undefined) return [`Use between ${min} and ${max} ${unit}.`, `Your response should have ${min} to ${max} ${unit}.`]
    if (min !== undefined) return [`Use at least ${min} ${unit}.`, `The response must contain no fewer than ${min} ${unit}.`, `Your answer should have a minimum of ${min} ${unit}.`]
    return [`Use at most ${max} ${unit}.`, `The response must contain no more than ${max} ${unit}.`, `Do not use more than ${max} ${unit}.`]
  },
  read(sentence) {
    const spaces = /,? ?\(?(?:including|counting) (?:the )?(?:white ?)?spaces?\)?/.exec(sentence) && !/\bnot (?:including|counting)\b/.test(sentence) ? 'counted' : /,? ?\(?(?:excluding|without|not counting|not including) (?:the )?(?:white ?)?spaces?\)?/.test(sentence) ? 'ignored' : undefined
    const rest = sentence
      .replace(/,? ?\(?(?:including|excluding|without|not counting|not including|counting) (?:the )?(?:white ?)?spaces?\)?/, '')
      .replace(/(\d+) characters or (more|fewer|less)\b/, '$1 or $2 characters')
      .replace(/ (?:long|in length)$/, '')
      .replace(/\bno longer than\b/, 'at most')
    const bounds = readBounds(rest, 'characters?')
    const parsed = bounds ? kwargs.safeParse({ ...bounds, ...(spaces ? { spaces } : {}) }) : null
    return parsed?.success ? parsed.data : null
  },
  relate: (a, b) => (a.spaces === b.spaces ? relateBounds(a, b) : 'compatible'),
}

function charactersOf(response: string): { all: number; ink: number } {
  let [all, white] = [0, 0]
  for (const char of response.trim()) {
    all++
    if (/\s/u.test(char)) white++
  }
  return { all, ink: all - white }
}

/** Words in each paragraph. */
export const paragraphWords = measuringChecker({
  id: 'pincer:paragraph_words', version: 1, type: 'length.paragraph-words',
  unit: { one: 'word', many: 'words' },
  subject: 'each paragraph', alsoSubject: ['(?:each|every|all)(?: of the)? paragraphs?', '(?:the )?paragraphs'], per: 'per paragraph', alsoPer: ['(?:per|in each|in every|for each) paragraph'], none: 'paragraph',
  rule: 'Paragraphs of prose between blank lines; whether every line is one makes two readings. A word is a run of non-space.',
  doubt: { when: 'the answer depends on whether a single line break parts paragraphs, or there are none', witness: 'One two three four\nfive six seven eight.' }, example: 5,
  find(response) {
    if (isUnspaced(response)) return null
    const prose = blocks(response).filter(({ kind }) => kind === 'paragraph')
    if (prose.length === 0) return null
    const measure = ({ start, end }: { start: number; end: number }): MeasuredPart => ({ start, end, count: wordsWithin(response, start, end).length })
    const byLine = prose.flatMap(({ start, end }) => lines(response, start, end))
    return byLine.length === prose.length ? [prose.map(measure)] : [prose.map(measure), byLine.map(measure)]
  },
})

const averageKwargs = z
  .object({ averageMin: z.int().min(1).max(200).optional(), averageMax: z.int().min(1).max(200).optional() })
  .refine(({ averageMin, averageMax }) => areBounds({ min: averageMin, max: averageMax }), { message: 'give averageMin, averageMax or both' })

/** Words per sentence on average. */
export const averageSentenceWords: Checker<z.infer<typeof averageKwargs>> = {
  id: 'pincer:average_sentence_words',
  version: 1,
  type: 'length.sentence-words',
  crab: false,
  kwargs: averageKwargs,
  rule: 'Words, runs of non-space within sentences, by sentences; held under both readings of where sentences end.',
  examples: [{ averageMax: 6 }, { averageMin: 10 }, { averageMin: 10, averageMax: 20 }],
  doubt: { when: 'the answer depends on where sentences end, or there are none', witness: 'We met Dr. Brown and J. Smith at noon.' },
  check(response, { averageMin, averageMax }) {
    const averages = averagesOf(response)
    const bounds = { min: averageMin, max: averageMax }
    if (!averages) return judged('unsure', null, 'There are no sentences whose words could be counted.', [])
    const met = averages.filter((average) => within(average, bounds))
    const outcome = met.length === averages.length ? 'pass' : met.length === 0 ? 'fail' : 'unsure'
    const said = [...new Set(averages.map((average) => average.toFixed(1)))].join(' or ')
    return judged(outcome, Math.round((averages[0] ?? 0) * 10) / 10, `${said} words per sentence on average; ${boundsInWords(bounds)} asked for.`, [])
  },
  mine(response) {
    const averages = isProse(response) ? averagesOf(response) : null
    if (!averages || sentences(response).coarse.length < 4) return []
    const high = Math.max(...averages)
    return high > 60 ? [] : [{ averageMax: Math.ceil(high) }]
  },
  wordings({ averageMin, averageMax }) {
    if (averageMin !== undefined && averageMax !== undefined) return [`The average sentence length should be between ${averageMin} and ${averageMax} words.`, `Sentences should have ${averageMin} to ${averageMax} words on average.`]
    const said = averageMin === undefined ? `at most ${averageMax}` : `at least ${averageMin}`
    return [`The average sentence length should be ${said} words.`, `Sentences should have ${said} words on average.`, `On average, sentences should have ${said} words.`]
  },
  read(sentence) {
    const rest =
      /^(?:keep )?(?:the |your )?average (?:sentence length|length of (?:the |your )?sentences)(?: of (?:your|the) (?:answer|response))? (.*)$/.exec(sentence)?.[1] ??
      /^(?:the )?sentences (.*) on average$/.exec(sentence)?.[1] ?? /^on average,? (?:the )?sentences (.*)$/.exec(sentence)?.[1]
    const bounds = rest === undefined ? null : readBounds(rest.replace(/ (?:long|in length|per sentence)$/, '').replace(/^(?:at or )?(?:below|under) /, 'fewer than '), 'words?')
    const parsed = bounds ? averageKwargs.safeParse({ ...(bounds.min === undefined ? {} : { averageMin: bounds.min }), ...(bounds.max === undefined ? {} : { averageMax: bounds.max }) }) : null
    return parsed?.success ? parsed.data : null
  },
  relate: (a, b) => relateBounds({ min: a.averageMin, max: a.averageMax }, { min: b.averageMin, max: b.averageMax }),
}

function averagesOf(response: string): number[] | null {
  if (isUnspaced(response)) return null
  const { fine, coarse } = sentences(response)
  const averages = [coarse, fine].filter((spans) => spans.length > 0).map((spans) => spans.reduce((sum, { start, end }) => sum + wordsWithin(response, start, end).length, 0) / spans.length)
  return averages.length === 0 ? null : averages
}
