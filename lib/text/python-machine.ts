import { pyWord } from './python.ts'
import { PatternError } from './python-syntax.ts'
import type { Assertion, PatternNode } from './python-syntax.ts'
import { unnested } from './unnested-classes.ts'

type Instruction =
  | { op: 'set'; accepts(code: number): boolean }
  | { op: 'notNext'; accepts(code: number): boolean }
  | { op: 'assert'; assertion: Assertion }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'match' }

/** Where a try stands: the next instruction and where in the text it began. */
interface Thread {
  pc: number
  start: number
}

const longestProgram = 2000
const mostSteps = 100_000_000

/**
 * Runs a pattern on all of its possible matches at once (Thompson's construction with Pike's threads), so that time is the
 * length of the text times the length of the pattern. Priorities give the match that a backtracking engine gives. Throws
 * `PatternError` for a pattern whose repeats spell out to more than 2,000 steps.
 */
export function patternMachine(node: PatternNode, ignoreCase: boolean): { search(text: string): boolean; count(text: string): number } {
  const program: Instruction[] = []
  emit(node)
  add({ op: 'match' })
  return {
    search: (text) => find(program, text, 0, false, { left: mostSteps }) !== undefined,
    count(text) {
      const budget = { left: mostSteps }
      let count = 0
      let at = 0
      let mustAdvance = false
      for (;;) {
        const match = find(program, text, at, mustAdvance, budget)
        if (!match) return count
        count++
        at = match.end
        mustAdvance = match.end === match.start
      }
    },
  }

  function add(instruction: Instruction): number {
    if (program.length >= longestProgram) throw new PatternError('the pattern repeats too much to be run')
    return program.push(instruction) - 1
  }

  function emit(part: PatternNode): void {
    if (part.kind === 'set') add({ op: 'set', accepts: acceptor(part.source, ignoreCase) })
    else if (part.kind === 'notNext') add({ op: 'notNext', accepts: acceptor(part.source, ignoreCase) })
    else if (part.kind === 'assert') add({ op: 'assert', assertion: part.assertion })
    else if (part.kind === 'sequence') for (const item of part.items) emit(item)
    else if (part.kind === 'choice') emitChoice(part.options)
    else emitRepeat(part)
  }

  function emitChoice([option, ...others]: PatternNode[]): void {
    if (!option) return
    if (others.length === 0) return emit(option)
    const split = { op: 'split' as const, first: program.length + 1, second: 0 }
    add(split)
    emit(option)
    const jump = { op: 'jump' as const, to: 0 }
    add(jump)
    split.second = program.length
    emitChoice(others)
    jump.to = program.length
  }

  function emitRepeat({ item, min, max, greedy }: Extract<PatternNode, { kind: 'repeat' }>): void {
    for (let i = 0; i < min; i++) emit(item)
    if (max === Infinity) {
      const split = { op: 'split' as const, first: 0, second: 0 }
      const top = add(split)
      emit(item)
      add({ op: 'jump', to: top })
      Object.assign(split, branches(greedy, top + 1, program.length))
      return
    }
    const splits = []
    for (let i = min; i < max; i++) {
      const split = { op: 'split' as const, first: 0, second: 0 }
      splits.push({ split, top: add(split) })
      emit(item)
    }
    for (const { split, top } of splits) Object.assign(split, branches(greedy, top + 1, program.length))
  }
}

function branches(greedy: boolean, inside: number, outside: number): { first: number; second: number } {
  return greedy ? { first: inside, second: outside } : { first: outside, second: inside }
}

function acceptor(source: string, ignoreCase: boolean): (code: number) => boolean {
  const pattern = new RegExp(`^${unnested(source)}$`, ignoreCase ? 'iu' : 'u')
  const known = new Map<number, boolean>()
  return (code) => {
    const answer = known.get(code) ?? pattern.test(String.fromCodePoint(code))
    known.set(code, answer)
    return answer
  }
}

/** The leftmost match from a place on, of the highest priority. After an empty match the next may not be empty at that place. */
function find(program: readonly Instruction[], text: string, from: number, mustAdvance: boolean, budget: { left: number }): { start: number; end: number } | undefined {
  let threads: Thread[] = []
  let found: { start: number; end: number } | undefined
  const seen = new Int32Array(program.length).fill(-1)
  let at = from
  for (;;) {
    const code = text.codePointAt(at)
    const next = code === undefined ? at : at + (code > 0xffff ? 2 : 1)
    const waiting: Thread[] = []
    for (const thread of threads) if (!follow(thread, waiting)) break
    if (!found) follow({ pc: 0, start: at }, waiting)
    if (code === undefined || (waiting.length === 0 && found)) return found
    threads = []
    for (const thread of waiting) {
      const instruction = program[thread.pc]
      if (instruction?.op === 'set' && instruction.accepts(code)) threads.push({ pc: thread.pc + 1, start: thread.start })
    }
    budget.left -= waiting.length + 1
    if (budget.left < 0) throw new PatternError('the pattern takes too long on this text')
    at = next
  }

  /** Takes every step that reads no character, in order of priority; false once a match makes the threads after it pointless. */
  function follow(thread: Thread, waiting: Thread[]): boolean {
    const stack = [thread.pc]
    for (let pc = stack.pop(); pc !== undefined; pc = stack.pop()) {
      if (seen[pc] === at) continue
      seen[pc] = at
      const instruction = program[pc]
      if (instruction?.op === 'set') waiting.push({ pc, start: thread.start })
      else if (instruction?.op === 'jump') stack.push(instruction.to)
      else if (instruction?.op === 'split') stack.push(instruction.second, instruction.first)
      else if (instruction?.op === 'match') {
        if (mustAdvance && at === from && thread.start === from) continue
        found = { start: thread.start, end: at }
        return false
      } else if (instruction && holds(instruction, text, at)) stack.push(pc + 1)
    }
    return true
  }
}

const wordChar = new RegExp(`^${pyWord}$`, 'u')

function holds(instruction: Extract<Instruction, { op: 'assert' | 'notNext' }>, text: string, at: number): boolean {
  if (instruction.op === 'notNext') {
    const code = text.codePointAt(at)
    return code === undefined || !instruction.accepts(code)
  }
  switch (instruction.assertion) {
    case 'textStart':
      return at === 0
    case 'textEnd':
      return at === text.length
    case 'lastLineEnd':
      return at === text.length || (at === text.length - 1 && text[at] === '\n')
    case 'lineStart':
      return at === 0 || text[at - 1] === '\n'
    case 'lineEnd':
      return at === text.length || text[at] === '\n'
    case 'boundary':
      return isWordBefore(text, at) !== isWordAt(text, at)
    case 'notBoundary':
      return isWordBefore(text, at) === isWordAt(text, at)
  }
}

function isWordAt(text: string, at: number): boolean {
  return at < text.length && wordChar.test(String.fromCodePoint(text.codePointAt(at) ?? 0))
}

function isWordBefore(text: string, at: number): boolean {
  if (at === 0) return false
  const pair = at >= 2 && (text.codePointAt(at - 2) ?? 0) > 0xffff
  return isWordAt(text, pair ? at - 2 : at - 1)
}
