import { compilePattern, PatternError } from '#lib/text/python-pattern.ts'
import type { PatternFlags, PythonPattern } from '#lib/text/python-pattern.ts'
import { InstructionError } from '../instruction.ts'

/**
 * Compiles a pattern that holds an argument as it is, special characters included. Throws `InstructionError` where Python raises,
 * and when run on a text on which it takes too long.
 */
export function argumentPattern(source: string, flags: PatternFlags = {}): PythonPattern {
  const pattern = blamed(() => compilePattern(source, flags))
  return {
    groups: pattern.groups,
    plain: pattern.plain,
    search: (text) => blamed(() => pattern.search(text)),
    count: (text) => blamed(() => pattern.count(text)),
  }
}

/** Whether an argument by itself is a valid pattern that is plain. */
export function isPlain(source: string): boolean {
  try {
    return compilePattern(source).plain
  } catch (error) {
    if (error instanceof PatternError) return false
    throw error
  }
}

function blamed<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof PatternError) throw new InstructionError(error.message)
    throw error
  }
}
