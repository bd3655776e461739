import { expect, it } from 'vitest'
import { countPairs } from '#lib/datasets/browse.ts'
import { countAll } from '#lib/datasets/count-all.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { previewRemoval } from '#lib/datasets/remove-pairs.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { db, pool } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'

ownDatabase()
const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
const sleep = (seconds: number) => Prisma.sql`SELECT 1 AS n FROM pg_sleep(${seconds})`

it('stops a count that takes too long, says so, and leaves its connection as it was', async () => {
  await expect(countAll(sleep(20), 50)).rejects.toMatchObject({ code: 'busy', message: expect.stringContaining('narrow') })
  expect(await countAll<{ n: number }>(sleep(0), 60_000)).toEqual([{ n: 1 }])
  expect((await pool().query<{ statement_timeout: string }>('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '0' }])
})

it('tells of other errors as they are', async () => {
  await expect(countAll(Prisma.sql`SELECT 1 / 0 AS n`)).rejects.toThrow('division by zero')
})

it('counts two at once, whoever asks: exact counts and previews of a removal wait in line with the others', async () => {
  const { id } = await createDataset(null, { name: 'Counted' })
  await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  const done: string[] = []
  const note = (name: string) => () => void done.push(name)
  // Both go on once they are let, however busy the machine is.
  const gate = await pool().connect()
  const held = (key: number) => Prisma.sql`SELECT 1 AS n FROM pg_advisory_xact_lock(${key})`
  try {
    await gate.query('SELECT pg_advisory_lock(1), pg_advisory_lock(2)')
    const all = [
      countAll(held(1), 240_000).then(note('first')),
      countAll(held(2), 240_000).then(note('second')),
      countPairs(id, { q: 'nothing' }, { exact: true }).then(note('exact')),
      previewRemoval(ada, id, { q: 'nothing' }).then(note('removal')),
    ]
    // What stops by itself waits for nobody.
    await countPairs(id, { q: 'nothing' })
    expect(done).toEqual([])
    await gate.query('SELECT pg_advisory_unlock(1)')
    await expect.poll(() => done.toSorted()).toEqual(['exact', 'first', 'removal'])
    expect(done[0]).toBe('first')
    await gate.query('SELECT pg_advisory_unlock(2)')
    await Promise.all(all)
    expect(done.at(-1)).toBe('second')
  } finally {
    gate.release(true)
  }
})
