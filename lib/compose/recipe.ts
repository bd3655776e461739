import { z } from 'zod'
import { demonstrationPolicies } from '#lib/compose/demonstrations.ts'
import { reverseAsks } from '#lib/compose/reverse-target.ts'

/** What a recipe of an export says of composing, beside instruction, constraints and input. */
export const composeFields = {
  /** At most this many demonstrations before a prompt; how many, from one up, is drawn. */
  demonstrations: z.int().min(0).max(3).default(0),
  /** The share of the prompts that have any. */
  demonstrationShare: z.number().min(0).max(1).default(0.5),
  demonstrationPolicy: z.enum(demonstrationPolicies).default('types'),
  /** The share of the pairs that are turned round: from the response to what could have been asked. */
  reverse: z.number().min(0).max(1).default(0),
  /** `mixed`: whatever the pair has, in like shares. */
  reverseAsks: z.enum([...reverseAsks, 'mixed']).default('mixed'),
  /** Whether the constraints of an answer are graded by how few other responses meet them. */
  reverseGraded: z.boolean().default(false),
}
