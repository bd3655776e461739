import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

it('lets a transaction go on for longer than the five seconds of Prisma, as on a busy machine', { timeout: 60_000 }, async () => {
  const slept = await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_sleep(5.5)`
    return tx.dataset.count()
  })
  expect(slept).toBeGreaterThanOrEqual(0)
})
