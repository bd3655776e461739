import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, toBe, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { blocks } from '#lib/text/blocks.ts'
import { isEnglish, languageOf } from '#lib/text/english.ts'
import { detectLanguage } from '#lib/text/language.ts'
import { inkOf } from '#lib/text/phrase.ts'
import { remembered } from '#lib/text/remembered.ts'
import type { Span } from '#lib/text/words.ts'

/** ISO 639-1 codes that can be told, with their English names. */
const languages = {
  en: 'English', af: 'Afrikaans', ar: 'Arabic', bg: 'Bulgarian', bn: 'Bengali', cs: 'Czech', da: 'Danish', de: 'German', el: 'Greek',
  es: 'Spanish', et: 'Estonian', fa: 'Persian', fi: 'Finnish', fr: 'French', gu: 'Gujarati', he: 'Hebrew', hi: 'Hindi', hr: 'Croatian', hu: 'Hungarian',
  id: 'Indonesian', it: 'Italian', ja: 'Japanese', kn: 'Kannada', ko: 'Korean', lt: 'Lithuanian', lv: 'Latvian', mk: 'Macedonian', ml: 'Malayalam', mr: 'Marathi',
  ne: 'Nepali', nl: 'Dutch', no: 'Norwegian', pa: 'Punjabi', pl: 'Polish', pt: 'Portuguese', ro: 'Romanian', ru: 'Russian', sk: 'Slovak', sl: 'Slovenian',
  so: 'Somali', sq: 'Albanian', sv: 'Swedish', sw: 'Swahili', ta: 'Tamil', te: 'Telugu', th: 'Thai', tl: 'Tagalog', tr: 'Turkish', uk: 'Ukrainian', ur: 'Urdu',
  vi: 'Vietnamese', zh: 'Chinese',
} as const
type Code = keyof typeof languages
const isCode = (value: string): value is Code => Object.hasOwn(languages, value)
const codes = Object.keys(languages).filter(isCode)

/** Languages that a program takes for each other. */
const alike: readonly (readonly string[])[] = [['da', 'no', 'sv'], ['hr', 'sl'], ['cs', 'sk'], ['bg', 'mk', 'ru', 'uk'], ['es', 'pt'], ['hi', 'mr', 'ne'], ['nl', 'af', 'de'], ['ar', 'fa', 'ur'], ['id', 'tl'], ['zh', 'ja', 'ko'], ['et', 'fi'], ['lt', 'lv']]
const sure = 0.95
const leastLetters = 40
/** A paragraph of so many letters has a language of its own; more than so many paragraphs are not looked at. */
const partLetters = 120
const mostParts = 8

const kwargs = z.object({ language: z.enum(codes) })
/** Other names of languages, as sentences use them. */
const alsoCalled: Readonly<Record<string, Code>> = { 'mandarin chinese': 'zh', mandarin: 'zh', farsi: 'fa', bangla: 'bn', panjabi: 'pa', filipino: 'tl', slovene: 'sl', 'bahasa indonesia': 'id', kiswahili: 'sw' }
const byName = new Map([...codes.map((code) => [languages[code].toLowerCase(), code] as const), ...Object.entries(alsoCalled)])
const name = `(?:the )?(?<name>${[...byName.keys()].join('|')})(?: language)?`
const wholly = '(?:only |entirely |exclusively |completely |fully |solely )?'
const only = '(?:,? (?:only|and no other language(?: is allowed)?|no other language(?: is)? allowed|(?:with|in|using) no other language|without (?:using )?any other language|and in no other language))*'
const read = fits([
  `(?:write|answer|respond|reply|speak|give|provide|compose)(?: ${wholeResponse})? ${wholly}in ${name}${only}`,
  `(?:answer|respond|reply|write) (?:using )?(?:only )?(?:using |with )?(?:only )?${name}${only}`,
  `(?:${toBe}|${wholeResponse} (?:must|should|has to|needs to) be)(?: written| given| entirely| completely| only)? ?${wholly}in ${name}${only}`,
  `use (?:only )?${name}(?: only)? (?:for|in|throughout) ${wholeResponse}`,
  `use (?:only|exclusively) ${name}(?: in ${wholeResponse})?${only}`,
  `the language of ${wholeResponse} (?:must|should) be ${name}`,
])

interface Part extends Span {
  language: string
}

/** The longer paragraphs, of the first ones, that are surely in a language by themselves; none where there is one only. */
const partsOf = remembered((response): readonly Part[] => {
  const prose = blocks(response).filter(({ kind }) => kind !== 'code' && kind !== 'table')
  if (prose.length < 2) return []
  return prose.filter(({ start, end }) => end - start >= partLetters).slice(0, mostParts).flatMap(({ start, end }): Part[] => {
    const part = response.slice(start, Math.min(end, start + 600))
    const found = lettersIn(part) < partLetters ? null : detectLanguage(part)
    return found && found.confidence >= sure ? [{ start, end, language: found.language }] : []
  })
})

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

/** The language of the response. */
export const responseLanguage: Checker<{ language: Code }> = {
  id: 'pincer:response_language',
  version: 1,
  type: 'language.response',
  crab: false,
  kwargs,
  rule: 'By runs of one to three letters, as langdetect does it, of the first 1000 characters outside code and tables. A longer paragraph that is surely in another language makes it unsure.',
  examples: [{ language: 'en' }, { language: 'de' }, { language: 'zh' }],
  doubt: { when: 'the text is short, mixed, or in a language much like the one asked for', witness: 'Okay.' },
  check(response, { language }) {
    const found = languageOf(response)
    if (!found) return judged('unsure', null, 'There is no text whose language could be told.', [])
    const said = isCode(found.language) ? languages[found.language] : found.language
    const short = found.letters < (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(response) ? 10 : leastLetters)
    const parts = partsOf(response)
    const [right, other] = [parts.filter((part) => part.language === language), parts.filter((part) => part.language !== language)]
    if (short || found.confidence < sure) return judged('unsure', found.confidence, `It may be ${said}, but the text is ${short ? 'short' : 'mixed'}.`, other)
    if (found.language === language) {
      const foreign = other.filter((part) => !areAlike(part.language, language))
      return judged(foreign.length > 0 ? 'unsure' : 'pass', found.confidence, foreign.length > 0 ? `It is mostly, but not all, ${said}.` : `It is ${said}.`, foreign)
    }
    const unsure = areAlike(found.language, language) || right.length > 0
    return judged(unsure ? 'unsure' : 'fail', found.confidence, `It seems to be ${said}; ${languages[language]} was asked for.`, unsure ? right : [inkOf(response)])
  },
  mine(response, { instruction }) {
    if (response.length < 60 || isEnglish(response)) return []
    const found = languageOf(response)
    if (!found || found.confidence < sure || found.letters < leastLetters || !isCode(found.language) || partsOf(response).some((part) => part.language !== found.language)) return []
    // To ask for English says nothing, as does asking for the language of the question.
    return found.language === 'en' || detectLanguage(instruction.slice(0, 2000))?.language === found.language ? [] : [{ language: found.language }]
  },
  wordings({ language }) {
    const said = languages[language]
    return [`Respond in ${said}.`, `Your entire response should be in ${said}.`, `Write your answer in ${said}.`, `The response must be written in ${said}.`]
  },
  read(sentence) {
    const fit = read(sentence)
    const language = byName.get(fit?.groups.name ?? '')
    return language && fit?.quoted.length === 0 ? { language } : null
  },
  relate: (a, b) => (a.language === b.language ? 'same' : 'conflict'),
}

function areAlike(a: string, b: string): boolean {
  return alike.some((group) => group.includes(a) && group.includes(b))
}
