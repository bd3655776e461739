import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkExternal } from '#lib/db/external.ts'
import { onDatabase, testDatabase, type TestDatabase } from '#lib/db/testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a database that can be used is let through', async () => {
  await expect(checkExternal(database.url)).resolves.toBeUndefined()
})

test('a database whose locale knows only the letters a to z is refused, with how to make another', async () => {
  const admin = new Client({ connectionString: database.url })
  await admin.connect()
  try {
    await admin.query("CREATE DATABASE plain_letters TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    await expect(checkExternal(onDatabase(database.url, 'plain_letters'))).rejects.toThrow(/no letters beyond a to z.*createdb --template=template0/)
  } finally {
    await admin.query('DROP DATABASE IF EXISTS plain_letters WITH (FORCE)')
    await admin.end()
  }
})

test('a wrong password is told as such, and not repeated', async () => {
  const url = new URL(database.url)
  url.password = 'hunter2'
  await expect(checkExternal(url.href)).rejects.toThrow(/refuses the user "pincer" or the password/)
  await expect(checkExternal(url.href)).rejects.not.toThrow(/hunter2/)
})

test('a database that is not there is told as such, with how to make it', async () => {
  await expect(checkExternal(onDatabase(database.url, 'nowhere'))).rejects.toThrow(/no database "nowhere".*createdb nowhere/)
})

test('a host that is not there is told as such', async () => {
  await expect(checkExternal('postgresql://ada@no-such-host.invalid/x')).rejects.toThrow(/no-such-host\.invalid/)
})
