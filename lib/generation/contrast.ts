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

interface Text {
  /** `response` for the pair's own, `answer 0` for a sample. */
  name: string
  text: string
}

/** Confounds are kept small: neither text is more than twice as long as the other (METHODS, preference pairs of ECD). */
const mostTimesLonger = 2

/**
 * How many pairs of an answer to an evolved instruction and a text that answers its parent are a preference (Evolutionary Contrastive
 * Distillation, arXiv 2410.07513, with the gates it leaves open): the first meets every demand; the second meets all earlier ones and fails
 * at least one of those that were added; their lengths are alike. The value is the share of pairs of which this is certain; those that only
 * demands decide that no program can check are counted apart. Null where there is nothing to compare.
 */
export function contrastOf(pair: Pick<PairState, 'constraints'>, variant: VariantState, answers: readonly Text[], parentTexts: readonly Text[]): FoundMeasurement | null {
  const { added, earlier } = demandsOf(pair, variant)
  if (added.length === 0 || answers.length === 0 || parentTexts.length === 0) return null
  const all = [...earlier, ...added]
  const soft = all.filter(({ checker }) => checker === null).map(({ id }) => id)
  const kept: { chosen: string; rejected: string; violated: string[] }[] = []
  const open: { chosen: string; rejected: string }[] = []
  const refused: Record<string, number> = {}
  for (const chosen of answers) {
    for (const rejected of parentTexts) {
      const found = gate(chosen.text, rejected.text, { added, earlier })
      if (found.outcome === 'kept') kept.push({ chosen: chosen.name, rejected: rejected.name, violated: found.violated })
      else if (found.outcome === 'open') open.push({ chosen: chosen.name, rejected: rejected.name })
      else refused[found.reason] = (refused[found.reason] ?? 0) + 1
    }
  }
  const n = answers.length * parentTexts.length
  return { kind: 'contrast', value: kept.length / n, n, variantId: variant.id, detail: { kept, open, refused, soft } }
}

type Gate = { outcome: 'kept'; violated: string[] } | { outcome: 'open' } | { outcome: 'refused'; reason: string }

function gate(chosen: string, rejected: string, { added, earlier }: { added: Demand[]; earlier: Demand[] }): Gate {
  const ofChosen = checksOf([...earlier, ...added], chosen)
  if (ofChosen.some(({ outcome }) => outcome === 'fail')) return { outcome: 'refused', reason: 'the answer fails a demand' }
  const [earlierOfRejected, addedOfRejected] = [checksOf(earlier, rejected), checksOf(added, rejected)]
  if (earlierOfRejected.some(({ outcome }) => outcome === 'fail')) return { outcome: 'refused', reason: 'the text before fails an earlier demand' }
  const allAddedPass = addedOfRejected.length === added.length && addedOfRejected.every(({ outcome }) => outcome === 'pass')
  if (allAddedPass) return { outcome: 'refused', reason: 'the text before meets what was added' }
  const lengths = [chosen.length, rejected.length]
  if (Math.max(...lengths) > mostTimesLonger * Math.min(...lengths)) return { outcome: 'refused', reason: 'their lengths differ too much' }
  const violated = addedOfRejected.filter(({ outcome }) => outcome === 'fail').map(({ constraintId }) => constraintId)
  const isCertain =
    [...ofChosen, ...earlierOfRejected].every(({ outcome }) => outcome === 'pass') &&
    ofChosen.length === earlier.length + added.length &&
    violated.length > 0
  return isCertain ? { outcome: 'kept', violated } : { outcome: 'open' }
}
