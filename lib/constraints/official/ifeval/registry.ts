import type { OfficialInstruction } from '../instruction.ts'
import { capitalWordFrequency } from './capitals.ts'
import { combinationInstructions } from './combination.ts'
import { contentInstructions } from './content.ts'
import { formatInstructions } from './format.ts'
import { keywordInstructions } from './keywords.ts'
import { languageInstructions } from './language.ts'
import { lengthInstructions } from './length.ts'

/** The 25 instructions of IFEval (Zhou et al., Instruction-Following Evaluation for Large Language Models, 2023). */
export const ifevalInstructions: readonly OfficialInstruction[] = [
  ...keywordInstructions,
  ...languageInstructions,
  capitalWordFrequency,
  ...lengthInstructions,
  ...contentInstructions,
  ...formatInstructions,
  ...combinationInstructions,
]
