import type { z } from 'zod'
import { readAdded, type AddedConstraint } from '#lib/generation/added-constraints.ts'
import { alike } from '#lib/generation/alike.ts'
import { baseOf, requestWith, roomFor, type Base } from '#lib/generation/evolve/base.ts'
import { conflictIn, problemWithRewrite, says } from '#lib/generation/evolve/gates.ts'
import { answerablePrompt, categoriesPrompt, ladderPrompt, type categorised, type ladder } from '#lib/generation/prompts/evolve-levels.ts'
import { requestData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages, type DataPart, type Prompt } from '#lib/generation/prompts/prompt.ts'
import type { Answered, Findings, StepWork } from '#lib/generation/step.ts'
import { usable } from '#lib/generation/usable.ts'
import type { Rng } from '#lib/random.ts'
import { rougeWords } from '#lib/text/rouge.ts'

/**
 * Evolution by levels (Conifer, arXiv 2404.02823): constraints by category, of which each level takes one or two more, written into one
 * instruction a level. Unlike there, what a level says is decided before it is written, so that each has all that the one below has; and
 * where one cannot be answered those above it, which say it too, are left out with it.
 */
export async function evolveByLevels(work: StepWork<'evolve'>): Promise<Findings> {
  const { rng, settings } = work
  const base = baseOf(work.pair)
  const { value: found } = await askAbout(work, base.text, categoriesPrompt, {
    values: { categories: 2 * settings.rounds },
    sampling: { temperature: settings.temperature ?? 1, topP: 0.8 },
    maxTokens: 2048,
    check: ({ categories }) => (categories.length < settings.rounds ? `Write at least ${settings.rounds} categories.` : null),
  })
  const added = chooseByLevel(found, base, settings.rounds, rng)
  if (added.length === 0) return { dropped: 'no constraint could be added' }
  const { value: written, generationId } = await askAbout(work, base.text, ladderPrompt, {
    parts: [{ name: 'constraints', text: added.map((constraints, index) => [`level ${index + 1}`, ...constraints.map((one) => `${numberOf(one)} ${one.text}`)].join('\n')).join('\n') }],
    values: { levels: added.length },
    sampling: { temperature: 0.4, topP: 0.3 },
    maxTokens: roomFor(base.text, 2 * added.length),
    check: (value) => problemWithLadder(value, added, base),
  })
  const texts = written.levels.map(({ instruction }) => instruction.trim())
  const verdicts = await usable(
    texts.map((text) => askAbout(work, text, answerablePrompt, { sampling: { temperature: 0 }, maxTokens: 256, check: () => null })),
  )
  const refused = verdicts.findIndex((verdict) => !verdict?.value.answerable || verdict.value.contradictory)
  const kept = refused === -1 ? texts : texts.slice(0, refused)
  if (kept.length === 0) return { dropped: 'not even the first level can be answered' }
  return {
    variants: kept.map((text, index) => {
      const level = index + 1
      const parent = index === 0 ? base.id : `level ${index}`
      return {
        ref: `level ${level}`,
        kind: 'evolved' as const,
        text,
        ...(parent === undefined ? {} : { parent }),
        constraints: base.constraints.map(({ id }) => id),
        depth: base.depth + level,
        level,
        operation: 'levels',
        meta: { method: 'conifer', added: added[index] ?? [], earlier: added.slice(0, index).flat(), answerable: verdicts[index]?.value.reason ?? null },
        generationId,
      }
    }),
  }
}

function askAbout<T>(
  { pair, settings, ask }: StepWork<'evolve'>,
  instruction: string,
  prompt: Prompt & { schema: z.ZodType<T> },
  given: { parts?: DataPart[]; values?: Record<string, number>; sampling: { temperature: number; topP?: number }; maxTokens: number; check: (value: T) => string | null },
): Promise<Answered<T>> {
  return ask({
    step: 'evolve',
    promptVersion: prompt.version,
    messages: promptMessages(prompt, { contentHash: pair.contentHash, data: [...requestData(requestWith(pair, instruction)), ...(given.parts ?? [])], values: given.values ?? {} }),
    answer: { kind: 'json', name: 'levels', schema: prompt.schema, check: given.check },
    ...given.sampling,
    maxTokens: given.maxTokens,
    endpointId: settings.endpointId,
  })
}

const duplicate = 0.8

/**
 * The constraints that are new at each level: one or two, of categories that no other has, in random order. What contradicts one that is in,
 * or says the same, is passed over; there are fewer levels where the categories do not suffice.
 */
export function chooseByLevel({ categories }: z.infer<typeof categorised>, base: Pick<Base, 'constraints'>, rounds: number, rng: Rng): AddedConstraint[][] {
  const left = rng.shuffle(categories)
  const chosen: Pick<AddedConstraint, 'text' | 'checker'>[] = [...base.constraints]
  const levels: AddedConstraint[][] = []
  for (let level = 1; level <= rounds; level++) {
    // Later levels must not go without for the sake of this one.
    const most = Math.min(rng.int(1, 2), Math.max(1, left.length - (rounds - level)))
    const added: AddedConstraint[] = []
    while (added.length < most) {
      const category = left.pop()
      if (!category) break
      const id = `added ${level}.${added.length + 1}`
      const one = rng.shuffle(category.values).map((value) => readAdded(id, value)).find((value) => isPossible(value, chosen))
      if (!one) continue
      added.push(one)
      chosen.push(one)
    }
    if (added.length === 0) break
    levels.push(added)
  }
  return levels
}

function isPossible(one: AddedConstraint, chosen: readonly Pick<AddedConstraint, 'text' | 'checker'>[]): boolean {
  return !chosen.some((other) => alike(one, other, duplicate)) && !conflictIn([...chosen, one])
}

/** `2.1`, as the model gets to see it. */
function numberOf({ id }: AddedConstraint): string {
  return id.replace('added ', '')
}

/** What is wrong with a ladder, in words that a model can act on; null: nothing. */
export function problemWithLadder({ levels }: z.infer<typeof ladder>, added: readonly AddedConstraint[][], base: Pick<Base, 'text' | 'constraints'>): string | null {
  if (levels.length !== added.length || levels.some(({ level }, index) => level !== index + 1)) return `Write exactly one instruction for each of levels 1 to ${added.length}, in order.`
  for (const [index, { level, instruction, covered }] of levels.entries()) {
    const general = problemWithRewrite(base.text, instruction)
    if (general) return `Level ${level}: ${general}`
    const missing = added.slice(0, index + 1).flat().find((one) => !covered.includes(numberOf(one)) || !says(instruction, one.text))
    if (missing) return `Level ${level} does not say constraint ${numberOf(missing)}; say every constraint of its own and the lower levels, in the same words.`
    if (base.constraints.some(({ text }) => says(base.text, text) && !says(instruction, text))) return `Level ${level} no longer says a constraint of the given instruction.`
    const below = levels[index - 1]
    if (below && rougeWords(below.instruction).join(' ') === rougeWords(instruction).join(' ')) return `Level ${level} is the same as the level below.`
  }
  return null
}
