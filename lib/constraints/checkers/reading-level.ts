import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { isProse, proseOf } from '#lib/text/blocks.ts'
import { isEnglish, syllableRange } from '#lib/text/english.ts'
import { sentences } from '#lib/text/sentences.ts'

const kwargs = z
  .object({ maxGrade: z.int().min(1).max(20).optional(), minGrade: z.int().min(1).max(20).optional() })
  .refine(({ maxGrade, minGrade }) => (maxGrade === undefined) !== (minGrade === undefined), { message: 'give either maxGrade or minGrade' })
type Kwargs = z.infer<typeof kwargs>

const level = '(?:flesch[- ]kincaid|flesch[- ]kincaid grade level|flesch[- ]kincaid grade|flesch[- ]kincaid reading level|reading grade level|reading level|readability grade)(?: grade)?(?: level| score)?'
const least = '(?:at least|no lower than|no less than|a minimum of|above or equal to)'
const most = '(?:at most|no higher than|no more than|not exceed|a maximum of|not be higher than)'
const read = fits([
  `(?:the |its |a )?${level}(?: of (?:your|the) (?:answer|response|text))? (?:must |should )?(?:be |have |have a )?(?:(?<max>${most})|(?<min>${least})) (?:grade )?(?<n>\\d{1,2})`,
  `keep (?:the |its )?${level}(?: of (?:your|the) (?:answer|response|text))? (?:at or below|to (?<max>at most)|at (?<max2>most)) (?:grade )?(?<n>\\d{1,2})`,
  `(?:your|the) (?:answer|response|text) (?:must|should) have an? ${level} of (?:(?<max>${most})|(?<min>${least})) (?:grade )?(?<n>\\d{1,2})`,
  `write at an? ${level} of (?:(?<max>${most})|(?<min>${least})) (?:grade )?(?<n>\\d{1,2})`,
  'write at (?:an? |the )?(?<n>\\d{1,2})(?:st|nd|rd|th)[- ]grade reading level or (?:(?<max>below|lower)|(?<min>above|higher))',
])

/** How many years of school a reader needs: the grade of Flesch and Kincaid (Kincaid et al. 1975, Research Branch Report 8-75). */
export const readingLevel: Checker<Kwargs> = {
  id: 'pincer:reading_level',
  version: 1,
  type: 'style.reading-level',
  crab: false,
  kwargs,
  rule: 'Flesch-Kincaid grade of English prose: 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted by vowels, once few and once many, and sentences under both readings.',
  examples: [{ maxGrade: 8 }, { minGrade: 12 }],
  doubt: { when: 'the bound lies between the readings, the text is short, or not English prose', witness: 'It rains.' },
  check(response, { maxGrade, minGrade }) {
    const grade = gradeOf(response)
    if (!grade) return judged('unsure', null, 'The grade of this text cannot be told.', [])
    const { low, high } = grade
    const bound = maxGrade ?? minGrade ?? 0
    const outcome = maxGrade === undefined ? (low >= bound ? 'pass' : high < bound ? 'fail' : 'unsure') : high <= bound ? 'pass' : low > bound ? 'fail' : 'unsure'
    const middle = Math.round((low + high) * 5) / 10
    return judged(outcome, middle, `Grade ${low.toFixed(1)} to ${high.toFixed(1)}; ${maxGrade === undefined ? 'at least' : 'at most'} ${bound} asked for.`, [])
  },
  mine(response) {
    const grade = isProse(response) ? gradeOf(response) : null
    if (!grade) return []
    const max = Math.max(1, Math.ceil(grade.high))
    if (max <= 12) return [{ maxGrade: max }]
    return grade.low >= 10 && grade.low <= 20 ? [{ minGrade: Math.floor(grade.low) }] : []
  },
  wordings({ maxGrade, minGrade }) {
    const said = maxGrade === undefined ? `at least ${minGrade}` : `at most ${maxGrade}`
    return [`The Flesch-Kincaid grade level should be ${said}.`, `Your response must have a reading level of ${said}.`, `Write at a Flesch-Kincaid grade level of ${said}.`]
  },
  read(sentence) {
    const fit = read(sentence)
    if (!fit || fit.quoted.length > 0) return null
    const n = Number(fit.groups.n)
    const parsed = kwargs.safeParse(fit.groups.min === undefined ? { maxGrade: n } : { minGrade: n })
    return parsed.success ? parsed.data : null
  },
  relate(a, b) {
    if (a.maxGrade !== undefined && b.maxGrade !== undefined) return a.maxGrade === b.maxGrade ? 'same' : a.maxGrade < b.maxGrade ? 'implies' : 'implied'
    if (a.minGrade !== undefined && b.minGrade !== undefined) return a.minGrade === b.minGrade ? 'same' : a.minGrade > b.minGrade ? 'implies' : 'implied'
    return (a.maxGrade ?? b.maxGrade ?? 0) < (a.minGrade ?? b.minGrade ?? 0) ? 'conflict' : 'compatible'
  },
}

/** The least and the most that the grade may be; null for texts of fewer than 30 words or in other languages. */
function gradeOf(response: string): { low: number; high: number } | null {
  const prose = proseOf(response)
  const words = prose.match(/(?<![\p{L}\p{N}])\p{L}[\p{L}'’]*/gu) ?? []
  if (words.length < 30 || isEnglish(prose) !== true) return null
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
