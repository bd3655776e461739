import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { db, disconnect } from '#lib/db/client.ts'
import { testDatabase } from '#lib/db/testing.ts'
import { stopQueue } from '#lib/runs/queue.ts'

/** Somebody who is signed in. */
export const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }

/** Gives the tests of a file an installation of their own, with a database, a home and Ada in it, and removes it after the last. */
export function useInstallation(): void {
  const home = join(tmpdir(), `pincer-installation-${randomUUID()}`)
  let database: Awaited<ReturnType<typeof testDatabase>>

  beforeAll(async () => {
    database = await testDatabase()
    process.env.DATABASE_URL = database.url
    process.env.PINCER_HOME = home
    await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  })

  afterAll(async () => {
    await stopQueue(1000)
    await disconnect()
    await database.drop()
    await rm(home, { recursive: true, force: true })
  })
}
