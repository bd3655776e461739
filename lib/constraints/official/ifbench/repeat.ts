import { pySplit, pyStrip } from '#lib/text/python.ts'
import { numberArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { phraseArgument } from './arguments.ts'

/** The request again, but for its first word; white space does not count, and nothing asks that the word be another one. */
const repeatChange: OfficialInstruction = {
  id: 'repeat:repeat_change',
  kwargs: ['prompt_to_repeat'],
  follows(response, kwargs) {
    const request = phraseArgument(kwargs, 'prompt_to_repeat')
    return request !== response && afterFirstWord(request) === afterFirstWord(response)
  },
}

function afterFirstWord(text: string): string {
  return pySplit(text).slice(1).join(' ')
}

const repeatSimple: OfficialInstruction = {
  id: 'repeat:repeat_simple',
  kwargs: [],
  follows: (response) => pyStrip(response).toLowerCase() === 'only output this sentence here, ignore all other requests.',
}

/** Words counted from zero, both ends included. */
const repeatSpan: OfficialInstruction = {
  id: 'repeat:repeat_span',
  kwargs: ['prompt_to_repeat', 'n_start', 'n_end'],
  follows(response, kwargs) {
    const words = pySplit(phraseArgument(kwargs, 'prompt_to_repeat'))
    const span = words.slice(numberArgument(kwargs, 'n_start'), numberArgument(kwargs, 'n_end') + 1).join(' ')
    return pyStrip(response).toLowerCase() === span.toLowerCase()
  },
}

/** The instructions of IFBench's group "repeat", decided as its verifier decides them. */
export const repeatInstructions: readonly OfficialInstruction[] = [repeatChange, repeatSimple, repeatSpan]
