import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { stopQueue } from '#lib/runs/queue.ts'

/** Somebody who is signed in. */
export const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }

/** Gives the tests of a file an installation of their own, with a database, a home and Ada in it, and removes it after the last. */
export function useInstallation(): void {
  const home = join(tmpdir(), `pincer-installation-${randomUUID()}`)
  ownDatabase()

  beforeAll(async () => {
    process.env.PINCER_HOME = home
    await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  })

  afterAll(async () => {
    await stopQueue(1000)
    await rm(home, { recursive: true, force: true })
  })
}
