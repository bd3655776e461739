import type { PairState } from '#lib/generation/step.ts'

/** What an instruction is evolved from. */
export interface Base {
  text: string
  /** The variant that it is; undefined: the pair's own instruction. */
  id: string | undefined
  /** The pair's constraints that it says. */
  constraints: PairState['constraints']
  depth: number
}

/** The latest composed instruction, which says what the response meets; without one the pair's own. */
export function baseOf(pair: PairState): Base {
  const composed = pair.variants.findLast(({ kind }) => kind === 'composed')
  if (!composed) return { text: pair.instruction, id: undefined, constraints: [], depth: 0 }
  return { text: composed.text, id: composed.id, constraints: pair.constraints.filter(({ id }) => composed.constraintIds.includes(id)), depth: composed.depth }
}

/** The pair's request with another instruction in the place of its own. */
export function requestWith(pair: PairState, instruction: string): Pick<PairState, 'system' | 'history' | 'instruction' | 'input'> {
  return { system: pair.system, history: pair.history, instruction, input: pair.input !== null && instruction.includes(pair.input) ? null : pair.input }
}

/** Room for a rewritten instruction and what is said about it. */
export function roomFor(instruction: string, texts = 1): number {
  return Math.min(8192, 768 + Math.ceil((texts * instruction.length) / 2))
}
