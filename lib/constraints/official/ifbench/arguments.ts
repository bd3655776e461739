import { InstructionError, numberArgument, textArgument } from '../instruction.ts'
import type { InstructionKwargs } from '../instruction.ts'

/** An argument that the official verifier replaces by a random one below zero. Throws `InstructionError` there, and when it is missing. */
export function amountArgument(kwargs: InstructionKwargs, name: string): number {
  const amount = numberArgument(kwargs, name)
  if (amount < 0) throw new InstructionError(`kwargs.${name} is ${amount}; it should be 0 or more`)
  return amount
}

/** An argument counted from one; the official verifier replaces zero by a random one. Throws `InstructionError`. */
export function positionArgument(kwargs: InstructionKwargs, name: string): number {
  const position = numberArgument(kwargs, name)
  if (!Number.isInteger(position) || position < 1) throw new InstructionError(`kwargs.${name} is ${position}; it should be a whole number, 1 or more`)
  return position
}

/** A text that must say something; the official verifier refuses an empty one or replaces it by a random one. Throws `InstructionError`. */
export function phraseArgument(kwargs: InstructionKwargs, name: string): string {
  const phrase = textArgument(kwargs, name)
  if (phrase === '') throw new InstructionError(`kwargs.${name} is empty; it should be text`)
  return phrase
}
