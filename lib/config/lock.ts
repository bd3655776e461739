import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { isRunning, thisProcess } from '#lib/config/process-identity.ts'

const lockFile = z.object({
  pid: z.int(),
  started: z.string(),
  /** What the holder wants others to know, such as its address. */
  note: z.string().default(''),
})
type LockHolder = z.infer<typeof lockFile>

export type Lock =
  | { taken: true; describe(note: string): void; release(): void }
  | { taken: false; holder: LockHolder }

/**
 * Takes a lock that is a file naming its holder. A holder that no longer runs (kill -9, power cut) holds nothing: its file
 * is set aside and the lock is free. Never waits. Throws what the file system throws (EACCES, ENOSPC).
 */
export function takeLock(path: string, note = ''): Lock {
  const me = thisProcess()
  const mine = `${path}.${me.pid}`
  const content = (text: string) => `${JSON.stringify({ ...me, note: text })}\n`
  for (let attempt = 0; attempt < 20; attempt += 1) {
    writeFileSync(mine, content(note), { mode: 0o600 })
    if (linked(mine, path)) return { taken: true, describe: (text) => replace(path, content(text)), release: () => release(path) }
    const holder = readHolder(path)
    if (holder !== null && isRunning(holder)) return { taken: false, holder }
    setAside(path, holder)
  }
  throw new Error(`The lock ${path} changes hands too fast to be taken. Remove that file and start again.`)
}

/** A link appears at once and whole, so that nobody ever reads half a lock; it fails when the name is taken. */
function linked(mine: string, path: string): boolean {
  try {
    linkSync(mine, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(mine, { force: true })
  }
}

function readHolder(path: string): LockHolder | null {
  try {
    return lockFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Moves a dead lock away, and puts it back when a quicker process replaced it by a live one in between. */
function setAside(path: string, dead: LockHolder | null): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved !== null && moved.pid !== dead?.pid && isRunning(moved)) {
    linked(aside, path)
    return
  }
  rmSync(aside, { force: true })
}

function replace(path: string, text: string): void {
  const next = `${path}.next.${process.pid}`
  writeFileSync(next, text, { mode: 0o600 })
  renameSync(next, path)
}

function release(path: string): void {
  const holder = readHolder(path)
  if (holder?.pid === process.pid) rmSync(path, { force: true })
}
