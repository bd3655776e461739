import { afterEach, describe, expect, test } from 'vitest'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import { createModelClient, type ModelClientOptions, type ModelClientState } from './client.ts'
import { fakeClock } from './clock.fixture.ts'
import { endpointAt, jsonQuestion, textQuestion } from './endpoint.fixture.ts'
import { startFaultServer, type FaultServerOptions } from './fault-server.fixture.ts'

const never = new AbortController().signal
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function serverOf(options: FaultServerOptions = {}) {
  const server = await startFaultServer(options)
  ends.push(server.stop)
  return server
}

function clientOf(urls: string[], settings: Partial<EndpointSettings> = {}, options: ModelClientOptions = {}) {
  const client = createModelClient(endpointAt(urls, settings), options)
  ends.push(client.close)
  return client
}

/** Longer than the clock is moved while an answer is on its way. */
const timeoutSeconds = 3600

const questions = (count: number) => Array.from({ length: count }, (_, i) => jsonQuestion(`case ${i}`))

describe('when the only server goes away', () => {
  test('calls wait instead of failing, the client says so, and all are answered when it is back', async () => {
    const clock = fakeClock()
    const states: ModelClientState[] = []
    const server = await serverOf()
    const client = clientOf([server.url], { concurrency: 8, timeoutSeconds }, { clock, onState: (state) => states.push(state) })
    await server.down()
    const replies = Promise.all(questions(40).map((question) => client.answer(question, never)))
    // Hours without anybody at the address.
    for (let i = 0; i < 40; i++) await clock.advance(10 * 60_000)
    expect(client.state()).toMatchObject({ inFlight: 0, queued: 40, waiting: { why: expect.stringContaining('ECONNREFUSED') } })
    expect(states).toHaveLength(1)
    await server.up()
    for (let i = 0; i < 20; i++) await clock.advance(60_000)
    expect((await replies).map(({ status }) => status)).toEqual(Array(40).fill('ok'))
    expect(states.map(({ waiting }) => waiting !== null)).toEqual([true, false])
    // One of them found the server back, with a question that costs next to nothing.
    expect(server.requests.total).toBe(41)
  })

  test('a call alone waits too', async () => {
    const clock = fakeClock()
    const server = await serverOf()
    const client = clientOf([server.url], { concurrency: 1, timeoutSeconds }, { clock })
    await server.down()
    const reply = client.answer(textQuestion(), never)
    for (let i = 0; i < 10; i++) await clock.advance(60_000)
    expect(client.state().waiting).not.toBeNull()
    await server.up()
    for (let i = 0; i < 3; i++) await clock.advance(60_000)
    expect(await reply).toMatchObject({ status: 'ok' })
  })

  test('a gateway that answers for it with 502 is no better', async () => {
    const clock = fakeClock()
    const server = await serverOf({ answer: () => ({ status: 502, body: '<html>Bad Gateway</html>' }) })
    const client = clientOf([server.url], { concurrency: 4, timeoutSeconds }, { clock })
    const replies = Promise.all(questions(10).map((question) => client.answer(question, never)))
    for (let i = 0; i < 10; i++) await clock.advance(60_000)
    expect(client.state()).toMatchObject({ queued: 10, waiting: { why: expect.stringContaining('502') } })
    server.set({ answer: () => undefined })
    for (let i = 0; i < 5; i++) await clock.advance(60_000)
    expect((await replies).map(({ status }) => status)).toEqual(Array(10).fill('ok'))
  })
})

test('a call that no server can answer fails, and the others go on', async () => {
  const server = await serverOf({ answer: ({ messages }) => (messages[1]?.content.includes('poison') ? { status: 500 } : undefined) })
  const client = clientOf([server.url], { concurrency: 1 }, { random: () => 0 })
  const [poison, ...others] = await Promise.all([jsonQuestion('poison'), ...questions(5)].map((question) => client.answer(question, never)))
  expect(poison).toMatchObject({ status: 'error', errorClass: 'server', message: expect.stringContaining('Given up after') })
  expect(poison?.tries).toBeLessThanOrEqual(7)
  expect(others.map(({ status }) => status)).toEqual(Array(5).fill('ok'))
})

