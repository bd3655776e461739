/** What a row of a benchmark gives besides the response. */
export interface InstructionContext {
  prompt: string
}

/** The named arguments of one instruction of a row, as they stand in the file. */
export type InstructionKwargs = Readonly<Record<string, unknown>>

/** One instruction of a published benchmark, decided exactly as its official verifier decides it, mistakes included. */
export interface OfficialInstruction {
  /** The official id, such as "length_constraints:number_words". */
  id: string
  /** The names of the arguments that it takes. */
  kwargs: readonly string[]
  /**
   * Whether the response follows the instruction. Total for every response when the arguments are right; throws
   * `InstructionError` where the official verifier raises or would choose an argument at random.
   */
  follows(response: string, kwargs: InstructionKwargs, context: InstructionContext): boolean
}

/** An instruction that cannot be decided: the message says which argument is wrong and what it should be. */
export class InstructionError extends Error {}

/** An argument as text. Throws `InstructionError` when it is missing or of another type. */
export function textArgument(kwargs: InstructionKwargs, name: string): string {
  const value = kwargs[name]
  if (typeof value !== 'string') throw wrong(name, value, 'text')
  return value
}

/** An argument as a number. Throws `InstructionError` when it is missing or of another type. */
export function numberArgument(kwargs: InstructionKwargs, name: string): number {
  const value = kwargs[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(name, value, 'a number')
  return value
}

/** An argument as a list of texts. Throws `InstructionError` when it is missing or of another type. */
export function listArgument(kwargs: InstructionKwargs, name: string): string[] {
  const value = kwargs[name]
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw wrong(name, value, 'a list of texts')
}

function wrong(name: string, value: unknown, expected: string): InstructionError {
  const found = value === undefined || value === null ? 'missing' : JSON.stringify(value).slice(0, 60)
  return new InstructionError(`kwargs.${name} is ${found}; it should be ${expected}`)
}
