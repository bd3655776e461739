import { z } from 'zod'
import { compileConstraint, mapRawType } from '#lib/constraints/index.ts'
import type { VariantState } from '#lib/generation/step.ts'

/**
 * A constraint that an evolved instruction carries. It belongs to the variant, never to the pair: the pair's own response was not written
 * to it and mostly fails it.
 */
export const addedConstraint = z.object({
  /** Names it within its chain, such as `added 2.1`: the first of round 2. */
  id: z.string(),
  text: z.string(),
  /** The vocabulary's. */
  type: z.string(),
  checker: z.object({ id: z.string(), kwargs: z.record(z.string(), z.unknown()), version: z.number() }).nullable(),
})
export type AddedConstraint = z.infer<typeof addedConstraint>

/** What a variant's meta says of its constraints: what it adds to its parent, and what its parent had before. */
const carried = z.object({ added: z.array(addedConstraint), earlier: z.array(addedConstraint).default([]) })

/** The constraints that a variant carries beside those of the pair; none where its meta names none. */
export function carriedConstraints({ meta }: Pick<VariantState, 'meta'>): z.infer<typeof carried> {
  const read = carried.safeParse(meta)
  return read.success ? read.data : { added: [], earlier: [] }
}

/** A constraint that a model adds to an instruction, compiled where its sentence can be. */
export function readAdded(id: string, { text, type }: { text: string; type: string }): AddedConstraint {
  const plain = text.replace(/\s+/g, ' ').trim()
  const compiled = compileConstraint(plain, { rawType: type })
  return { id, text: plain, type: compiled?.type ?? mapRawType(type), checker: compiled?.checker ?? null }
}
