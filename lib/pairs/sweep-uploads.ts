import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { db } from '#lib/db/client.ts'
import { uploadsFolder } from '#lib/pairs/uploads.ts'

/** Long enough for who looks at a file and imports it the next morning. */
const keptMs = 24 * 60 * 60 * 1000

/**
 * Removes the uploads that nothing needs any more: a day old, and of no import that is still to be done or can be taken up again.
 * Returns how many.
 */
export async function sweepUploads(now = Date.now()): Promise<number> {
  const folder = uploadsFolder()
  const names = await readdir(folder).catch(() => [])
  const old: string[] = []
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (found && now - found.mtimeMs > keptMs) old.push(name)
  }
  if (old.length === 0) return 0
  const needed = new Set(await neededUploads())
  const done = old.filter((name) => !needed.has(name))
  for (const name of done) await rm(join(folder, name), { force: true })
  return done.length
}

async function neededUploads(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string | null }[]>`
    SELECT params ->> 'uploadId' AS id FROM "Run" WHERE kind = 'import' AND status <> 'done'`
  return rows.flatMap(({ id }) => id ?? [])
}
