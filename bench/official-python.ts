import { spawnSync } from 'node:child_process'
import type { z } from 'zod'

/**
 * Runs one of the scripts beside this file under PINCER_PYTHON (python3 by default) and reads the line of JSON that it prints last. Null where
 * Python or the official checks are missing; what is missing is said on stderr.
 */
export function officialPython<T>(script: string, { args = [], input = '' }: { args?: readonly string[]; input?: string }, printed: z.ZodType<T>): T | null {
  const python = process.env.PINCER_PYTHON ?? 'python3'
  const path = new URL(script, import.meta.url).pathname
  const { status, stdout, stderr, error } = spawnSync(python, [path, ...args], { encoding: 'utf8', input, maxBuffer: 64 * 1024 * 1024 })
  if (status === 0) return printed.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  console.error(`The official checks of IFEval are left out: ${error?.message ?? (stderr.trim().split('\n').at(-1) || `${python} failed`)}. See docs/benchmarks.md.`)
  return null
}
