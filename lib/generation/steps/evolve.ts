import { evolveByElements } from '#lib/generation/evolve/by-elements.ts'
import { evolveByLevels } from '#lib/generation/evolve/by-levels.ts'
import { evolveByOperations } from '#lib/generation/evolve/by-operations.ts'
import type { Step } from '#lib/generation/step.ts'

const methods = { ecd: evolveByOperations, tacie: evolveByElements, conifer: evolveByLevels }

/**
 * Harder instructions as a chain of variants, each of which says all that the one before it says and more. What they add stays with them
 * (added-constraints.ts): of the pair's own response it is mostly false.
 */
export const evolve: Step<'evolve'> = {
  name: 'evolve',
  work: (work) => methods[work.settings.method](work),
}
