import { afterEach, describe, expect, test } from 'vitest'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import { createModelClient, type ModelClientOptions, type ModelClientState } from './client.ts'
import { fakeClock } from './clock.fixture.ts'
import { endpointAt, jsonQuestion, textQuestion } from './endpoint.fixture.ts'
import { startFaultServer, type FaultRequest, type FaultServerOptions, type Reaction } from './fault-server.fixture.ts'

const never = new AbortController().signal
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function clientOf(server: FaultServerOptions, settings: Partial<EndpointSettings> = {}, options: ModelClientOptions = {}) {
  const started = await startFaultServer(server)
  const client = createModelClient(endpointAt(started.url, settings), { random: () => 0, ...options })
  ends.push(started.stop, client.close)
  return { client, server: started }
}

/** Reacts so, one after the other, to the tries of each question; then answers. */
const inTurn = (...reactions: Reaction[]) => ({ answer: ({ nth }: { nth: number }) => reactions[nth] ?? 'text' })

const status = (code: number, headers: Record<string, string> = {}): Reaction => ({ status: code, headers, body: { error: { message: 'Something' } } })

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

describe('what may go better the next time is tried again', () => {
  test.each([408, 409, 425, 429, 500, 502, 503, 504])('%i', async (code) => {
    const { client } = await clientOf(inTurn(status(code), status(code)))
    expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', value: 'text', tries: 3 })
  })

  test('a connection that was cut, before the answer or within', async () => {
    const { client } = await clientOf(inTurn({ cut: 'before' }, { cut: 'within' }))
    expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', tries: 3 })
  })

  test('a page of a proxy, and JSON that breaks off', async () => {
    const { client } = await clientOf(inTurn({ status: 200, body: '<html>Welcome to nginx</html>' }, { status: 200, body: '{"choices":[' }, { status: 200, body: { choices: [] } }))
    expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', tries: 4 })
  })

  test('a hanging server, after the timeout', async () => {
    const clock = fakeClock()
    const { client, server } = await clientOf(inTurn({ hang: true }), { timeoutSeconds: 30 }, { clock })
    const reply = client.answer(textQuestion(), never)
    await until(() => server.requests.total === 1)
    await clock.advance(29_999)
    expect(server.requests.total).toBe(1)
    await clock.advance(1)
    await until(() => server.requests.total === 2)
    expect(await reply).toMatchObject({ status: 'ok', tries: 2 })
  })
})

describe('tries are bounded', () => {
  test.each([
    [500, 'server', 6],
    [409, 'rejected', 6],
    [429, 'rate_limited', 12],
    [408, 'timeout', 3],
  ])('%i ends in %s after %i', async (code, errorClass, tries) => {
    const { client, server } = await clientOf({ answer: () => status(code) })
    // Others are answered, so that it is the call that fails and not the server.
    server.set({ answer: ({ messages }) => (messages[0]?.content.includes('poison') ? status(code) : undefined) })
    const reply = await client.answer(textQuestion('poison'), never)
    expect(reply).toMatchObject({ status: 'error', errorClass, tries, raw: null, message: `The server answered ${code}: Something Given up after ${tries} tries.` })
    expect(client.state().waiting).toBeNull()
  })

  test('a server that hangs ends in timeout, one that cuts in connection', async () => {
    const hanging = await clientOf({ answer: () => ({ hang: true }) }, { timeoutSeconds: 0.05 })
    expect(await hanging.client.answer(textQuestion(), never)).toMatchObject({ status: 'error', errorClass: 'timeout', tries: 3 })
    const cutting = await clientOf({ answer: ({ messages }) => (messages[0]?.content.includes('poison') ? { cut: 'before' } : 'yes') })
    expect(await cutting.client.answer(textQuestion('poison'), never)).toMatchObject({ status: 'error', errorClass: 'connection', tries: 6, message: expect.stringContaining('ECONNRESET') })
  })

  test('an error while repairing keeps the first answer', async () => {
    const { client } = await clientOf({ answer: ({ messages }) => (messages.length === 2 ? 'Not JSON' : status(400)) })
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'error', errorClass: 'rejected', raw: 'Not JSON', repaired: { raw: 'Not JSON' } })
  })
})

describe('Retry-After', () => {
  test('holds back all calls, not only the one that was told', async () => {
    const clock = fakeClock()
    const states: ModelClientState[] = []
    const answer = ({ nth, messages }: FaultRequest) => (nth === 0 && messages[0]?.content.includes('one') ? status(429, { 'retry-after': '7' }) : 'text')
    const { client, server } = await clientOf({ answer }, {}, { clock, onState: (state) => states.push(state) })
    const first = client.answer(textQuestion('one'), never)
    await until(() => client.state().servers[0]?.resting !== null)
    const second = client.answer(textQuestion('two'), never)
    await clock.advance(6999)
    expect(server.requests.total).toBe(1)
    expect(client.state()).toMatchObject({ inFlight: 0, queued: 2, waiting: { since: 1_000_000, why: expect.stringContaining('429') } })
    await clock.advance(1)
    expect(await first).toMatchObject({ status: 'ok', tries: 2 })
    expect(await second).toMatchObject({ status: 'ok', tries: 1 })
    expect(states.map(({ waiting }) => waiting !== null)).toEqual([true, false])
  })
})

describe('abort', () => {
  test('ends a call in flight with the reason', async () => {
    const { client, server } = await clientOf({ answer: () => ({ hang: true }) })
    const stop = new AbortController()
    const reply = client.answer(textQuestion(), stop.signal)
    await until(() => server.requests.total === 1)
    stop.abort(new Error('paused'))
    await expect(reply).rejects.toThrow('paused')
    await until(() => server.requests.inFlight === 0)
    expect(client.state()).toMatchObject({ inFlight: 0, queued: 0 })
  })

  test('ends a call that waits for a place, for its next try, or that has not begun', async () => {
    const { client, server } = await clientOf({ answer: ({ messages }) => (messages[0]?.content.includes('busy') ? { hang: true } : status(500)) }, { concurrency: 1 }, { random: () => 1 })
    const stop = new AbortController()
    const held = client.answer(textQuestion('busy'), stop.signal)
    const queued = client.answer(textQuestion('other'), stop.signal)
    await until(() => server.requests.total === 1)
    expect(client.state()).toMatchObject({ inFlight: 1, queued: 1 })
    stop.abort(new Error('paused'))
    await expect(held).rejects.toThrow('paused')
    await expect(queued).rejects.toThrow('paused')
    const again = new AbortController()
    const sleeping = client.answer(textQuestion('failing'), again.signal)
    await until(() => server.requests.outcomes[500] === 1)
    again.abort(new Error('cancelled'))
    await expect(sleeping).rejects.toThrow('cancelled')
    await expect(client.answer(textQuestion(), again.signal)).rejects.toThrow('cancelled')
    expect(client.state()).toMatchObject({ inFlight: 0, queued: 0 })
  })
})
