import { hasContent, isSpaceUnit, pyLstrip, pyRemovePrefix, pyRemoveSuffix, pyRstrip, pyStrip } from '#lib/text/python.ts'
import { textArgument } from '../instruction.ts'
import type { OfficialInstruction } from '../instruction.ts'
import { argumentPattern, isPlain } from './argument-pattern.ts'
import { countArgument } from './compare.ts'
import { isPythonJson } from './python-json.ts'

const numberBulletLists: OfficialInstruction = {
  id: 'detectable_format:number_bullet_lists',
  kwargs: ['num_bullets'],
  follows(response, kwargs) {
    return bullets(response, '*') + bullets(response, '-') === countArgument(kwargs, 'num_bullets')
  },
}

/**
 * Lines whose first mark is the given one. An asterisk needs a character after it that is no asterisk, and takes a newline for
 * one: then the line after it belongs to the bullet.
 */
function bullets(text: string, mark: '*' | '-'): number {
  let count = 0
  let line = 0
  while (line < text.length) {
    let at = line
    while (isSpaceUnit(text.charCodeAt(at))) at++
    const found = text[at] === mark && (mark === '-' || (at + 1 < text.length && text[at + 1] !== '*'))
    if (found) count++
    const rest = found && mark === '*' ? at + 2 : at
    // An empty line after an asterisk alone is a line of its own: the newline before it was taken, the one that ends it was not.
    line = rest > at && text[rest - 1] === '\n' && text[rest] === '\n' ? rest : lineAfter(text, rest)
  }
  return count
}

function lineAfter(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}

const options = ['My answer is yes.', 'My answer is no.', 'My answer is maybe.']

const constrainedResponse: OfficialInstruction = {
  id: 'detectable_format:constrained_response',
  kwargs: [],
  follows: (response) => options.some((option) => response.includes(option)),
}

/** Spans between single asterisks and spans between double ones; one between double ones may count twice. */
const numberHighlightedSections: OfficialInstruction = {
  id: 'detectable_format:number_highlighted_sections',
  kwargs: ['num_highlights'],
  follows(response, kwargs) {
    return filledSpans(response, '*') + filledSpans(response, '**') >= countArgument(kwargs, 'num_highlights')
  },
}

/** Spans on one line from one mark to the next, without asterisks in between, that hold more than white space. */
function filledSpans(text: string, mark: '*' | '**'): number {
  let count = 0
  let newline = text.indexOf('\n')
  let open = text.indexOf(mark)
  while (open >= 0) {
    const from = open + mark.length
    const close = text.indexOf('*', from)
    if (close < 0) break
    while (newline >= 0 && newline < from) newline = text.indexOf('\n', from)
    const isSpan = (newline < 0 || newline > close) && text.startsWith(mark, close)
    if (isSpan && hasContent(text.slice(from, close))) count++
    open = text.indexOf(mark, isSpan ? close + mark.length : open + 1)
  }
  return count
}

/** A pattern with capturing groups counts each of them, as Python's `re.split` hands them out too. */
const multipleSections: OfficialInstruction = {
  id: 'detectable_format:multiple_sections',
  kwargs: ['section_spliter', 'num_sections'],
  follows(response, kwargs) {
    const splitter = pyStrip(textArgument(kwargs, 'section_spliter'))
    // Without spaces and more digits around it the count is the same, unless the splitter itself can take them.
    const short = isPlain(splitter) && !/[\d\\[.]/.test(splitter)
    const pattern = argumentPattern(short ? `${splitter}\\s?\\d` : `\\s?${splitter}\\s?\\d+\\s?`)
    return pattern.count(response) * (1 + pattern.groups) >= countArgument(kwargs, 'num_sections')
  },
}

const fences = ['```json', '```Json', '```JSON', '```']

const jsonFormat: OfficialInstruction = {
  id: 'detectable_format:json_format',
  kwargs: [],
  follows(response) {
    const inside = fences.reduce(pyRemovePrefix, pyStrip(response))
    return isPythonJson(pyStrip(pyRemoveSuffix(inside, '```')))
  },
}

/** From the first double bracket of a line to the last. */
const title: OfficialInstruction = {
  id: 'detectable_format:title',
  kwargs: [],
  follows(response) {
    return response.split('\n').some((line) => {
      const open = line.indexOf('<<')
      const close = line.lastIndexOf('>>')
      if (open < 0 || close < open + 3) return false
      return hasContent(pyRstrip(pyLstrip(line.slice(open, close + 2), '<'), '>'))
    })
  },
}

export const formatInstructions: readonly OfficialInstruction[] = [
  numberBulletLists,
  constrainedResponse,
  numberHighlightedSections,
  multipleSections,
  jsonFormat,
  title,
]
