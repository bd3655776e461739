import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lendConnection } from '#lib/db/lend.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'

/**
 * Writes an index of an export anew beside the old one. Until `write` has ended, its process is known to every other one to be at work, and what
 * it writes stays. The lock ends with the connection, and so with the process, however that ends.
 */
export async function asWriterOfIndex<T>(folder: string, write: () => Promise<T>): Promise<T> {
  return lendConnection(async (client) => {
    await client.query(`SELECT pg_advisory_lock_shared(${lockOf})`, [folder])
    try {
      return await write()
    } finally {
      await client.query(`SELECT pg_advisory_unlock_shared(${lockOf})`, [folder])
    }
  })
}

/** Removes what killed processes left of indexes that they wrote anew; nothing while any process writes one of this export. Returns how many. */
export async function removeUnfinishedIndexes(folder: string): Promise<number> {
  const left = await unfinishedIndexes(folder)
  if (left.length === 0) return 0
  return lendConnection(async (client) => {
    const { rows } = await client.query<{ alone: boolean }>(`SELECT pg_try_advisory_lock(${lockOf}) AS alone`, [folder])
    if (!rows[0]?.alone) return 0
    try {
      // Whoever wrote one of these had the lock first.
      for (const name of left) await rm(join(exportsRoot(), name), { force: true })
      return left.length
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${lockOf})`, [folder])
    }
  })
}

const lockOf = `hashtext('index of an export'), hashtext($1)`

/** Without those of attempts to make the export itself, which have a folder beside them. */
async function unfinishedIndexes(folder: string): Promise<string[]> {
  const names = await readdir(exportsRoot())
  const unfinished = names.filter((name) => name.startsWith(`${folder}.`) && name.endsWith('.unfinished.rows'))
  return unfinished.filter((name) => !names.includes(name.slice(0, -'.rows'.length)))
}
