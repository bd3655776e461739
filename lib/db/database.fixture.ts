import { afterAll, beforeAll } from 'vitest'
import { disconnect } from '#lib/db/client.ts'
import { testDatabase } from '#lib/db/testing.ts'

/** Gives the tests of a file a database of their own, migrated and empty, before whatever else they do first, and drops it after the last. */
export function ownDatabase(): void {
  let database: Awaited<ReturnType<typeof testDatabase>>

  beforeAll(async () => {
    database = await testDatabase()
    process.env.DATABASE_URL = database.url
  })

  afterAll(async () => {
    await disconnect()
    await database.drop()
  })
}
