export const exitCodes = { done: 0, problems: 1, badUsage: 2 } as const

/** Ends a command with a sentence for the person at the terminal and an exit code, without a stack. */
export class Failure extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.problems) {
    super(message)
    this.exitCode = exitCode
  }
}

/** A command used in a way it cannot be: exit code 2. */
export function badUsage(message: string): Failure {
  return new Failure(message, exitCodes.badUsage)
}
