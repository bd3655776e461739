import type { StepName } from '#lib/generation/recipe.ts'
import type { Step } from '#lib/generation/step.ts'
import { answer } from './answer.ts'
import { backtranslate } from './backtranslate.ts'
import { difficulty } from './difficulty.ts'
import { evolve } from './evolve.ts'
import { judge } from './judge.ts'
import { lift } from './lift.ts'
import { nearDuplicates } from './near-duplicates.ts'
import { redundancy } from './redundancy.ts'
import { refine } from './refine.ts'
import { relabel } from './relabel.ts'
import { rules } from './rules.ts'
import { satisfaction } from './satisfaction.ts'

/** Every step there is, by its name in a recipe. A new step is a new file and a line here. */
export const steps: { [Name in StepName]: Step<Name> } = {
  rules,
  refine,
  backtranslate,
  judge,
  redundancy,
  near_duplicates: nearDuplicates,
  evolve,
  answer,
  difficulty,
  relabel,
  satisfaction,
  lift,
}
