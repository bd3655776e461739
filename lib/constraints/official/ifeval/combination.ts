import { hasContent, pyStrip } from '#lib/text/python.ts'
import { InstructionError, textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'

const twoResponses: OfficialInstruction = {
  id: 'combination:two_responses',
  kwargs: [],
  follows(response) {
    const parts = response.split('******')
    const blankInside = parts.slice(1, -1).some((part) => !hasContent(part))
    const [first, second, ...more] = parts.filter(hasContent)
    return !blankInside && first !== undefined && second !== undefined && more.length === 0 && pyStrip(first) !== pyStrip(second)
  },
}

const repeatPrompt: OfficialInstruction = {
  id: 'combination:repeat_prompt',
  kwargs: ['prompt_to_repeat'],
  follows(response, kwargs) {
    const prompt = textArgument(kwargs, 'prompt_to_repeat')
    if (prompt === '') throw new InstructionError('kwargs.prompt_to_repeat is empty; it should be the prompt to repeat')
    return pyStrip(response).toLowerCase().startsWith(pyStrip(prompt).toLowerCase())
  },
}

const endChecker: OfficialInstruction = {
  id: 'startend:end_checker',
  kwargs: ['end_phrase'],
  follows(response, kwargs) {
    const phrase = pyStrip(pyStrip(textArgument(kwargs, 'end_phrase')).toLowerCase())
    return pyStrip(pyStrip(response), '"').toLowerCase().endsWith(phrase)
  },
}

const quotation: OfficialInstruction = {
  id: 'startend:quotation',
  kwargs: [],
  follows(response) {
    const text = pyStrip(response)
    return text.length > 1 && text.startsWith('"') && text.endsWith('"')
  },
}

const noComma: OfficialInstruction = {
  id: 'punctuation:no_comma',
  kwargs: [],
  follows: (response) => !response.includes(','),
}

export const combinationInstructions: readonly OfficialInstruction[] = [twoResponses, repeatPrompt, endChecker, quotation, noComma]
