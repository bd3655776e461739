import { checkConstraint } from '#lib/constraints/index.ts'
import { judgeConstraint } from '#lib/generation/judging.ts'
import { replaced, replacement, type Replacement } from '#lib/generation/replacing.ts'
import type { ConstraintState, Step } from '#lib/generation/step.ts'
import { together } from '#lib/generation/together.ts'

/**
 * Whether the response meets each constraint that no program decides (the check stage of Crab, arXiv 2410.24175, failing closed). A constraint
 * that is found false gives way to the judge's repaired text, if that holds in its turn.
 */
export const judge: Step<'judge'> = {
  name: 'judge',
  async work({ pair, settings, ask }) {
    const bench = { step: 'judge' as const, votes: settings.votes, temperature: settings.temperature, endpointId: settings.endpointId }
    const open = pair.constraints.filter((constraint) => (settings.judged || !constraint.judged) && !decidedByProgram(constraint, pair.response))
    if (open.length === 0) return { dropped: 'no constraint needs a judge' }
    const judged = await together(open.map(async (constraint) => ({ constraint, ...(await judgeConstraint(constraint.text, pair, bench, ask)) })))
    const replacements: Replacement[] = []
    for (const { constraint, judgement, repairs } of judged) {
      if (!settings.repair || judgement.outcome !== 'fail') continue
      const others = [...pair.constraints.filter(({ id }) => id !== constraint.id), ...replacements]
      const found = await replacement(constraint, repairs, pair, others, bench, ask)
      if (found) replacements.push(found)
    }
    return {
      verdicts: judged.map(({ constraint, judgement }) => ({ constraintId: constraint.id, ...judgement })),
      ...replaced(pair, replacements),
    }
  },
}

/** Asked of the program itself: a stored outcome may be a judge's. */
function decidedByProgram({ checker }: ConstraintState, response: string): boolean {
  if (!checker) return false
  const { outcome } = checkConstraint(checker, response)
  return outcome === 'pass' || outcome === 'fail'
}
