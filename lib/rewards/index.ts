/**
 * `pincer/constraints`: the checkers without server and database, for whoever trains or evaluates. `reward` gives what POST /api/v1/reward gives;
 * `checkConstraint` decides one constraint, and `compileConstraint` finds the checker of a sentence.
 */
export { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
export type { CheckerRef, CheckResult, EvidenceSpan, VerdictOutcome } from '#lib/constraints/index.ts'
export { rewardOf as reward } from '#lib/rewards/reward.ts'
export type { InstructionReward, Reward, RewardItem } from '#lib/rewards/contract.ts'
