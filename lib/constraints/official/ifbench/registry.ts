import type { OfficialInstruction } from '../instruction.ts'
import { countInstructions } from './count.ts'
import { customInstructions } from './custom.ts'
import { formatInstructions } from './format.ts'
import { ratioInstructions } from './ratio.ts'
import { repeatInstructions } from './repeat.ts'
import { sentenceInstructions } from './sentence.ts'
import { wordsInstructions } from './words.ts'

/**
 * The 58 instructions of IFBench (arXiv 2507.02833), decided as the newest version of its verifier decides them with NLTK 3.9: also where
 * that is not what the instruction says. How far each can be relied on for other ends: `ifbenchGrades`.
 */
export const ifbenchInstructions: readonly OfficialInstruction[] = [
  ...countInstructions,
  ...ratioInstructions,
  ...wordsInstructions,
  ...sentenceInstructions,
  ...formatInstructions,
  ...customInstructions,
  ...repeatInstructions,
]
