import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, toBe, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { proseOf } from '#lib/text/blocks.ts'
import { isEnglish, languageOf } from '#lib/text/english.ts'
import { inkOf } from '#lib/text/phrase.ts'

/** ISO 639-1 codes that can be told, with their English names. */
const languages = {
  en: 'English', af: 'Afrikaans', ar: 'Arabic', bg: 'Bulgarian', bn: 'Bengali', ca: 'Catalan', cs: 'Czech', cy: 'Welsh', da: 'Danish', de: 'German', el: 'Greek',
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
const alike: readonly (readonly string[])[] = [['da', 'no', 'sv'], ['hr', 'sl', 'bs', 'sr'], ['cs', 'sk'], ['bg', 'mk', 'ru', 'uk'], ['es', 'pt', 'ca', 'gl'], ['hi', 'mr', 'ne'], ['nl', 'af', 'de'], ['ar', 'fa', 'ur'], ['id', 'ms', 'tl'], ['zh', 'ja', 'ko'], ['et', 'fi'], ['lt', 'lv']]
const sure = 0.95
const leastLetters = 40

const kwargs = z.object({ language: z.enum(codes) })
const name = `(?<name>${Object.values(languages).join('|').toLowerCase()})(?: language)?`
const only = '(?: only|,? (?:and )?(?:no other language(?: is)? allowed|without any other language))?'
const read = fits([
  `(?:write|answer|respond|reply|speak|give|provide|compose)(?: ${wholeResponse})? (?:only |entirely |exclusively |completely )?in (?:the )?${name}${only}`,
  `(?:${toBe}|${wholeResponse} (?:must|should|has to|needs to) be)(?: written| given| entirely| completely| only)? ?(?:entirely |only )?in (?:the )?${name}${only}(?: language)?,? ?(?:no other language is allowed)?`,
  `use (?:only )?(?:the )?${name}(?: only)? (?:for|in|throughout) ${wholeResponse}`,
  `use only (?:the )?${name} in ${wholeResponse}(?:,? (?:and )?no other language is allowed)?`,
  `the language of ${wholeResponse} (?:must|should) be ${name}`,
])

/** The language of the response. */
export const responseLanguage: Checker<{ language: Code }> = {
  id: 'pincer:response_language',
  version: 1,
  type: 'language.response',
  crab: false,
  kwargs,
  rule: 'By runs of one to three letters, as langdetect does it, of the first 1000 characters outside code and tables.',
  examples: [{ language: 'en' }, { language: 'de' }, { language: 'zh' }],
  doubt: { when: 'the text is short, mixed, or in a language much like the one asked for', witness: 'Okay.' },
  check(response, { language }) {
    const prose = proseOf(response)
    const unspaced = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(prose)
    const found = languageOf(prose)
    if (!found) return judged('unsure', 0, 'There is no text whose language could be told.', [])
    const said = isCode(found.language) ? languages[found.language] : found.language
    const short = found.letters < (unspaced ? 10 : leastLetters)
    if (short || found.confidence < sure) return judged('unsure', found.confidence, `It may be ${said}, but the text is ${short ? 'short' : 'mixed'}.`, [])
    if (found.language === language) return judged('pass', found.confidence, `It is ${said}.`, [])
    const near = alike.some((group) => group.includes(language) && group.includes(found.language))
    return judged(near ? 'unsure' : 'fail', found.confidence, `It seems to be ${said}; ${languages[language]} was asked for.`, near ? [] : [inkOf(response)])
  },
  mine(response) {
    const prose = proseOf(response)
    // To ask for English in English says nothing.
    if (prose.length < 60 || isEnglish(prose)) return []
    const found = languageOf(prose)
    return found && found.confidence >= sure && found.language !== 'en' && isCode(found.language) ? [{ language: found.language }] : []
  },
  wordings({ language }) {
    const said = languages[language]
    return [`Respond in ${said}.`, `Your entire response should be in ${said}.`, `Write your answer in ${said}.`, `The response must be written in ${said}.`]
  },
  read(sentence) {
    const fit = read(sentence)
    const language = codes.find((code) => languages[code].toLowerCase() === fit?.groups.name)
    return language && fit?.quoted.length === 0 ? { language } : null
  },
  relate: (a, b) => (a.language === b.language ? 'same' : 'conflict'),
}
