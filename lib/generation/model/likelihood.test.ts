import { afterEach, describe, expect, test } from 'vitest'
import { createModelClient } from './client.ts'
import { endpointAt } from './endpoint.fixture.ts'
import { startFaultServer, type FaultServerOptions } from './fault-server.fixture.ts'
import { madeUpLogprob } from './made-up-likelihood.fixture.ts'

const never = new AbortController().signal
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function clientOf(options: FaultServerOptions) {
  const server = await startFaultServer(options)
  const client = createModelClient(endpointAt(server.url), { random: () => 0 })
  ends.push(server.stop, client.close)
  return { server, client }
}

const messages = [{ role: 'user' as const, content: 'Say two words 😀.' }]

describe('the likelihood of a completion', () => {
  test('is summed over its own tokens, through the chat template where the server gives log-probabilities of a prompt', async () => {
    const { client } = await clientOf({ likelihood: 'chat', seed: 3 })
    const reply = await client.likelihood(messages, 'good morning', never)
    // Before it: <|user|> Say two words 😀. <|assistant|>
    const logprob = madeUpLogprob(3, ' good', 6) + madeUpLogprob(3, ' morning', 7)
    expect(reply).toMatchObject({ status: 'ok', value: { tokens: 2, method: 'chat' }, tries: 2 })
    expect(reply.status === 'ok' && reply.value.logprob).toBeCloseTo(logprob, 10)
  })

  test('comes from completions with echo where only those have it, the generated token left out', async () => {
    const { client, server } = await clientOf({ likelihood: 'echo', seed: 3 })
    const reply = await client.likelihood(messages, 'good morning', never)
    // Before it: user:\nSay two words 😀.\n\nassistant:
    const logprob = madeUpLogprob(3, '\ngood', 6) + madeUpLogprob(3, ' morning', 7)
    expect(reply).toMatchObject({ status: 'ok', value: { tokens: 2, method: 'plain' } })
    expect(reply.status === 'ok' && reply.value.logprob).toBeCloseTo(logprob, 10)
    const before = server.requests.total
    expect(await client.likelihood(messages, 'good evening', never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(server.requests.total).toBe(before + 1)
  })

  test('is unsupported, with a sentence why, where the server has neither; and is not asked for again', async () => {
    const { client, server } = await clientOf({ likelihood: 'none' })
    const reply = await client.likelihood(messages, 'good morning', never)
    expect(reply).toMatchObject({ status: 'error', errorClass: 'unsupported', message: expect.stringContaining('no log-probabilities') })
    const before = server.requests.total
    expect(await client.likelihood(messages, 'good evening', never)).toMatchObject({ status: 'error', errorClass: 'unsupported', tries: 0 })
    expect(server.requests.total).toBe(before)
    expect(client.state().refused).toBeNull()
  })

  test('is unsupported where the log-probabilities are not those of the tokens, which a foreseeable text shows', async () => {
    const { client, server } = await clientOf({ likelihood: 'misplaced' })
    const unsupported = { status: 'error', errorClass: 'unsupported', message: expect.stringContaining('counting to twenty') }
    expect(await client.likelihood(messages, 'good morning', never)).toMatchObject(unsupported)
    const before = server.requests.total
    expect(await client.likelihood(messages, 'good evening', never)).toMatchObject({ ...unsupported, tries: 0 })
    expect(server.requests.total).toBe(before)
  })

  test('fails as answers do where the server fails, without being taken for unsupported', async () => {
    const { client, server } = await clientOf({ likelihood: 'chat', answer: () => ({ status: 401 }) })
    expect(await client.likelihood(messages, 'good', never)).toMatchObject({ status: 'error', errorClass: 'auth' })
    server.set({ answer: () => undefined })
    expect(await client.likelihood(messages, 'good', never)).toMatchObject({ status: 'ok' })
  })

  test('of nothing is no question, and says nothing about the endpoint', async () => {
    const { client } = await clientOf({ likelihood: 'chat' })
    expect(await client.likelihood(messages, ' ', never)).toMatchObject({ status: 'error', errorClass: 'rejected', tries: 0 })
    expect(await client.likelihood(messages, 'good', never)).toMatchObject({ status: 'ok' })
  })

  test('is recognised when it is asked again', async () => {
    const { client } = await clientOf({})
    const { hash } = client.requestOfLikelihood(messages, 'a')
    expect(client.requestOfLikelihood(messages, 'a').hash).toBe(hash)
    expect(client.requestOfLikelihood(messages, 'b').hash).not.toBe(hash)
  })
})
