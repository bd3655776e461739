import { InstructionError, numberArgument } from '../instruction.ts'
import type { InstructionKwargs } from '../instruction.ts'

/** Compares a count as `relation` says. Throws `InstructionError` for a relation that the benchmark does not have. */
export function compares(count: number, kwargs: InstructionKwargs, relationName: string, limit: number): boolean {
  const relation = kwargs[relationName]
  if (relation === 'less than') return count < limit
  if (relation === 'at least') return count >= limit
  throw new InstructionError(`kwargs.${relationName} is ${JSON.stringify(relation ?? null)}; it should be "less than" or "at least"`)
}

/** A number that is not negative: for a negative one the official verifier draws another at random. Throws `InstructionError`. */
export function countArgument(kwargs: InstructionKwargs, name: string): number {
  const value = numberArgument(kwargs, name)
  if (value < 0) throw new InstructionError(`kwargs.${name} is ${value}; it should not be negative`)
  return value
}
