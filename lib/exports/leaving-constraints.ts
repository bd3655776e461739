import { besideInstruction } from '#lib/compose/asked-already.ts'
import type { BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { contaminationOfText } from '#lib/exports/contaminated-by.ts'
import type { ExportConstraint, ExportFormat } from '#lib/exports/formats/format.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { truthGate } from '#lib/exports/truth-gate.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** An accepted constraint that is not stated, and why. */
export interface NotStated {
  type: string
  text: string
  reason: string
}

/** What may be stated of a pair. */
export interface Leaving {
  constraints: ExportConstraint[]
  notStated: NotStated[]
  /** Why there is nothing; null where there is something. */
  problem: string | null
}

const notExpressed = 'this format cannot verify it'
const refusedByReader = 'its verifier in this format finds that it does not hold'

/** Holds a pair's accepted constraints to the truth gate, to what the format can express, to the benchmarks where there are some, and to what the instruction asks for itself. */
export function leavingConstraints(pair: AcceptedPair, format: Pick<ExportFormat, 'expresses' | 'refutes'>, recipe: Pick<ExportParams, 'instruction'>, benchmarks: BenchmarkGrams | null): Leaving {
  const notStated: NotStated[] = []
  const constraints: ExportConstraint[] = []
  let holding = 0
  for (const accepted of pair.constraints) {
    const { type, text, checker, stated } = accepted
    const answer = truthGate(accepted, pair.response)
    if (!answer.passes) {
      notStated.push({ type, text, reason: answer.reason })
      continue
    }
    holding++
    const constraint = (answer.proven ? stated?.proven : stated?.judged) ?? { type, text, checker, proven: answer.proven }
    const reason = whyNotVerified(constraint, format, pair.response) ?? contaminationOfText(text, benchmarks)
    if (reason === null) constraints.push(constraint)
    else notStated.push({ type, text, reason })
  }
  const beside = besideInstruction(constraints, instructionsOf(pair, recipe))
  notStated.push(...beside.leftOut.map(({ constraint: { type, text }, reason }) => ({ type, text, reason })))
  const problem = holding === 0 ? 'every accepted constraint is refuted' : constraints.length === 0 ? (notStated.some(({ reason }) => reason === notExpressed || reason === refusedByReader) ? 'no constraint that this format can verify' : 'every constraint has words of a benchmark') : beside.stated.length === 0 ? 'the instruction asks for it all itself, or for other things' : null
  return { constraints: beside.stated, notStated, problem }
}

/** Why a format does not say a constraint that holds; null where it does. */
function whyNotVerified(constraint: ExportConstraint, { expresses, refutes }: Pick<ExportFormat, 'expresses' | 'refutes'>, response: string): string | null {
  if (expresses && !expresses(constraint)) return notExpressed
  return refutes?.(constraint, response) ? refusedByReader : null
}

/** The wordings of the instruction that the prompt may have. */
export function instructionsOf({ instruction, refinedInstruction }: AcceptedPair, recipe: Pick<ExportParams, 'instruction'>): string[] {
  if (refinedInstruction === null || recipe.instruction === 'original') return [instruction]
  return recipe.instruction === 'refined' ? [refinedInstruction] : [instruction, refinedInstruction]
}
