import { checkConstraint } from '#lib/constraints/index.ts'
import type { CheckerRef } from '#lib/constraints/verdict.ts'
import { conversation, conversationWith } from '#lib/generation/conversation.ts'
import type { Ask, ChatMessage, FoundMeasurement, Step, StepWork } from '#lib/generation/step.ts'
import { isUnusable, usable } from '#lib/generation/usable.ts'
import { wilson } from '#lib/constraints/wilson.ts'

/** No words of ours: the instruction, and the constraint behind it. */
const promptVersion = 'satisfaction/1'

type Settings = StepWork<'satisfaction'>['settings']

/**
 * How often a model meets each constraint by itself, and how often when it is asked to: the share of n answers to the instruction alone, and
 * of n with the constraint behind it, that the constraint's program passes. The answers without are shared by all constraints of the pair.
 */
export const satisfaction: Step<'satisfaction'> = {
  name: 'satisfaction',
  async work({ pair, settings, ask }) {
    const checkable = pair.constraints.flatMap(({ id, text, checker, status }) => (checker && status !== 'skipped' ? [{ id, text, checker }] : []))
    if (checkable.length === 0) return { dropped: 'no constraint that a program can check' }
    const requests = [conversation(pair), ...checkable.map(({ text }) => conversationWith(pair, text))]
    const [without, ...withEach] = await usable(requests.map((messages) => sampled(messages, settings, ask)))
    const measurements = checkable.flatMap(({ id, checker }, index) => {
      const found = compared(checker, without ?? noAnswers, withEach[index] ?? noAnswers)
      return found ? [{ ...found, constraintId: id, promptVersion, ...(without?.model ? { model: without.model } : {}) }] : []
    })
    return measurements.length > 0 ? { measurements } : { dropped: 'no answer that a program could decide' }
  },
}

interface Samples {
  texts: string[]
  /** Questions without a usable answer. */
  unusable: number
  model: string | null
}

const noAnswers: Samples = { texts: [], unusable: 0, model: null }

/** Where not one of the answers is usable there are none; another constraint of the pair may do better. */
async function sampled(messages: ChatMessage[], settings: Settings, ask: Ask): Promise<Samples> {
  const questions = Array.from({ length: settings.samples }, (_, sample) =>
    ask({
      step: 'satisfaction',
      promptVersion,
      messages,
      answer: { kind: 'text' },
      // As the model writes by itself.
      temperature: settings.temperature ?? 1,
      maxTokens: settings.maxTokens,
      sample,
      endpointId: settings.endpointId,
    }),
  )
  try {
    const answers = (await usable(questions)).filter((answer) => answer !== null)
    return { texts: answers.map(({ value }) => value), unusable: settings.samples - answers.length, model: answers[0]?.model ?? null }
  } catch (error) {
    if (isUnusable(error)) return { ...noAnswers, unusable: settings.samples }
    throw error
  }
}

/** Below this rate without being asked, and below 1 when asked, there is something to learn. */
const metAnyway = 0.5

function compared(checker: CheckerRef, without: Samples, withIt: Samples): FoundMeasurement | null {
  const [alone, asked] = [rateOf(checker, without), rateOf(checker, withIt)]
  if (!alone || !asked) return null
  return {
    kind: 'natural_satisfaction',
    value: alone.rate,
    n: alone.of,
    detail: {
      without: alone,
      with: asked,
      gap: asked.rate - alone.rate,
      teaches: alone.rate < metAnyway && asked.rate < 1,
      reading: readingOf(alone.rate, asked.rate),
    },
  }
}

/** Where a constraint stands between the two rates; one that is never met may be impossible, or badly worded. */
function readingOf(alone: number, asked: number): 'met anyway' | 'met when asked' | 'worth training' | 'never met' {
  if (alone >= metAnyway) return 'met anyway'
  if (asked === 1) return 'met when asked'
  return asked === 0 ? 'never met' : 'worth training'
}

/** The share of the answers that pass; those on which the program is unsure count neither way. Null where it decided none. */
function rateOf(checker: CheckerRef, { texts, unusable }: Samples) {
  const outcomes = texts.map((text) => checkConstraint(checker, text).outcome)
  const [met, failed] = [outcomes.filter((outcome) => outcome === 'pass').length, outcomes.filter((outcome) => outcome === 'fail').length]
  const of = met + failed
  return of === 0 ? null : { met, of, rate: met / of, interval: wilson(met, of), unsure: texts.length - of, unusable }
}
