import { expect, test } from 'vitest'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { queue } from '#lib/runs/queue.ts'

useInstallation()

test('a queue that could not be started, as the database was away, is started by who asks next', async () => {
  const { DATABASE_URL: url } = process.env
  // Nobody listens there.
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing'
  await expect(queue()).rejects.toThrow('ECONNREFUSED')
  process.env.DATABASE_URL = url
  await expect((await queue()).getQueues()).resolves.not.toHaveLength(0)
})
