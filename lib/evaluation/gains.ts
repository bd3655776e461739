import { mapRawType } from '#lib/constraints/index.ts'
import type { InstructionCounts } from '#lib/evaluation/compare-answers.ts'
import type { Gains } from '#lib/evaluation/contract.ts'
import { gainOf, type PairedCounts } from '#lib/evaluation/paired-interval.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

const none: PairedCounts = { both: 0, onlyBefore: 0, onlyAfter: 0, neither: 0 }

/** The sum of counts, taking each thing for one that was looked at by itself. */
export function summedCounts(all: readonly PairedCounts[]): PairedCounts {
  return all.reduce((sum, each) => ({ both: sum.both + each.both, onlyBefore: sum.onlyBefore + each.onlyBefore, onlyAfter: sum.onlyAfter + each.onlyAfter, neither: sum.neither + each.neither }), none)
}

/** The gains of an evaluation, strict or loose: of prompts, of instructions, and of each type, the greatest gain first. Null where there are no such verdicts. */
export function gainsOf(all: readonly InstructionCounts[], isLoose: boolean): Gains | null {
  const counts = all.filter((each) => each.isLoose === isLoose)
  const ofInstructions = counts.filter(({ instruction }) => instruction !== '')
  const prompts = gainOf(summedCounts(counts.filter(({ instruction }) => instruction === '')))
  const instructions = gainOf(summedCounts(ofInstructions))
  if (!prompts || !instructions) return null
  const byType = Map.groupBy(ofInstructions, ({ instruction }) => mapRawType(instruction))
  const types = [...byType].flatMap(([type, rows]) => {
    const gain = gainOf(summedCounts(rows))
    return gain ? [{ type, label: typeLabel(type), instructions: rows.map(({ instruction }) => instruction).toSorted(), gain }] : []
  })
  return { prompts, instructions, types: types.toSorted((a, b) => b.gain.gain - a.gain.gain || b.gain.n - a.gain.n || a.label.localeCompare(b.label)) }
}
