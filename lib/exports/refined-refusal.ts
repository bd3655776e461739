import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** Why a recipe of refined instructions leaves a pair out whose own may not leave; null where it does not. */
export function refinedRefusal({ refinedStays }: Pick<AcceptedPair, 'refinedStays'>, { instruction }: Pick<ExportParams, 'instruction'>): string | null {
  return instruction === 'refined' && refinedStays ? 'refined instruction not accepted' : null
}
