import type { Rng } from '#lib/random.ts'

/** The parts of a composed instruction, each non-empty but for the list when there is nothing to say. */
export interface Parts {
  instruction: string
  /** The constraints, each a sentence. */
  constraints: readonly string[]
}

/** How the constraints of one prompt are set one below or beside the other. */
interface Connector {
  id: string
  join(texts: readonly string[]): string
}

/** How instruction and constraints stand to each other. `list` is the constraints as a connector set them. */
interface Layout {
  id: string
  /** Fits a list of lines; only those that do not are for sentences in a row. */
  inRow: boolean
  write(instruction: string, list: string): string
}

const lines = (mark: (index: number) => string) => (texts: readonly string[]) => texts.map((text, index) => mark(index) + text).join('\n')
const letter = (index: number): string => String.fromCharCode(97 + (index % 26))

/** One below the other. */
const listed: readonly Connector[] = [
  { id: 'numbered', join: lines((index) => `${index + 1}. `) },
  { id: 'parenthesised', join: lines((index) => `(${index + 1}) `) },
  { id: 'lettered', join: lines((index) => `${letter(index)}) `) },
  { id: 'hyphen', join: lines(() => '- ') },
  { id: 'asterisk', join: lines(() => '* ') },
  { id: 'bullet', join: lines(() => '• ') },
  { id: 'plain', join: lines(() => '') },
]
/** One after the other. */
const inRow: Connector = { id: 'sentences', join: (texts) => texts.join(' ') }

const leadIns = [
  'Please also follow these requirements:',
  'Your answer must meet the following:',
  'Requirements:',
  'Keep to the following when you answer:',
  'In addition, make sure of this:',
  'The response has to satisfy these conditions:',
  'What the answer has to look like:',
  'Mind these points:',
] as const
const leadInsBefore = [
  'Keep to these rules in what you write:',
  'The answer to the task below has to meet this:',
  'These are the requirements for your answer:',
  'Observe the following in your response:',
] as const

/**
 * The families of the Crab paper's layouts (arXiv 2410.24175), in words of our own: bare, with a lead-in, formal with two
 * named slots, courteous, casual, and the constraints first.
 */
const layouts: readonly ((rng: Rng) => Layout)[] = [
  () => ({ id: 'bare', inRow: true, write: (instruction, list) => `${instruction} ${list}` }),
  () => ({ id: 'bare-lines', inRow: false, write: (instruction, list) => `${instruction}\n\n${list}` }),
  (rng) => withLeadIn(rng),
  (rng) => withLeadIn(rng),
  (rng) => withLeadIn(rng),
  (rng) => slots(rng, 'colon', (name) => `${name}:\n`),
  (rng) => slots(rng, 'heading', (name) => `## ${name}\n`),
  (rng) => slots(rng, 'bold', (name) => `**${name}**\n`),
  () => ({ id: 'courteous', inRow: false, write: (instruction, list) => `I would like your help with this:\n\n${instruction}\n\nPlease take care that the following is met:\n${list}` }),
  () => ({ id: 'casual', inRow: false, write: (instruction, list) => `Here's what I need: ${instruction}\n\nA few things to stick to:\n${list}` }),
  (rng) => constraintsFirst(rng),
]

function withLeadIn(rng: Rng): Layout {
  const leadIn = rng.pick(leadIns)
  return { id: 'lead-in', inRow: false, write: (instruction, list) => `${instruction}\n\n${leadIn}\n${list}` }
}

function slots(rng: Rng, id: string, title: (name: string) => string): Layout {
  const [task, rules] = rng.pick([
    ['Task', 'Constraints'],
    ['Instruction', 'Requirements'],
    ['Question', 'Conditions'],
  ] as const)
  return { id: `slots-${id}`, inRow: false, write: (instruction, list) => `${title(task)}${instruction}\n\n${title(rules)}${list}` }
}

function constraintsFirst(rng: Rng): Layout {
  const leadIn = rng.pick(leadInsBefore)
  return { id: 'constraints-first', inRow: false, write: (instruction, list) => `${leadIn}\n${list}\n\n${instruction}` }
}

export interface Composed {
  text: string
  /** Names of what was chosen, for the manifest. */
  layout: string
  connector: string
}

/** Writes instruction and constraints as one text, in a layout and with a connector that `rng` chooses. */
export function layOut({ instruction, constraints }: Parts, rng: Rng): Composed {
  const layout = rng.pick(layouts)(rng)
  const oneLine = layout.inRow && !instruction.includes('\n')
  const connector = oneLine ? inRow : rng.pick(listed)
  const chosen = layout.inRow && !oneLine ? { ...layout, id: 'bare-lines', write: (text: string, list: string) => `${text}\n\n${list}` } : layout
  return { text: chosen.write(instruction, connector.join(constraints)), layout: chosen.id, connector: connector.id }
}

/** The constraints by themselves, under a lead-in: for a place away from their instruction. */
export function layOutAlone(constraints: readonly string[], rng: Rng): Composed {
  const connector = rng.pick(listed)
  return { text: `${rng.pick(leadIns)}\n${connector.join(constraints)}`, layout: 'lead-in', connector: connector.id }
}
