import { EnvironmentProblem } from '#lib/config/env.ts'
import { hidePasswords } from '#lib/config/log.ts'
import { DatabaseProblem } from '#lib/db/problem.ts'

/** A reason not to start, whose message is a sentence for the person at the keyboard: what is wrong and what to do. */
export class StartProblem extends Error {
  override name = 'StartProblem'
}

/** One sentence for whatever went wrong; no stack, and never a password. */
export function explain(error: unknown): string {
  if (error instanceof StartProblem || error instanceof DatabaseProblem || error instanceof EnvironmentProblem) return error.message
  const { code, path } = systemError(error)
  const where = path ? ` (${path})` : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return `The disk is full${where}. Free some space, or set PINCER_HOME to a folder on another disk, and start again.`
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `Pincer may not write there${where}. Give the folder to the account that runs Pincer, or set PINCER_HOME to a folder of your own.`
  }
  if (code === 'EMFILE' || code === 'ENFILE') return 'Too many files are open. Raise the limit with "ulimit -n 4096" and start again.'
  if (code === 'ENOTDIR' || code === 'EEXIST') return `A file stands where Pincer needs a folder${where}. Move it away, or set PINCER_HOME to another folder.`
  const message = error instanceof Error ? error.message : String(error)
  return hidePasswords(`Pincer could not go on: ${message.split('\n').slice(0, 3).join(' ')} LOG_LEVEL=debug shows more.`)
}

function systemError(error: unknown): { code: string | null; path: string | null } {
  if (!(error instanceof Error)) return { code: null, path: null }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null
  return { code, path }
}
