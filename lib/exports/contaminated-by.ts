/** As SQL: the benchmarks that a search found in the prompt of "Pair" p, by name; null where it found none. */
export const contaminatedBy = `(SELECT string_agg(k.list, ', ' ORDER BY k.list COLLATE "C") FROM "Contamination" k WHERE k."pairId" = p.id)`

/** Why a recipe leaves a pair out that has words of a benchmark; null where it does not. */
export function contaminationOf(pair: { contaminatedBy: string | null }, recipe: { dropContaminated: boolean }): string | null {
  return recipe.dropContaminated && pair.contaminatedBy !== null ? `its prompt has words of ${pair.contaminatedBy}` : null
}
