import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk in memory. */
export interface SmallDisk {
  /** Gives it another size, in megabytes. */
  resize(megabytes: number): void
  /** Takes it away with all that is on it. */
  remove(): void
}

/** Why no small disk can be made here; null where one can. */
export function whyNoSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'pincer-small-disk-'))
  try {
    smallDisk(folder, 1).remove()
    return null
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts a disk of so many megabytes in the place of a folder, which is made where it is missing. Throws where mounting is not allowed. */
export function smallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true })
  const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' })
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'pincer-test', folder)
  return {
    resize: (to) => run('mount', '-o', `remount,size=${to}m`, folder),
    // Lazily: whoever still has a file of it open does not keep it there.
    remove: () => run('umount', '-l', folder),
  }
}
