import { checksOf, contrastOf, demandsOf, textsBefore } from '#lib/generation/contrast.ts'
import { conversation } from '#lib/generation/conversation.ts'
import type { Ask, FoundAnswer, FoundMeasurement, PairState, Step, StepWork, VariantState } from '#lib/generation/step.ts'
import { usable } from '#lib/generation/usable.ts'

/** No words of ours: the instruction itself is what is asked. */
const promptVersion = 'answer/1'

type Settings = StepWork<'answer'>['settings']

/**
 * Samples responses to the pair's own instruction and to its variants, and checks each against the constraints of its instruction. For an
 * evolved one it measures too how many of the samples make a preference with a text that answers its parent (contrastOf).
 */
export const answer: Step<'answer'> = {
  name: 'answer',
  async work({ pair, settings, ask }) {
    const targets = targetsOf(pair, settings.of)
    if (targets.length === 0) return { dropped: `no ${[...new Set(settings.of)].join(' or ')} instruction to answer` }
    const questions = targets.flatMap((variant) => Array.from({ length: settings.samples }, (_, sample) => sampled(pair, variant, sample, settings, ask)))
    const answers = (await usable(questions)).filter((found) => found !== null)
    return { answers, measurements: contrasts(pair, targets, answers) }
  },
}

/** Null stands for the pair's own instruction. */
type Target = VariantState | null

/** The latest of each kind; of evolved ones the latest with all that it was evolved from, for they are steps of one ladder. */
function targetsOf({ variants }: PairState, kinds: Settings['of']): Target[] {
  return [...new Set(kinds)].flatMap((kind): Target[] => {
    if (kind === 'original') return [null]
    const latest = variants.findLast((variant) => variant.kind === kind)
    if (!latest) return []
    const ladder = [latest]
    for (let at: VariantState | undefined = latest; kind === 'evolved' && at; ) {
      const { parentId }: VariantState = at
      at = variants.find(({ id, kind: ofParent }) => id === parentId && ofParent === kind)
      if (at) ladder.unshift(at)
    }
    return ladder
  })
}

async function sampled(pair: PairState, variant: Target, sample: number, settings: Settings, ask: Ask): Promise<FoundAnswer> {
  const { value, generationId, model } = await ask({
    step: 'answer',
    promptVersion,
    messages: conversation(pair, variant?.text),
    answer: { kind: 'text', check: (text) => (text.trim() === '' ? 'The answer is empty.' : null) },
    temperature: settings.temperature ?? 0.8,
    topP: 0.95,
    maxTokens: settings.maxTokens,
    sample,
    endpointId: settings.endpointId,
  })
  const text = value.trim()
  const { added, earlier } = variant ? demandsOf(pair, variant) : { added: [], earlier: [] }
  return { variant: variant?.id ?? null, text, model, sample, checks: checksOf([...earlier, ...added], text), generationId }
}

function contrasts(pair: PairState, targets: readonly Target[], answers: readonly FoundAnswer[]): FoundMeasurement[] {
  const textsOf = (variantId: string | null) => {
    const here = answers.filter(({ variant }) => variant === variantId).map(({ sample, text }) => ({ name: `answer ${sample}`, text }))
    if (here.length > 0) return here
    return pair.answers.filter((known) => known.variantId === variantId).map(({ id, text }) => ({ name: id, text }))
  }
  return targets.flatMap((variant) => {
    if (variant?.kind !== 'evolved') return []
    const found = contrastOf(pair, variant, textsOf(variant.id), textsBefore(pair, variant, textsOf))
    const model = answers.find((given) => given.variant === variant.id)?.model
    return found ? { ...found, promptVersion, ...(model === undefined ? {} : { model }) } : []
  })
}
