import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whether an error of the file system says that a disk, or what an account may use of it, is full. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

/**
 * Which disk is full, as the beginning of a sentence: by the path that the error names, or else of these folders the one that has least room now.
 * What was left half done may be gone already: how much is free is said as it is now.
 */
export function fullDisk(error: unknown, folders: readonly string[]): string {
  const named = error instanceof Error && 'path' in error && typeof error.path === 'string' ? freeIn(dirname(error.path)) : null
  const found = named ?? folders.flatMap((folder) => freeIn(folder) ?? []).toSorted((a, b) => a.bytes - b.bytes)[0]
  return found ? `The disk that holds ${found.folder} is full (${Math.floor(found.bytes / 1e6).toLocaleString('en')} MB are free now).` : 'The disk is full.'
}

function freeIn(folder: string): { folder: string; bytes: number } | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return { folder, bytes: bavail * bsize }
  } catch {
    return null
  }
}
