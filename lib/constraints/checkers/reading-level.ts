import { z } from 'zod'
import { amounts } from '#lib/constraints/amounts.ts'
import { boundsInWords, relateBounds, type Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { isProse, proseOf } from '#lib/text/blocks.ts'
import { isEnglish, syllableRange } from '#lib/text/english.ts'
import { sentences } from '#lib/text/sentences.ts'

const kwargs = z
  .object({ min: z.int().min(1).max(20).optional(), max: z.int().min(1).max(20).optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { message: 'give min, max or both' })
  .refine(({ min, max }) => min === undefined || max === undefined || min < max, { message: 'min is not below max' })

const level = '(?:(?:flesch[- ]kincaid )?(?:reading grade level|reading grade|reading level|readability grade|grade level|grade)|flesch[- ]kincaid(?: score)?)(?: score)?'
const whose = '(?: (?:of|for) (?:your|the) (?:entire )?(?:answer|response|text|output))?'
const written = '(?:your|the) (?:entire )?(?:answer|response|text|output)'
const amount =
  '(?:(?<min>at least|no lower than|no less than|a minimum of|not be lower than|not be below|above or equal to)|(?<max>at most|no higher than|no more than|not exceed|not exceeding|a maximum of|not be higher than|not be above|at or below)|between(?= (?:grades? )?\\d{1,2} and)) (?:grades? )?(?<n>\\d{1,2})(?: and (?:grade )?(?<m>\\d{1,2}))?(?:(?:st|nd|rd|th)[ -]grade)?'
const trailing = '(?:grade )?(?<n>\\d{1,2})(?:(?:st|nd|rd|th)[ -]grade)? or (?:(?<max>below|lower|less)|(?<min>above|higher|more))'
const bound = `(?:${amount})`
const readLevel = [bound, trailing].map((said) =>
  fits([
    `(?:the |its |a )?${level}${whose} (?:must |should )?(?:be |have )?${said}`,
    `(?:keep|make) (?:the |its )?${level}${whose} (?:to )?${said}`,
    `(?:${written} |the text )?(?:must |should )?(?:has|have|having) an? ${level} (?:of )?${said}`,
    `(?:write|answer|respond|be written) (?:at|with) an? ${level} (?:of )?${said}`,
    `write ${written} (?:at|with) an? ${level} (?:of )?${said}`,
  ]),
)
const readOrdinal = fits(['(?:write|answer|respond) at (?:an? |the )?(?<n>\\d{1,2})(?:st|nd|rd|th)[- ]grade reading level or (?:(?<max>below|lower)|(?<min>above|higher))'])
const ordinals: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, eleventh: 11, twelfth: 12 }

function read(sentence: string): Bounds | null {
  const plain = sentence.replace(/\b([a-z]+)(?=[- ]grade\b)/, (word: string) => (ordinals[word] === undefined ? word : `${ordinals[word]}th`))
  const fit = [readOrdinal, ...readLevel].reduce<ReturnType<typeof readOrdinal>>((found, matcher) => found ?? matcher(plain), null)
  if (!fit || fit.quoted.length > 0 || !/\b(?:read|flesch|kincaid)/.test(plain)) return null
  const { n, m, min, max } = fit.groups
  if ((m !== undefined) === (min !== undefined || max !== undefined)) return null
  const parsed = kwargs.safeParse(m !== undefined ? { min: Number(n), max: Number(m) } : min === undefined ? { max: Number(n) } : { min: Number(n) })
  return parsed.success ? parsed.data : null
}

/** How many years of school a reader needs: the grade of Flesch and Kincaid (Kincaid et al. 1975, Research Branch Report 8-75). */
export const readingLevel: Checker<Bounds> = {
  id: 'pincer:reading_level',
  version: 2,
  type: 'style.reading-level',
  crab: false,
  kwargs,
  rule: 'Flesch-Kincaid grade of English prose: 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted by vowels, once few and once many, and sentences under both readings.',
  examples: [{ max: 8 }, { min: 12 }, { min: 6, max: 10 }],
  doubt: { when: 'the bound lies between the readings, the text is short, or not English prose', witness: 'It rains.' },
  check(response, bounds) {
    const grade = gradeOf(response)
    if (!grade) return judged('unsure', null, 'The grade of this text cannot be told.', [])
    const { low, high } = grade
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = bounds
    const outcome = low >= min && high <= max ? 'pass' : high < min || low > max ? 'fail' : 'unsure'
    return judged(outcome, Math.max(0, Math.round((low + high) * 5) / 10), `Grade ${low.toFixed(1)} to ${high.toFixed(1)}; ${boundsInWords(bounds)} asked for.`, [])
  },
  mine(response, _context, rng) {
    const grade = isProse(response) ? gradeOf(response) : null
    if (!grade) return []
    const [low, high] = [Math.floor(grade.low), Math.max(1, Math.ceil(grade.high))]
    const choices: Bounds[] = []
    if (high <= 16) choices.push({ max: high })
    if (low >= 8 && low <= 20) choices.push({ min: low })
    return rng.shuffle(choices)
  },
  wordings: (bounds) =>
    amounts(bounds).flatMap((said) => [`The Flesch-Kincaid grade level should be ${said}.`, `Your response must have a Flesch-Kincaid reading level of ${said}.`, `Write at a Flesch-Kincaid grade level of ${said}.`]),
  read,
  relate: relateBounds,
}

/** The least and the most that the grade may be; null for texts of fewer than 30 words or in other languages. */
export function gradeOf(response: string): { low: number; high: number } | null {
  const prose = proseOf(response)
  const words = prose.match(/(?<![\p{L}\p{N}])\p{L}[\p{L}'’]*/gu) ?? []
  if (words.length < 30 || isEnglish(response) !== true) return null
  const { fine, coarse } = sentences(prose)
  const counts = [fine.length, coarse.length].filter((count) => count > 0)
  if (counts.length === 0) return null
  let [few, many] = [0, 0]
  for (const word of words) {
    const { low, high } = syllableRange(word)
    few += low
    many += high
  }
  const grade = (count: number, total: number): number => (0.39 * words.length) / count + (11.8 * total) / words.length - 15.59
  return { low: grade(Math.max(...counts), few), high: grade(Math.min(...counts), many) }
}
