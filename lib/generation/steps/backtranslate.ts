import type { z } from 'zod'
import { backtranslateGlobalPrompt, backtranslateLocalPrompt } from '#lib/generation/prompts/backtranslate.ts'
import { pairData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages, type Prompt } from '#lib/generation/prompts/prompt.ts'
import { readProposal, type Refusal } from '#lib/generation/proposals.ts'
import type { Ask, FoundConstraint, PairState, Step, StepWork } from '#lib/generation/step.ts'
import { together } from '#lib/generation/together.ts'

/** Of kinds that were not asked for, no more than this are taken from one answer. */
const mostOthers = 3

/**
 * Constraint back-translation by a model (Crab, arXiv 2410.24175): which constraints the response already meets, in one call about the
 * whole and one about its form. What it proposes is compiled and checked where a program can; the rest waits for a judge.
 */
export const backtranslate: Step<'backtranslate'> = {
  name: 'backtranslate',
  async work({ pair, settings, ask }) {
    const scopes = [...new Set(settings.scopes)]
    const answers = await together(scopes.map((scope) => askScope(scope, pair, settings, ask)))
    const found: FoundConstraint[] = []
    const refused: Refusal[] = []
    for (const { proposals, generationId, examples } of answers) {
      for (const proposal of proposals) {
        const read = readProposal(proposal, pair, [...pair.constraints, ...found], generationId, examples)
        if ('refused' in read) refused.push(read.refused)
        else found.push(read)
      }
    }
    return found.length > 0 ? { constraints: found } : { dropped: mainReason(refused) }
  },
}

type Answer = { other: { type: string; text: string }[] } & Record<string, unknown>

const prompts: Record<'global' | 'local', Prompt & { schema: z.ZodType<Answer> }> = { global: backtranslateGlobalPrompt, local: backtranslateLocalPrompt }

/** The sampling is Crab's. */
async function askScope(scope: 'global' | 'local', pair: PairState, { temperature = 0.4, endpointId }: StepWork<'backtranslate'>['settings'], ask: Ask) {
  const prompt = prompts[scope]
  const { value, generationId } = await ask({
    step: 'backtranslate',
    promptVersion: prompt.version,
    messages: promptMessages(prompt, { contentHash: pair.contentHash, data: pairData(pair) }),
    answer: { kind: 'json', name: `${scope}_constraints`, schema: prompt.schema },
    temperature,
    topP: 0.3,
    maxTokens: 1024,
    endpointId,
  })
  return { proposals: proposalsIn(value), generationId, examples: examplesIn(prompt) }
}

function proposalsIn({ other, ...named }: Answer): { rawType: string; text: string | null }[] {
  return [
    ...Object.entries(named).map(([rawType, text]) => ({ rawType, text: typeof text === 'string' ? text : null })),
    ...other.slice(0, mostOthers).map(({ type, text }) => ({ rawType: type, text })),
  ]
}

/** What the prompt's own examples propose. */
function examplesIn({ examples = [], schema }: (typeof prompts)['global']): string[] {
  return examples.flatMap(({ answer }) => {
    const read = schema.safeParse(answer)
    return read.success ? proposalsIn(read.data).flatMap(({ text }) => text ?? []) : []
  })
}

/** The reason for most refusals; that nothing was proposed only where it is the reason for all. */
function mainReason(refused: readonly Refusal[]): Refusal {
  const counts = new Map<Refusal, number>()
  for (const reason of refused) if (reason !== 'nothing was proposed') counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1])
  return most?.[0] ?? 'nothing was proposed'
}
