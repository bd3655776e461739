import type { z } from 'zod'
import { readAdded, type AddedConstraint } from '#lib/generation/added-constraints.ts'
import { alike } from '#lib/generation/alike.ts'
import { baseOf, requestWith, roomFor } from '#lib/generation/evolve/base.ts'
import { conflictIn, problemWithRewrite, says } from '#lib/generation/evolve/gates.ts'
import { operations } from '#lib/generation/evolve/operations.ts'
import { lostPart } from '#lib/generation/kept-parts.ts'
import { evolveOperationsPrompt, type evolvedInstruction } from '#lib/generation/prompts/evolve-operations.ts'
import { requestData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages } from '#lib/generation/prompts/prompt.ts'
import type { Findings, FoundVariant, StepWork } from '#lib/generation/step.ts'
import { isUnusable } from '#lib/generation/usable.ts'
import { rougeWords } from '#lib/text/rouge.ts'
import { isUnspaced } from '#lib/text/script.ts'

/** More words than these are another instruction, not one close to the last. */
const mostAddedWords = 80
const duplicate = 0.8

/** An instruction with what it demands; of those of the pair only text and checker matter here. */
interface Stage {
  text: string
  demands: Pick<AddedConstraint, 'text' | 'checker'>[]
}

/**
 * Rounds of evolution by operations (Evolutionary Contrastive Distillation, arXiv 2410.07513): each makes the instruction of the one before a
 * little harder, so that what answers that nearly answers this. Where a later round gets no usable answer the chain ends there.
 */
export async function evolveByOperations({ pair, settings, rng, ask }: StepWork<'evolve'>): Promise<Findings> {
  const base = baseOf(pair)
  const variants: FoundVariant[] = []
  const earlier: AddedConstraint[] = []
  const path: string[] = []
  let stage: Stage = { text: base.text, demands: [...base.constraints] }
  for (let round = 1; round <= settings.rounds; round++) {
    const name = rng.pick(settings.operations)
    const operation = rng.pick(operations.filter((one) => one.name === name))
    const before = stage
    const question = ask({
      step: 'evolve',
      promptVersion: evolveOperationsPrompt.version,
      messages: promptMessages(evolveOperationsPrompt, {
        contentHash: pair.contentHash,
        data: [...requestData(requestWith(pair, before.text)), { name: 'demands', text: listed(before.demands) }],
        values: { operation: operation.name, kind: operation.kind, guidance: operation.guidance },
      }),
      answer: { kind: 'json', name: 'evolved', schema: evolveOperationsPrompt.schema, check: (value) => problemWith(value, before) },
      temperature: settings.temperature ?? 0.8,
      topP: 0.9,
      maxTokens: roomFor(before.text),
      endpointId: settings.endpointId,
    })
    const answered = await question.catch((error: unknown) => {
      if (round > 1 && isUnusable(error)) return null
      throw error
    })
    if (!answered) break
    const { value, generationId } = answered
    const added = value.added_constraints.map((one, index) => readAdded(`added ${round}.${index + 1}`, one))
    path.push(`${operation.name}.${operation.kind}`)
    stage = { text: value.evolved_instruction.trim(), demands: [...before.demands, ...added] }
    const parent = round === 1 ? base.id : `round ${round - 1}`
    variants.push({
      ref: `round ${round}`,
      kind: 'evolved',
      text: stage.text,
      ...(parent === undefined ? {} : { parent }),
      constraints: base.constraints.map(({ id }) => id),
      depth: base.depth + round,
      operation: path.join(' > '),
      meta: { method: 'ecd', added, earlier: [...earlier], rationale: value.rationale },
      generationId,
    })
    earlier.push(...added)
  }
  return { variants }
}

function listed(demands: Stage['demands']): string | null {
  return demands.length === 0 ? null : demands.map(({ text }, index) => `${index + 1}. ${text}`).join('\n')
}

/** What is wrong with a harder instruction, in words that a model can act on; null: nothing. */
export function problemWith({ evolved_instruction: text, added_constraints: proposed, kept }: z.infer<typeof evolvedInstruction>, before: Stage): string | null {
  const general = problemWithRewrite(before.text, text)
  if (general) return general
  const lost = lostPart(before.text, text)
  if (lost) return `A ${lost.kind} of the instruction is missing or changed; copy every ${lost.kind} to the letter.`
  const dropped = before.demands.findIndex((demand, index) => !kept.includes(index + 1) || (says(before.text, demand.text) && !says(text, demand.text)))
  if (dropped !== -1) return `The new instruction no longer makes demand ${dropped + 1}; keep every demand.`
  const added = proposed.map((one) => readAdded('', one))
  const unsaid = added.findIndex((demand) => !says(text, demand.text))
  if (unsaid !== -1) return `The new instruction does not say added demand ${unsaid + 1}; say it in the same words.`
  const known = added.findIndex((demand) => before.demands.some((other) => alike(demand, other, duplicate)))
  if (known !== -1) return `Added demand ${known + 1} is no addition: it was demanded before.`
  const repeated = added.findIndex((demand, index) => added.slice(0, index).some((other) => alike(demand, other, duplicate)))
  if (repeated !== -1) return `Added demand ${repeated + 1} says what another added demand says; write each once.`
  const demands = [...before.demands, ...added]
  const conflict = conflictIn(demands)
  if (conflict) return `Demands ${conflict.first + 1} and ${conflict.second + 1} of the old and new ones in order contradict each other.`
  // Two characters make a word where no spaces are written.
  const words = Math.ceil((rougeWords(text).length - rougeWords(before.text).length) / (isUnspaced(text) ? 2 : 1))
  if (words > mostAddedWords) return `The new instruction has ${words} words more than the one before; add at most ${mostAddedWords}.`
  return null
}