test('a call that brings the server down each time fails after the fifth outage', async () => {
  const clock = fakeClock()
  let up = true
  let kills = 0
  const server = await serverOf({
    answer: ({ messages }) => {
      if (messages[0]?.content.includes('poison')) {
        up = false
        kills++
      }
      return up ? 'text' : { cut: 'before' }
    },
  })
  const client = clientOf([server.url], { concurrency: 1, timeoutSeconds }, { clock })
  const reply = client.answer(textQuestion('poison'), never)
  let ended = false
  void reply.then(() => (ended = true))
  for (let i = 0; i < 400 && !ended; i++) {
    await clock.advance(5000)
    // Somebody restarts it a minute later.
    if (i % 12 === 0) up = true
  }
  expect(await reply).toMatchObject({ status: 'error', errorClass: 'connection' })
  expect(kills).toBeLessThanOrEqual(36)
})

describe('two servers behind one endpoint', () => {
  test('share the load', async () => {
    const [one, two] = [await serverOf({ latencyMs: 5 }), await serverOf({ latencyMs: 5 })]
    const client = clientOf([one.url, two.url], { concurrency: 16 })
    const replies = await Promise.all(questions(200).map((question) => client.answer(question, never)))
    expect(replies.every(({ status, tries }) => status === 'ok' && tries === 1)).toBe(true)
    expect(one.requests.total + two.requests.total).toBe(200)
    expect(Math.abs(one.requests.total - two.requests.total)).toBeLessThan(40)
    expect(one.requests.mostInFlight).toBeLessThanOrEqual(9)
  })

  test('one dies in the middle: the other takes all, nothing fails, and nothing is said to wait', async () => {
    const [one, two] = [await serverOf({ latencyMs: 5 }), await serverOf({ latencyMs: 5 })]
    const states: ModelClientState[] = []
    const client = clientOf([one.url, two.url], { concurrency: 16 }, { onState: (state) => states.push(state), random: () => 0 })
    const replies = Promise.all(questions(300).map((question) => client.answer(question, never)))
    while (one.requests.total < 40) await new Promise((resolve) => setTimeout(resolve, 1))
    await one.down()
    expect((await replies).every(({ status }) => status === 'ok')).toBe(true)
    expect(two.requests.total).toBeGreaterThan(200)
    expect(states).toEqual([])
    expect(client.state().servers.map(({ resting }) => resting !== null)).toEqual([true, false])
  })
})

describe('a key that is refused', () => {
  test('is told after three in a row, and no more when a call is answered', async () => {
    const states: ModelClientState[] = []
    const server = await serverOf({ answer: () => ({ status: 401, body: { error: { message: 'Expired' } } }) })
    const client = clientOf([server.url], {}, { onState: (state) => states.push(state) })
    for (let i = 0; i < 2; i++) await client.answer(textQuestion(), never)
    expect(client.state().refused).toBeNull()
    await client.answer(textQuestion(), never)
    expect(client.state().refused?.why).toBe('The server answered 401: Expired')
    server.set({ answer: () => 'text' })
    await client.answer(textQuestion(), never)
    expect(states.map(({ refused }) => refused !== null)).toEqual([true, false])
  })
})

test('with a third of all requests failing, every call is answered or ends in a named error', async () => {
  const faults = { rate429: 0.05, rate500: 0.05, rate503: 0.03, cut: 0.05, truncated: 0.04, wrongJson: 0.06, hang: 0.02 }
  const server = await serverOf({ seed: 7, faults })
  const client = clientOf([server.url], { concurrency: 64, timeoutSeconds: 3 }, { random: () => 0.02 })
  const replies = await Promise.all(questions(1500).map((question) => client.answer(question, never)))
  const ends: Record<string, number> = {}
  for (const reply of replies) {
    const end = reply.status === 'ok' ? (reply.repaired ? 'repaired' : 'ok') : reply.errorClass
    ends[end] = (ends[end] ?? 0) + 1
  }
  const { ok = 0, repaired = 0, truncated = 0, bad_json: badJson = 0, ...others } = ends
  expect(ok).toBeGreaterThan(1250)
  expect(repaired).toBeGreaterThan(50)
  expect(truncated).toBeGreaterThan(30)
  expect(badJson).toBeLessThan(20)
  expect(Object.values(others).reduce((sum, n) => sum + n, 0)).toBeLessThan(5)
  expect(replies.reduce((sum, { tries }) => sum + tries, 0)).toBeLessThanOrEqual(server.requests.total)
})
