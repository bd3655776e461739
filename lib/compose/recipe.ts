import { z } from 'zod'
import { demonstrationPolicies } from '#lib/compose/demonstrations.ts'

/** What a recipe of an export says of composing, beside instruction, constraints and input. */
export const composeFields = {
  /** At most this many demonstrations before a prompt; how many, from one up, is drawn. */
  demonstrations: z.int().min(0).max(3).default(0),
  /** The share of the prompts that have any. */
  demonstrationShare: z.number().min(0).max(1).default(0.5),
  demonstrationPolicy: z.enum(demonstrationPolicies).default('types'),
}
