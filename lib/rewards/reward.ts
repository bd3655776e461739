import { checkConstraint } from '#lib/constraints/index.ts'
import { evaluateBoth } from '#lib/constraints/official/evaluate.ts'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { InstructionError } from '#lib/constraints/official/instruction.ts'
import type { InstructionReward, Reward, RewardItem } from '#lib/rewards/contract.ts'

/**
 * The reward of a response: for each instruction, one of the benchmarks' (IFEval, IFBench) by its official id or a checker of ours, the verdict of
 * the benchmark's own verifier, strict and loose, and that of the sentence's meaning. What cannot be checked earns nothing and says why;
 * it never throws.
 */
export function rewardOf(item: RewardItem): Reward {
  return shares(item.instruction_id_list.map((_, index) => instructionReward(item, index)))
}

/** The shares of instructions that are met. */
export function shares(instructions: InstructionReward[]): Reward {
  const share = (meets: (each: InstructionReward) => boolean): number => instructions.filter(meets).length / Math.max(1, instructions.length)
  return { strict: share(({ strict }) => strict === true), loose: share(({ loose }) => loose === true), sound: share(({ sound }) => sound === 'pass'), instructions }
}

/** What `rewardOf` says of the instruction at one place of the list. */
export function instructionReward({ response, prompt, instruction_id_list: ids, kwargs: all }: RewardItem, index: number): InstructionReward {
  const id = ids[index] ?? ''
  const given = all[index] ?? {}
  // Files made by way of a table hold every argument of every instruction, null where it is another's.
  const kwargs = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  const { outcome, detail, evidence } = checkConstraint({ id, kwargs }, response)
  const spans = evidence.map(({ start, end }) => ({ start, end }))
  const official = benchmarks.get('ifbench')
  if (!official?.has(id) || outcome === 'error') {
    const met = outcome === 'error' ? null : checkConstraint({ id, kwargs }, response, 'official').outcome === 'pass'
    return { id, strict: met, loose: met, sound: outcome, detail, evidence: spans }
  }
  try {
    const { strict, loose } = evaluateBoth(official, { prompt, instruction_id_list: [id], kwargs: [kwargs], response })
    return { id, strict: strict[0] ?? null, loose: loose[0] ?? null, sound: outcome, detail, evidence: spans }
  } catch (error) {
    if (!(error instanceof InstructionError)) throw error
    return { id, strict: null, loose: null, sound: 'error', detail: `The check could not run. ${error.message}`, evidence: [] }
  }
}
