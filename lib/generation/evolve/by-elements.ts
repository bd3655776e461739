import type { z } from 'zod'
import type { AddedConstraint } from '#lib/generation/added-constraints.ts'
import { baseOf, requestWith, roomFor, type Base } from '#lib/generation/evolve/base.ts'
import { chooseElements, elementOf, wantedFor, type Element, type Slot } from '#lib/generation/evolve/elements.ts'
import { problemWithRewrite, says } from '#lib/generation/evolve/gates.ts'
import {
  decomposePrompt, judgeCompositionPrompt, proposePrompt, recomposePrompt,
  type decomposition, type judgedComposition, type proposedElements, type recomposed,
} from '#lib/generation/prompts/evolve-elements.ts'
import { requestData } from '#lib/generation/prompts/pair-data.ts'
import { promptMessages, type DataPart, type Prompt } from '#lib/generation/prompts/prompt.ts'
import type { Answered, Findings, FoundVariant, StepWork } from '#lib/generation/step.ts'
import { isUnusable, usable } from '#lib/generation/usable.ts'

type Decomposition = z.infer<typeof decomposition>
type Judged = z.infer<typeof judgedComposition>

/**
 * Evolution by elements (TaCIE, arXiv 2410.02795): the instruction is taken apart, elements are added, and for each difficulty from 1 up some
 * are chosen within a budget and put together again; each difficulty has all elements of the one below. A judge leaves out those that do not
 * say their elements, that say more, that cannot be answered, or that are not harder than the one before.
 */
export async function evolveByElements(work: StepWork<'evolve'>): Promise<Findings> {
  const base = baseOf(work.pair)
  const { value: parts } = await askAbout(work, base.text, decomposePrompt, { check: (value) => problemWithParts(value, base.text) })
  const own = elementsOf(parts, base.text)
  const wanted = wantedFor(work.settings.rounds, own)
  const { value: proposed } = await askAbout(work, base.text, proposePrompt, { elements: own, values: wanted, check: (value) => problemWithProposals(value, own) })
  const levels = chooseElements([...own, ...proposed.elements.map(newElement)], work.settings.rounds, work.rng)
  const written = await usable(
    levels.map(({ elements }) =>
      askAbout(work, base.text, recomposePrompt, { elements, values: { count: elements.length }, check: (value) => problemWithComposed(value, elements, parts, base.text) }),
    ),
  )
  const variants: FoundVariant[] = []
  let before: { ref: string; elements: Element[]; text: string } | null = null
  let refused = 'no element could be added'
  for (const [index, { level, elements }] of levels.entries()) {
    const answered = written[index]
    if (!answered) continue
    const text = answered.value.instruction.trim()
    // The one before it is the last that was kept: each waits for the judge of those below.
    const judged = await judge(work, { text, elements, earlier: before?.text ?? base.text })
    const problem = judged === null ? 'the judge of an evolved instruction gave no usable answer' : problemWithJudged(judged)
    if (judged === null || problem !== null) {
      refused = problem ?? refused
      continue
    }
    const ref = `difficulty ${level}`
    variants.push(variantOf({ text, generationId: answered.generationId, judged }, { ref, level, elements, before, base, parts }))
    before = { ref, elements, text }
  }
  return variants.length > 0 ? { variants } : { dropped: refused }
}

/** Null where the judge gave no usable answer. */
async function judge(work: StepWork<'evolve'>, { text, elements, earlier }: { text: string; elements: readonly Element[]; earlier: string }): Promise<Judged | null> {
  try {
    const { value } = await askAbout(work, text, judgeCompositionPrompt, { elements, earlier, check: (judged) => problemWithJudgement(judged, elements, text) })
    return value
  } catch (error) {
    if (isUnusable(error)) return null
    throw error
  }
}

/** Asks one of the four questions about an instruction, with the elements in question as data. */
function askAbout<T>(
  { pair, settings, ask }: StepWork<'evolve'>,
  instruction: string,
  prompt: Prompt & { schema: z.ZodType<T> },
  { elements, earlier, values = {}, check }: { elements?: readonly Element[]; earlier?: string; values?: Record<string, number>; check: (value: T) => string | null },
): Promise<Answered<T>> {
  const listed: DataPart[] = [
    ...(elements ? [{ name: 'elements', text: elements.map(({ id, slot, text }) => `${id} (${slot}): ${text}`).join('\n') }] : []),
    ...(earlier === undefined ? [] : [{ name: 'earlier instruction', text: earlier }]),
  ]
  return ask({
    step: 'evolve',
    promptVersion: prompt.version,
    messages: promptMessages(prompt, { contentHash: pair.contentHash, data: [...requestData(requestWith(pair, instruction)), ...listed], values }),
    answer: { kind: 'json', name: 'elements', schema: prompt.schema, check },
    ...samplingOf(prompt, settings),
    maxTokens: roomFor(instruction, 3),
    endpointId: settings.endpointId,
  })
}

/** Only what is proposed is to be invented. */
function samplingOf({ version }: Prompt, { temperature }: StepWork<'evolve'>['settings']): { temperature: number; topP?: number } {
  if (version === judgeCompositionPrompt.version) return { temperature: 0 }
  return { temperature: version === proposePrompt.version ? (temperature ?? 1) : 0.3, topP: 0.9 }
}

const slots: readonly [keyof Decomposition & ('background' | 'objectives' | 'constraints'), Slot][] = [['background', 'background'], ['objectives', 'objective'], ['constraints', 'constraint']]

