import { pySpace, pyStrip } from '#lib/text/python.ts'
import { textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { argumentPattern, isPlain } from './argument-pattern.ts'
import { countArgument } from './compare.ts'

const numberPlaceholders: OfficialInstruction = {
  id: 'detectable_content:number_placeholders',
  kwargs: ['num_placeholders'],
  follows(response, kwargs) {
    const wanted = countArgument(kwargs, 'num_placeholders')
    return response.split('\n').reduce((sum, line) => sum + placeholders(line), 0) >= wanted
  },
}

/** From an opening bracket to the next closing one. */
function placeholders(line: string): number {
  let count = 0
  let open = line.indexOf('[')
  while (open >= 0) {
    const close = line.indexOf(']', open)
    if (close < 0) return count
    count++
    open = line.indexOf('[', close)
  }
  return count
}

const spacedPostscript = new RegExp(`p\\.${pySpace}?s\\.`, 'u')
const spacedSecondPostscript = new RegExp(`p\\.${pySpace}?p\\.${pySpace}?s`, 'u')

/** Anywhere in the text. Any other marker than the two of the benchmark is a pattern, so that its stops match any character. */
const postscript: OfficialInstruction = {
  id: 'detectable_content:postscript',
  kwargs: ['postscript_marker'],
  follows(response, kwargs) {
    const marker = pyStrip(textArgument(kwargs, 'postscript_marker'))
    const text = response.toLowerCase()
    if (marker === 'P.P.S') return spacedSecondPostscript.test(text)
    if (marker === 'P.S.') return spacedPostscript.test(text)
    const pattern = marker.toLowerCase()
    return argumentPattern(isPlain(pattern) ? pattern : `\\s*${pattern}.*$`, { multiline: true }).search(text)
  },
}

export const contentInstructions: readonly OfficialInstruction[] = [numberPlaceholders, postscript]
