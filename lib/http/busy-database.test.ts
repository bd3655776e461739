import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { expect, it, vi } from 'vitest'
import { disconnect, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { PrismaClient } from '#lib/db/generated/client.ts'
import { openRoute } from './route.ts'

ownDatabase()

it('is told as such where no connection becomes free, whoever asks for one', async () => {
  const narrow = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
  const prisma = new PrismaClient({ adapter: new PrismaPg(narrow), transactionOptions: { maxWait: 30_000 } })
  const held = await narrow.connect()
  narrow.options.connectionTimeoutMillis = 20
  const asks = [() => narrow.query('SELECT 1'), () => prisma.$queryRaw`SELECT 1`, () => prisma.dataset.count(), () => prisma.$transaction((tx) => tx.dataset.count())]
  const hurried = new PrismaClient({ adapter: new PrismaPg(narrow), transactionOptions: { maxWait: 1 } })
  for (const ask of [...asks, () => hurried.$transaction((tx) => tx.dataset.count())]) {
    const response = await openRoute({}, ask)(new Request('http://127.0.0.1/'), { params: Promise.resolve({}) })
    expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'busy', message: expect.stringContaining('too much to do') } }])
  }
  narrow.options.connectionTimeoutMillis = 0
  held.release()
  for (const ask of asks) expect((await openRoute({}, async () => ({ asked: Boolean(await ask()) || true }))(new Request('http://127.0.0.1/'), { params: Promise.resolve({}) })).status).toBe(200)
  await Promise.all([prisma.$disconnect(), hurried.$disconnect()])
  if (!narrow.ended) await narrow.end()
})

it('is waited for without end by the worker, and by a request for a minute', async () => {
  expect(pool().options.connectionTimeoutMillis ?? 0).toBe(0)
  await disconnect()
  vi.stubEnv('PINCER_PART', 'web')
  expect(pool().options.connectionTimeoutMillis).toBe(60_000)
  vi.unstubAllEnvs()
})
