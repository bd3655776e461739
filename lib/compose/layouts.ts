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
  /** `from`: how many stand before these, so that numbers go on. */
  join(texts: readonly string[], from?: number): string
}

/** How instruction and constraints stand to each other. `list` is the constraints as a connector set them. */
interface Layout {
  id: string
  /** Fits a list of lines; only those that do not are for sentences in a row. */
  inRow: boolean
  write(instruction: string, list: string): string
}

const lines = (mark: (index: number) => string) => (texts: readonly string[], from = 0) => texts.map((text, index) => mark(from + index) + text).join('\n')
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

const leadInsFurther = [
  'Beyond that, keep to this:',
  'And mind the rest of the requirements:',
  'These hold for your answer as well:',
  'Further requirements:',
  'Just as important:',
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
export function layOut(parts: Parts, rng: Rng): Composed {
  const { write, ...chosen } = choose(parts, rng)
  return { text: write(parts.constraints), ...named(chosen) }
}

/** The same with some constraints left for another place, where they go on under a lead-in of their own with the same marks. */
export function layOutApart({ instruction, constraints }: Parts, further: readonly string[], rng: Rng): Composed & { further: string } {
  const { write, ...chosen } = choose({ instruction }, rng)
  return { text: write(constraints), further: `${rng.pick(leadInsFurther)}\n${chosen.connector.join(further, constraints.length)}`, ...named(chosen) }
}

function choose({ instruction }: Pick<Parts, 'instruction'>, rng: Rng): { layout: string; connector: Connector; write(constraints: readonly string[]): string } {
  const layout = rng.pick(layouts)(rng)
  const oneLine = layout.inRow && !instruction.includes('\n')
  const connector = oneLine ? inRow : rng.pick(listed)
  const chosen = layout.inRow && !oneLine ? { ...layout, id: 'bare-lines', write: (text: string, list: string) => `${text}\n\n${list}` } : layout
  return { layout: chosen.id, connector, write: (constraints) => chosen.write(instruction, connector.join(constraints)) }
}

function named({ layout, connector }: { layout: string; connector: Connector }): Omit<Composed, 'text'> {
  return { layout, connector: connector.id }
}

/** The constraints by themselves, under a lead-in: for a place away from their instruction. */
export function layOutAlone(constraints: readonly string[], rng: Rng): Composed {
  const connector = rng.pick(listed)
  return { text: `${rng.pick(leadIns)}\n${connector.join(constraints)}`, layout: 'lead-in', connector: connector.id }
}
