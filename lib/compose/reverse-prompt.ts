import type { ReverseAsk, TargetFormat } from '#lib/compose/reverse-target.ts'
import type { Rng } from '#lib/random.ts'

/** What a reverse prompt shows and asks for. */
export interface ReverseQuestion {
  instruction: string
  input: string | null
  response: string
  asks: ReverseAsk
  format: TargetFormat
  graded: boolean
  /** How many constraints the answer names. */
  constraints: number
}

const openings = [
  'Below are an instruction and a response to it.',
  'Here is an exchange: somebody asked for something, and got the response below.',
  'Read this instruction and the response that was given to it.',
  'You are shown a response together with the short instruction that it answers.',
  'Look at the response below and at what was asked for.',
] as const

const tasks: Record<ReverseAsk, readonly string[]> = {
  constraints: [
    'Name constraints that the response meets and the instruction does not ask for.',
    'What further requirements does the response fulfil? State them as one would have asked for them.',
    'Work out from the response which additional constraints could have been part of the instruction.',
    'State requirements that could be added to the instruction so that this response would still be right.',
  ],
  refined: [
    'Rewrite the instruction so that it says more precisely what this response delivers.',
    'Write the instruction again, in words from which this very response would follow more clearly.',
    'Refine the instruction in view of the response.',
  ],
  both: [
    'Rewrite the instruction so that it says more precisely what this response delivers, and name constraints that the response meets beside it.',
    'Refine the instruction in view of the response; then state the further requirements that the response fulfils.',
    'Write the instruction again, more precisely, and list the constraints that the response meets.',
  ],
}

const marks = [
  ['<response>', '</response>'],
  ['"""', '"""'],
  ['--- begin of the response ---', '--- end of the response ---'],
  ['[Response]', '[End of the response]'],
] as const

/** Asks for what a response shows. Form and order vary; what is asked for and how the answer is written come from the same question. */
export function reversePrompt(question: ReverseQuestion, rng: Rng): string {
  const opening = rng.pick(openings)
  const task = `${rng.pick(tasks[question.asks])} ${formatOrder(question, rng.next() >= 0.5)}`
  const shown = rng.shuffle([askedFor(question, rng), responded(question.response, rng)]).join('\n\n')
  return rng.next() < 0.5 ? `${opening} ${task}\n\n${shown}` : `${opening}\n\n${shown}\n\n${task}`
}

function askedFor({ instruction, input }: ReverseQuestion, rng: Rng): string {
  const heading = rng.pick(['Instruction:', 'The instruction:', 'What was asked for:'])
  return input ? `${heading}\n${instruction}\n\n${input}` : `${heading}\n${instruction}`
}

/** The response between marks, of which the closing one does not occur in it. */
function responded(response: string, rng: Rng): string {
  const [open, close] = rng.shuffle(marks).find(([, end]) => !response.includes(end)) ?? longer(response)
  return `${open}\n${response}\n${close}`
}

function longer(response: string): [string, string] {
  const longest = Math.max(2, ...(response.match(/=+/g) ?? []).map((run) => run.length))
  const line = '='.repeat(longest + 1)
  return [line, line]
}

/**
 * Whether a prompt asks this very question: what for, how the answer is to be written, and how many constraints, where it says so. The task stands
 * at the end of the first paragraph or is the last one; the texts that are shown are not looked through.
 */
export function asksQuestion(prompt: string, question: Omit<ReverseQuestion, 'instruction' | 'input' | 'response'>): boolean {
  const end = prompt.indexOf('\n\n')
  const first = end < 0 ? prompt : prompt.slice(0, end)
  const last = prompt.slice(prompt.lastIndexOf('\n\n') + 2)
  const orders = [formatOrder(question, true), formatOrder(question, false)]
  return tasks[question.asks].some((task) => orders.some((order) => last === `${task} ${order}` || openings.some((opening) => first === `${opening} ${task} ${order}`)))
}

/** How the answer is to be written; `saysHowMany`: and how many constraints it has. */
function formatOrder({ asks, format, graded, constraints }: Omit<ReverseQuestion, 'instruction' | 'input' | 'response'>, saysHowMany: boolean): string {
  const n = saysHowMany && asks !== 'refined' ? ` There should be ${constraints} of them.` : ''
  if (format === 'json') return `Answer with one JSON object and nothing else: ${jsonShape(asks, graded)}.${n}`
  const list = format === 'hyphens' ? 'one a line, each behind a hyphen' : 'as a numbered list, one a line'
  if (format === 'headings' || asks === 'both') {
    const said = { refined: 'Put the instruction under the heading "## Refined instruction".', constraints: `Put the constraints under the heading "## Constraints", ${list}.`, both: `Put the instruction under the heading "## Refined instruction" and the constraints under "## Constraints", ${list}.` }
    return `${said[asks]}${n}`
  }
  return asks === 'refined' ? 'Answer with the instruction alone.' : `Write the constraints ${list}, and nothing else.${n}`
}

function jsonShape(asks: ReverseAsk, graded: boolean): string {
  const refined = '"refined_instruction" is a string'
  const list = graded
    ? '"constraints" is a list of objects with "text" and "strength", which is "weak" where most other responses would meet it too, "telling", "strong" where few would, or null where it cannot be told'
    : '"constraints" is a list of strings'
  return { refined, constraints: list, both: `${refined}, ${list}` }[asks]
}
