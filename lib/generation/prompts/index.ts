import { backtranslateGlobalPrompt, backtranslateLocalPrompt } from './backtranslate.ts'
import { judgePrompt } from './judge.ts'
import type { Prompt } from './prompt.ts'
import { refinePrompt } from './refine.ts'
import { relabelPrompt } from './relabel.ts'

/** Every prompt there is: its words are checked and its version is pinned in the test beside this file. */
export const prompts: readonly Prompt[] = [refinePrompt, backtranslateGlobalPrompt, backtranslateLocalPrompt, judgePrompt, relabelPrompt]
