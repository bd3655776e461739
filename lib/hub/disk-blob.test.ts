import { randomBytes, randomUUID } from 'node:crypto'
import { rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DiskBlob } from '#lib/hub/disk-blob.ts'
import { patientFetch } from '#lib/hub/patient-fetch.ts'

const path = join(tmpdir(), `pincer-blob-${randomUUID()}`)
const content = randomBytes(40_000_000)

beforeAll(() => writeFile(path, content))
afterAll(() => rm(path, { force: true }))

it('is its file, whole and in slices', async () => {
  const blob = new DiskBlob(path, 0, content.length)
  expect(blob.size).toBe(content.length)
  expect(Buffer.from(await blob.arrayBuffer()).equals(content)).toBe(true)
  const slice = blob.slice(1000, 600_000).slice(10, 500_000)
  expect(slice.size).toBe(499_990)
  expect(Buffer.from(await slice.bytes()).equals(content.subarray(1010, 501_000))).toBe(true)
  expect(blob.slice(content.length - 5, content.length + 5).size).toBe(5)
  expect(await blob.slice(7, 7).text()).toBe('')
})

it('is read no faster than it is taken, also when it is sent and counted', async () => {
  const { promise: taken, resolve: take } = Promise.withResolvers<void>()
  const server = createServer(async (request, response) => {
    await taken
    for await (const _ of request);
    response.end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const shares: number[] = []
  const init = { method: 'PUT', body: new DiskBlob(path, 0, content.length), progressHint: { progressCallback: (share: number) => shares.push(share) } }
  const sent = patientFetch({ signal: new AbortController().signal, onWait: () => {} })(`http://127.0.0.1:${address.port}/`, init)
  // Until no more is read: what the sockets of both sides hold.
  let before = 0
  for (let still = 0; still < 5; await sleep(60)) {
    const now = shares.at(-1) ?? 0
    still = now > 0 && now === before ? still + 1 : 0
    before = now
  }
  expect(before).toBeLessThan(0.5)
  take()
  expect((await sent).status).toBe(200)
  server.close()
  expect(shares.at(-1)).toBe(1)
})

it('is not in memory while it is sent: fetch keeps no copy for a redirect', async () => {
  const bytes = 400_000_000
  const sparse = `${path}-sparse`
  await writeFile(sparse, '')
  await truncate(sparse, bytes)
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    response.end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const init = { method: 'PUT', body: new DiskBlob(sparse, 0, bytes), progressHint: { progressCallback: () => (most = Math.max(most, process.memoryUsage().arrayBuffers - before)) } }
  expect((await patientFetch({ signal: new AbortController().signal, onWait: () => {} })(`http://127.0.0.1:${address.port}/`, init)).status).toBe(200)
  server.close()
  await rm(sparse)
  expect(most).toBeLessThan(bytes / 2)
})

it('says so where its file has become shorter', async () => {
  const blob = new DiskBlob(path, 0, content.length)
  await truncate(path, 1_000_000)
  await expect(blob.arrayBuffer()).rejects.toThrow(/has become shorter/)
})
