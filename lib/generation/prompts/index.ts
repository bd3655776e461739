import { backtranslateGlobalPrompt, backtranslateLocalPrompt } from './backtranslate.ts'
import { difficultyPrompt } from './difficulty.ts'
import { decomposePrompt, judgeCompositionPrompt, proposePrompt, recomposePrompt } from './evolve-elements.ts'
import { answerablePrompt, categoriesPrompt, ladderPrompt } from './evolve-levels.ts'
import { evolveOperationsPrompt } from './evolve-operations.ts'
import { judgePrompt } from './judge.ts'
import type { Prompt } from './prompt.ts'
import { refinePrompt } from './refine.ts'
import { relabelPrompt } from './relabel.ts'

/** Every prompt there is: its words are checked and its version is pinned in the test beside this file. */
export const prompts: readonly Prompt[] = [
  refinePrompt,
  backtranslateGlobalPrompt,
  backtranslateLocalPrompt,
  judgePrompt,
  relabelPrompt,
  evolveOperationsPrompt,
  decomposePrompt,
  proposePrompt,
  recomposePrompt,
  judgeCompositionPrompt,
  categoriesPrompt,
  ladderPrompt,
  answerablePrompt,
  difficultyPrompt,
]