function elementsOf(parts: Decomposition, instruction: string): Element[] {
  return slots.flatMap(([list, slot]) =>
    parts[list].map(({ id, text, quote }) => {
      const start = instruction.indexOf(quote)
      return elementOf({ id, slot, text, span: { start, end: start + quote.length }, dependsOn: [] })
    }),
  )
}

function newElement({ slot, text, dependsOn }: z.infer<typeof proposedElements>['elements'][number], index: number): Element {
  return elementOf({ id: `n${index + 1}`, slot, text, span: null, dependsOn })
}

/** At least this share of an instruction stands in the quotes of its elements; the rest is what joins them. */
const quotedShare = 0.5

function problemWithParts(parts: Decomposition, instruction: string): string | null {
  const elements = slots.flatMap(([list]) => parts[list])
  if (new Set(elements.map(({ id }) => id)).size < elements.length) return 'Two elements have the same id.'
  if (elements.some(({ id }) => /^n\d+$/.test(id))) return 'Ids such as n1 are kept for new elements; use b1, o1, c1 and so on.'
  const strayed = elements.find(({ quote }) => !instruction.includes(quote))
  if (strayed) return `The quote of an element does not stand in the instruction to the letter.`
  const quotes = [...elements, ...(parts.input ? [parts.input] : [])].map(({ quote }) => quote)
  const covered = new Set(quotes.flatMap((quote) => Array.from({ length: quote.length }, (_, at) => instruction.indexOf(quote) + at)))
  if (covered.size < quotedShare * instruction.trim().length) return 'The elements leave out much of what the instruction says.'
  return null
}

function problemWithProposals({ elements }: z.infer<typeof proposedElements>, own: readonly Element[]): string | null {
  const known = new Set([...own.map(({ id }) => id), ...elements.map((_, index) => `n${index + 1}`)])
  if (elements.some(({ dependsOn }) => dependsOn.some((id) => !known.has(id)))) return 'dependsOn names an id that no element has.'
  if (elements.every(({ slot }) => slot === 'background')) return 'Propose objectives and constraints, too.'
  return null
}

function problemWithComposed({ instruction, covered, dropped }: z.infer<typeof recomposed>, elements: readonly Element[], parts: Decomposition, before: string): string | null {
  const general = problemWithRewrite(before, instruction)
  if (general) return general
  if (parts.input && before.includes(parts.input.quote) && !instruction.includes(parts.input.quote)) return 'The input within the instruction is missing or changed; copy it to the letter.'
  const missing = elements.find(({ id }) => !covered.includes(id) || dropped.includes(id))
  if (missing) return `The instruction must say all listed elements; one of the slot ${missing.slot} is not covered.`
  const unsaid = elements.find(({ slot, text, span }) => slot !== 'background' && !says(instruction, text) && !(span && says(instruction, before.slice(span.start, span.end))))
  if (unsaid) return `The instruction does not say a listed ${unsaid.slot}; use its words.`
  return null
}

/** What is wrong with a judge's answer itself. */
function problemWithJudgement({ elements: judged, earlier_difficulty: earlier, difficulty, compared }: Judged, elements: readonly Element[], instruction: string): string | null {
  const ids = elements.map(({ id }) => id)
  if (judged.length !== ids.length || ids.some((id) => !judged.some((one) => one.id === id))) return 'List each element once, by its id.'
  const strayed = judged.find(({ quote, said }) => (said ? quote.trim() === '' : false) || !instruction.includes(quote))
  if (strayed) return 'Quote the instruction to the letter wherever it says an element; where it does not, "said" is false and the quote is "".'
  if (compared === 'harder' ? difficulty < earlier : difficulty > earlier) return '"compared" contradicts the two ratings of difficulty.'
  return null
}

/** Why an instruction is left out after what the judge says of it; null: it is kept. */
function problemWithJudged({ elements, beyond, answerable, contradictory, compared }: Judged): string | null {
  if (!answerable || contradictory) return 'an evolved instruction cannot be answered, says the judge'
  if (elements.some(({ said }) => !said)) return 'an evolved instruction does not say all its elements, says the judge'
  if (beyond.length > 0) return 'an evolved instruction says more than its elements, says the judge'
  return compared === 'harder' ? null : 'an evolved instruction is not harder than the one before, says the judge'
}

function variantOf(
  { text, generationId, judged }: { text: string; generationId: string; judged: Judged },
  { ref, level, elements, before, base, parts }: { ref: string; level: number; elements: Element[]; before: { ref: string; elements: Element[] } | null; base: Base; parts: Decomposition },
): FoundVariant {
  // What the instruction says itself is no addition to it.
  const isEarlier = (element: Element): boolean => (before ? before.elements.includes(element) : element.span !== null)
  const constraints = elements.filter(({ slot }) => slot === 'constraint')
  const parent = before?.ref ?? base.id
  return {
    ref,
    kind: 'evolved',
    text,
    ...(parent === undefined ? {} : { parent }),
    constraints: [],
    depth: base.depth + level,
    level,
    operation: 'elements',
    meta: {
      method: 'tacie',
      domain: parts.domain,
      taskType: parts.taskType,
      elements: elements.map(({ id, slot, text, span, dependsOn }) => ({ id, slot, text, span, dependsOn })),
      added: constraints.filter((one) => !isEarlier(one)).map(asAdded),
      earlier: constraints.filter(isEarlier).map(asAdded),
      difficulty: { judged: judged.difficulty, before: judged.earlier_difficulty, reason: judged.reason },
    },
    generationId,
  }
}

function asAdded({ id, text, type, checker }: Element): AddedConstraint {
  return { id, text, type: type ?? 'unmapped', checker }
}
