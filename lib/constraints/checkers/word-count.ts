import { quantity } from '#lib/constraints/amounts.ts'
import { z } from 'zod'
import { relateBounds } from '#lib/constraints/bounds.ts'
import { boundsIn } from '#lib/constraints/kwargs.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { asEvidence } from '#lib/constraints/verdict.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { wordReadings } from '#lib/text/word-readings.ts'
import { whitespaceWords, wordRuns } from '#lib/text/words.ts'

/** `around` allows ten per cent either way, as METHODS of the Crab correction defines it. */
const kwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(1).optional(), around: z.int().min(1).optional() })
  .refine((value) => (value.around === undefined) !== (value.min === undefined && value.max === undefined), {
    message: 'give min, max or both, or around alone',
  })
type Kwargs = z.infer<typeof kwargs>

/** Length of the whole response in words: runs of non-space, as a word processor counts them. Bullets, dashes and the like make further readings. */
export const wordCount: Checker<Kwargs> = {
  id: 'pincer:word_count',
  version: 2,
  type: 'length.words',
  crab: true,
  kwargs,
  rule: 'A word is a run of non-space. Whether runs without a letter or number count, such as bullets and dashes, and whether words that a long dash, a slash or a comma joins are several, makes further readings. `around` allows 10% either way.',
  examples: [{ min: 120 }, { max: 120 }, { min: 40, max: 60 }, { around: 150 }],
  doubt: { when: 'the script writes no spaces between words, or the answer depends on what words are', witness: '我们今天去公园散步。天气很好。' },

  check(response, bounds) {
    if (isUnspaced(response)) {
      return { outcome: 'unsure', measured: null, detail: 'This script writes no spaces between words: they cannot be counted.', evidence: [] }
    }
    const words = whitespaceWords(response)
    const measured = words.length
    const { min = 0, max = Number.POSITIVE_INFINITY } = boundsIn(bounds)
    const counts = wordReadings(response).map((reading) => reading.length)
    const [low, high] = [Math.min(...counts), Math.max(...counts)]
    const tooMany = measured > max
    const evidence = tooMany ? [{ start: words[max]?.start ?? 0, end: response.trimEnd().length }] : []
    return {
      outcome: low >= min && high <= max ? 'pass' : high < min || low > max ? 'fail' : 'unsure',
      measured,
      detail: `${low === high ? measured : `${low} to ${high}`} words${low === high ? '' : ', as one counts'}; ${asked(bounds)}.`,
      evidence: asEvidence(evidence, 'violation'),
    }
  },

  mine(response, _context, rng) {
    if (isUnspaced(response)) return []
    const counts = [...wordReadings(response), wordRuns(response)].map((reading) => reading.length)
    const least = Math.min(...counts)
    const most = Math.max(...counts)
    if (least < 15) return []
    // A bound that one word more or less breaks leaves no room for other constraints.
    const slack = Math.ceil(least / 100)
    const [low, high] = [least - slack, most + slack]
    const step = high < 50 ? 5 : 10
    const min = Math.floor(low / step) * step
    const max = Math.ceil(high / step) * step
    const target = Math.round((low + high) / 2 / step) * step
    const choices: Kwargs[] = [{ min }, { max }]
    if (max > min) choices.push({ min, max })
    if (counts.every((count) => Math.abs(count - target) <= 0.1 * target)) choices.push({ around: target })
    return rng.shuffle(choices)
  },

  wordings({ min, max, around }) {
    if (around !== undefined) {
      return [
        `Write about ${around} words.`,
        `Your answer should be around ${around} words long.`,
        `Aim for approximately ${around} words.`,
        `Keep the response to roughly ${around} words.`,
        `Answer in about ${around} words.`,
        `The response should come to approximately ${around} words.`,
      ]
    }
    if (min !== undefined && min === max) {
      return [`Write exactly ${quantity(min, 'words')}.`, `Your answer should have exactly ${quantity(min, 'words')}.`, `Answer in exactly ${quantity(min, 'words')}.`]
    }
    if (min !== undefined && max !== undefined) {
      return [
        `Write between ${min} and ${max} words.`,
        `Your answer should have at least ${min} and at most ${max} words.`,
        `Keep the length between ${min} and ${max} words.`,
        `Use no fewer than ${min} and no more than ${max} words.`,
        `The response should be ${min} to ${max} words long.`,
        `Stay within ${min} to ${max} words.`,
      ]
    }
    if (min !== undefined) {
      return [
        `Write at least ${quantity(min, 'words')}.`,
        `Your answer should have no fewer than ${quantity(min, 'words')}.`,
        `Use a minimum of ${quantity(min, 'words')}.`,
        `The response must be at least ${quantity(min, 'words')} long.`,
        `Answer with at least ${quantity(min, 'words')}.`,
        `Do not write fewer than ${quantity(min, 'words')}.`,
      ]
    }
    if (max === undefined) return []
    return [
      `Write at most ${quantity(max, 'words')}.`,
      `Your answer should have no more than ${quantity(max, 'words')}.`,
      `Use a maximum of ${quantity(max, 'words')}.`,
      `Do not exceed ${quantity(max, 'words')}.`,
      `Keep the response within ${quantity(max, 'words')}.`,
      `Answer in ${quantity(max, 'words')} or fewer.`,
    ]
  },

  relate: (a, b) => relateBounds(boundsIn(a), boundsIn(b)),
  units: (response) => (isUnspaced(response) ? null : { one: 'word', many: 'words', readings: wordReadings(response).map((spans, index, all) => ({ name: index === 0 ? 'runs of non-space' : spans.length < (all[0]?.length ?? 0) ? 'those with a letter or number' : 'parted at dashes', spans })) }),
}

function asked({ min, max, around }: Kwargs): string {
  if (around !== undefined) return `about ${around} were asked for (within 10%)`
  if (min !== undefined && max !== undefined) return `${min} to ${max} were asked for`
  return min !== undefined ? `at least ${min} were asked for` : `at most ${max} were asked for`
}
