import { checkConstraint } from '#lib/constraints/index.ts'
import { carriedConstraints } from '#lib/generation/added-constraints.ts'
import type { CheckerRef, VerdictOutcome } from '#lib/constraints/verdict.ts'
import type { FoundMeasurement, PairState, VariantState } from '#lib/generation/step.ts'

/** A constraint of an instruction, of the pair or of the variant. */
export interface Demand {
  id: string
  checker: CheckerRef | null
}

/** What an instruction demands: what it adds to its parent, and what the parent demanded before. Soft demands have no checker. */
export function demandsOf(pair: Pick<PairState, 'constraints'>, variant: VariantState): { added: Demand[]; earlier: Demand[] } {
  const { added, earlier } = carriedConstraints(variant)
  return { added, earlier: [...pair.constraints.filter(({ id }) => variant.constraintIds.includes(id)), ...earlier] }
}

/** The outcome of each demand that a program can check. */
export function checksOf(demands: readonly Demand[], text: string): { constraintId: string; outcome: VerdictOutcome }[] {
  return demands.flatMap(({ id, checker }) => (checker ? [{ constraintId: id, outcome: checkConstraint(checker, text).outcome }] : []))
}

/** A text by the name that a measurement gives it. */
export interface Text {
  /** `response` for the pair's own, `answer 0` for a sample. */
  name: string
  text: string
}

/** The texts that answer what a variant was evolved from: the answers to its parent, and the pair's response where the chain begins. */
export function textsBefore(pair: Pick<PairState, 'response' | 'variants'>, variant: VariantState, answersTo: (variantId: string | null) => readonly Text[]): Text[] {
  const evolvedFrom = pair.variants.find(({ id }) => id === variant.parentId)
  // The pair's response answers its own instruction, and with the constraints that it meets.
  const own = evolvedFrom?.kind === 'evolved' ? [] : [{ name: 'response', text: pair.response }]
  return [...own, ...answersTo(variant.parentId)]
}

/** Confounds are kept small: neither text is more than twice as long as the other (METHODS, preference pairs of ECD). */
const mostTimesLonger = 2

/** Whether neither of two texts is more than twice as long as the other, so that length does not tell them apart. */
export function alikeInLength(one: string, other: string): boolean {
  return Math.max(one.length, other.length) <= mostTimesLonger * Math.min(one.length, other.length)
}

/**
 * How many pairs of an answer to an evolved instruction and a text that answers its parent are a preference (Evolutionary Contrastive
 * Distillation, arXiv 2410.07513, with the gates it leaves open): the first meets every demand; the second meets all earlier ones and fails
 * at least one of those that were added; their lengths are alike. The value is the share of pairs of which this is certain; those that only
 * demands decide that no program can check are counted apart. Null where there is nothing to compare.
 */
export function contrastOf(pair: Pick<PairState, 'constraints'>, variant: VariantState, answers: readonly Text[], parentTexts: readonly Text[]): FoundMeasurement | null {
  const found = contrasts(pair, variant, answers, parentTexts)
  if (!found) return null
  const { kept, open, refused, soft } = found
  const n = answers.length * parentTexts.length
  return { kind: 'contrast', value: kept.length / n, n, variantId: variant.id, detail: { kept, open, refused, soft } }
}

/** What each pair of an answer and a text before it comes to; texts by their names. */
export interface Contrasts {
  /** Certain preferences; `violated` are the demands that the second fails. */
  kept: { chosen: string; rejected: string; violated: string[] }[]
  /** Those that no program can decide. */
  open: { chosen: string; rejected: string }[]
  /** How many are none, by reason. */
  refused: Record<string, number>
  /** The demands that no program can check. */
  soft: string[]
}

/** The same pairs one by one. Null where there is nothing to compare. */
export function contrasts(pair: Pick<PairState, 'constraints'>, variant: VariantState, answers: readonly Text[], parentTexts: readonly Text[]): Contrasts | null {
  const { added, earlier } = demandsOf(pair, variant)
  if (added.length === 0 || answers.length === 0 || parentTexts.length === 0) return null
  const soft = [...earlier, ...added].filter(({ checker }) => checker === null).map(({ id }) => id)
  const found: Contrasts = { kept: [], open: [], refused: {}, soft }
  for (const chosen of answers) {
    for (const rejected of parentTexts) {
      const answer = gate(chosen.text, rejected.text, { added, earlier })
      const names = { chosen: chosen.name, rejected: rejected.name }
      if (answer.outcome === 'kept') found.kept.push({ ...names, violated: answer.violated })
      else if (answer.outcome === 'open') found.open.push(names)
      else found.refused[answer.reason] = (found.refused[answer.reason] ?? 0) + 1
    }
  }
  return found
}

type Gate = { outcome: 'kept'; violated: string[] } | { outcome: 'open' } | { outcome: 'refused'; reason: string }

function gate(chosen: string, rejected: string, { added, earlier }: { added: Demand[]; earlier: Demand[] }): Gate {
  const ofChosen = checksOf([...earlier, ...added], chosen)
  if (ofChosen.some(({ outcome }) => outcome === 'fail')) return { outcome: 'refused', reason: 'the answer fails a demand' }
  const [earlierOfRejected, addedOfRejected] = [checksOf(earlier, rejected), checksOf(added, rejected)]
  if (earlierOfRejected.some(({ outcome }) => outcome === 'fail')) return { outcome: 'refused', reason: 'the text before fails an earlier demand' }
  const allAddedPass = addedOfRejected.length === added.length && addedOfRejected.every(({ outcome }) => outcome === 'pass')
  if (allAddedPass) return { outcome: 'refused', reason: 'the text before meets what was added' }
  if (!alikeInLength(chosen, rejected)) return { outcome: 'refused', reason: 'their lengths differ too much' }
  const violated = addedOfRejected.filter(({ outcome }) => outcome === 'fail').map(({ constraintId }) => constraintId)
  const isCertain =
    [...ofChosen, ...earlierOfRejected].every(({ outcome }) => outcome === 'pass') &&
    ofChosen.length === earlier.length + added.length &&
    violated.length > 0
  return isCertain ? { outcome: 'kept', violated } : { outcome: 'open' }
}
