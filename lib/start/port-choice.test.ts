import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort, isPortFree, nextFreePort } from '#lib/config/port.ts'
import { choosePort } from '#lib/start/port-choice.ts'

async function whileTaken(port: number, work: () => Promise<void>): Promise<void> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  try {
    await work()
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}

test('a port that was asked for is taken, or refused with a way out, but never exchanged', async () => {
  const port = await freePort()
  expect(await choosePort(port, () => expect.unreachable())).toBe(port)
  await whileTaken(port, async () => {
    await expect(choosePort(port, () => expect.unreachable())).rejects.toThrow(new RegExp(`Port ${port} .* in use .*--port or PINCER_PORT`))
  })
})

test('without a wish the next free port is taken, and said when it is not the usual one', async () => {
  const said: string[] = []
  const port = await choosePort(null, (sentence) => said.push(sentence))
  expect(await isPortFree(port)).toBe(true)
  expect(said.length).toBe(port === 3000 ? 0 : 1)
})

test('nextFreePort passes over ports that are taken, and gives up after so many', async () => {
  const port = await freePort()
  await whileTaken(port, async () => {
    expect(await nextFreePort(port)).toBeGreaterThan(port)
    expect(await nextFreePort(port, '127.0.0.1', 1)).toBeNull()
  })
})
