import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'

/** In which order a dataset's pairs are handed out, the default first. */
export const queueOrders = ['id', 'random', 'uncertain', 'rare', 'gaps'] as const
export type QueueOrder = (typeof queueOrders)[number]

/** How a dataset is reviewed (Dataset.policy). What is not said is as it always was: in the order of import, one person for each pair. */
export const reviewPolicy = z.object({
  order: z.enum(queueOrders).default('id'),
  /** order random: where in the shuffled pairs the queue begins. */
  seed: z.int().min(0).max(999_999).default(0),
  /** order gaps: how many constraints are to be accepted in all, in the shares of the dataset's target; 0: always some more than are. */
  goal: z.int().min(0).max(10_000_000).default(0),
  /** How many people decide a pair, each by themselves. */
  overlap: z.int().min(1).max(20).default(1),
  /** Of how many of a hundred pairs that is asked; the others have one reviewer. */
  share: z.int().min(1).max(100).default(100),
  /** Of how many of a hundred constraints that are handed out one more is a check: one of which a program knows whether it holds. */
  goldRate: z.number().min(0).max(10).default(0),
  /** Whether nobody sees what others decided before they have decided the whole pair themselves. */
  blind: z.boolean().default(true),
  /** Whether a pair goes only to people who have its language in their profile; those who name none there get all. */
  byLanguage: z.boolean().default(false),
  /** Pairs that a filter (of the filter language) finds go only to people with a skill in their profile. */
  routes: z.array(z.object({ filter: z.string().trim().min(1).max(500), skill: z.string().trim().min(1).max(50) })).max(20).default([]),
  /** Ids of those who settle what people differ on; empty: the owner and admins. */
  adjudicators: z.array(z.string().max(100)).max(50).default([]),
})
export type ReviewPolicy = z.infer<typeof reviewPolicy>

/** The policy that a dataset's row holds; what cannot be read counts as not said, so that review never stands still for it. */
export function policyOf(stored: unknown): ReviewPolicy {
  const read = reviewPolicy.safeParse(stored)
  return read.success ? read.data : reviewPolicy.parse({})
}

/**
 * Whether somebody decides without being told what others decide, under the policy that a dataset's row holds: where several decide a pair, each
 * by themselves. The owner and admins see everybody's decisions anyway.
 */
export function decidesUnled(actor: Pick<Actor, 'role'>, policy: unknown): boolean {
  const { overlap, blind } = policyOf(policy)
  return overlap > 1 && blind && !mayManage(actor)
}
