import type { z } from 'zod'
import { difficultyPrompt, type difficultyRating } from '#lib/generation/prompts/difficulty.ts'
import { pairData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages } from '#lib/generation/prompts/prompt.ts'
import type { PairState, Step } from '#lib/generation/step.ts'
import { usable } from '#lib/generation/usable.ts'
import { whitespaceWords } from '#lib/text/words.ts'

type Rating = z.infer<typeof difficultyRating>

/**
 * How difficult a pair is, from 1 to 5: the mean of several ratings by a rubric, with their spread (Phased Instruction Fine-Tuning,
 * arXiv 2406.04371), and beside it what can be counted, so that length is not taken for difficulty.
 */
export const difficulty: Step<'difficulty'> = {
  name: 'difficulty',
  async work({ pair, settings, ask }) {
    const messages = promptMessages(difficultyPrompt, { contentHash: pair.contentHash, data: pairData(pair) })
    const questions = Array.from({ length: settings.ratings }, (_, sample) =>
      ask({
        step: 'difficulty',
        promptVersion: difficultyPrompt.version,
        messages,
        answer: { kind: 'json', name: 'difficulty', schema: difficultyPrompt.schema },
        // The same rating n times would have no spread.
        temperature: settings.temperature ?? 0.7,
        maxTokens: 512,
        sample,
        endpointId: settings.endpointId,
      }),
    )
    const answers = (await usable(questions)).filter((answer) => answer !== null)
    const ratings = answers.map(({ value }) => value)
    const overall = ratings.map((rating) => rating.overall)
    const spread = standardDeviation(overall)
    const model = answers[0]?.model
    return {
      measurements: [
        {
          kind: 'difficulty',
          value: mean(overall),
          ...(spread === null ? {} : { spread }),
          n: ratings.length,
          detail: { dimensions: meanDimensions(ratings), ratings: overall, reasons: ratings.map(({ reason }) => reason), features: featuresOf(pair) },
          promptVersion: difficultyPrompt.version,
          ...(model === undefined ? {} : { model }),
        },
      ],
    }
  },
}

const dimensions = ['knowledge', 'reasoning', 'demands', 'execution'] as const

function meanDimensions(ratings: readonly Rating[]): Record<string, number> {
  return Object.fromEntries(dimensions.map((name) => [name, mean(ratings.map((rating) => rating.dimensions[name]))]))
}

/** What of a pair's difficulty can be counted. */
function featuresOf(pair: PairState): Record<string, number> {
  return {
    constraints: pair.constraints.filter(({ status }) => status !== 'skipped').length,
    checkable: pair.constraints.filter(({ status, checker }) => status !== 'skipped' && checker !== null).length,
    instructionWords: whitespaceWords(pair.instruction).length,
    inputWords: whitespaceWords(pair.input ?? '').length,
    responseWords: whitespaceWords(pair.response).length,
    turns: pair.history.length,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Of a sample; null of fewer than two. */
function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}
