import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { createModelClient, type ModelClient, type ModelClientOptions } from './client.ts'
import { endpointAt, jsonQuestion, textQuestion } from './endpoint.fixture.ts'
import { startFaultServer, type FaultRequest, type FaultServerOptions } from './fault-server.fixture.ts'
import { z } from 'zod'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import type { Question } from '#lib/generation/step.ts'

const never = new AbortController().signal
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function clientOf(server: FaultServerOptions, settings: Partial<EndpointSettings> = {}, options: ModelClientOptions = {}) {
  const started = await startFaultServer(server)
  const client: ModelClient = createModelClient(endpointAt(started.url, settings), { random: () => 0, ...options })
  ends.push(client.close, started.stop)
  return { client, server: started }
}

const good = JSON.stringify({ verdict: 'yes', reason: 'because' })

describe('a JSON answer', () => {
  test('is asked for with its schema, parsed, and counted', async () => {
    const seen: unknown[] = []
    const { client } = await clientOf({ answer: (request) => (seen.push(request.response_format), good) })
    const reply = await client.answer(jsonQuestion(), never)
    expect(reply).toMatchObject({ status: 'ok', value: { verdict: 'yes', reason: 'because' }, raw: good, repaired: null, model: 'made-up-model', finishReason: 'stop', tries: 1 })
    expect(reply.inputTokens).toBeGreaterThan(3)
    expect(reply.outputTokens).toBe(Math.ceil(good.length / 4))
    expect(reply.latencyMs).toBeGreaterThanOrEqual(0)
    expect(seen).toEqual([
      {
        type: 'json_schema',
        json_schema: {
          name: 'verdict',
          strict: true,
          schema: {
            type: 'object',
            properties: { verdict: { type: 'string', enum: ['yes', 'no'] }, reason: { type: 'string', minLength: 3 } },
            required: ['verdict', 'reason'],
            additionalProperties: false,
          },
        },
      },
    ])
  })

  test('that is wrong is repaired once, in the same conversation, with what was wrong', async () => {
    const conversations: string[][] = []
    const { client } = await clientOf({
      answer: (request) => {
        conversations.push(request.messages.map(({ role, content }) => `${role}: ${content}`))
        return request.messages.length === 2 ? '{"verdict":"maybe","reason":"because"}' : good
      },
    })
    const reply = await client.answer(jsonQuestion(), never)
    expect(reply).toMatchObject({ status: 'ok', value: { verdict: 'yes' }, raw: good, tries: 2 })
    expect(reply.repaired?.raw).toBe('{"verdict":"maybe","reason":"because"}')
    expect(reply.repaired?.problem).toContain('verdict')
    expect(conversations[1]?.[2]).toBe('assistant: {"verdict":"maybe","reason":"because"}')
    expect(conversations[1]?.[3]).toContain(reply.repaired?.problem)
    const both = conversations.flat().join(' ').length
    expect(reply.inputTokens).toBeGreaterThan(both / 4 - 30)
  })

  test('that is wrong twice is an error with its raw text', async () => {
    const { client } = await clientOf({ answer: () => 'No JSON from me.' })
    const reply = await client.answer(jsonQuestion(), never)
    expect(reply).toMatchObject({ status: 'error', errorClass: 'bad_json', raw: 'No JSON from me.', tries: 2, repaired: { raw: 'No JSON from me.', problem: 'The answer holds no JSON object.' } })
  })

  test('is checked for what its schema cannot see', async () => {
    const check = ({ reason }: { reason: string }) => (reason === 'because' ? 'The reason says nothing.' : null)
    const { client } = await clientOf({ answer: ({ messages }) => (messages.length === 2 ? good : '{"verdict":"no","reason":"it rains"}') })
    const question = jsonQuestion()
    if (question.answer.kind === 'json') question.answer.check = check
    expect(await client.answer(question, never)).toMatchObject({ status: 'ok', value: { verdict: 'no', reason: 'it rains' }, repaired: { problem: 'The reason says nothing.' } })
  })

  test('comes from the prompt where the server refuses response_format, which is remembered', async () => {
    const { client, server } = await clientOf({ jsonSchema: 'refused', answer: ({ messages }) => (messages.at(-1)?.content.includes('"enum":["yes","no"]') ? good : 'What?') })
    expect(await client.answer(jsonQuestion('this'), never)).toMatchObject({ status: 'ok', tries: 3, repaired: null })
    expect(await client.answer(jsonQuestion('that'), never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(server.requests.outcomes).toEqual({ 400: 2, ok: 2 })
  })

  test('is asked for as an object with its schema where the server knows only that, and fails (500) at the other', async () => {
    const seen: unknown[] = []
    const { client, server } = await clientOf({ jsonSchema: 'as_object', answer: ({ response_format: format, messages }) => (seen.push([format, messages.at(-1)?.content]), good) })
    expect(await client.answer(jsonQuestion('this'), never)).toMatchObject({ status: 'ok', tries: 2, repaired: null })
    expect(await client.answer(jsonQuestion('that'), never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(server.requests.outcomes).toEqual({ 500: 1, ok: 2 })
    expect(client.state().servers[0]).toMatchObject({ failuresInRow: 0, resting: null })
    expect(seen[1]).toEqual([{ type: 'json_object', schema: expect.objectContaining({ required: ['verdict', 'reason'] }) }, expect.stringContaining('"enum":["yes","no"]')])
  })

  test('comes from the prompt where the refusal does not say why, but is gone without response_format', async () => {
    const { client, server } = await clientOf({ answer: (request) => (request.response_format ? { status: 400, body: { error: { message: 'Bad request' } } } : good) })
    const replies = await Promise.all(['a', 'b', 'c'].map((about) => client.answer(jsonQuestion(about), never)))
    expect(replies.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok'])
    expect(await client.answer(jsonQuestion('d'), never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(server.requests.total).toBe(7)
  })

  test('comes from the prompt for any schema once three were refused and none was taken', async () => {
    const { client, server } = await clientOf({ jsonSchema: 'refused', answer: () => '{"n":1}' })
    for (let i = 0; i < 5; i++) {
      const question: Question<{ n: number }> = { ...jsonQuestion(), answer: { kind: 'json', name: 'n', schema: z.object({ n: z.int().max(i + 1) }) } }
      expect(await client.answer(question, never)).toMatchObject({ status: 'ok' })
    }
    expect(server.requests.outcomes).toEqual({ 400: 6, ok: 5 })
  })

  test('in parts is read without its thoughts', async () => {
    const parts = [{ type: 'thinking', thinking: 'Hm.' }, { type: 'text', text: good }]
    const { client } = await clientOf({ answer: () => ({ status: 200, body: { choices: [{ message: { content: parts } }] } }) })
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'ok', value: { verdict: 'yes' }, inputTokens: null, outputTokens: null })
  })

  test('is never asked for with response_format where the endpoint was found not to hold to it', async () => {
    const { client } = await clientOf({ answer: (request) => (request.response_format ? 'What?' : good) }, { jsonSchema: false })
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'ok', tries: 1, repaired: null })
  })
})

describe('a text answer', () => {
  test('is taken as it is, without what the model thought before', async () => {
    const { client } = await clientOf({ answer: () => '<think>\nHm.\n</think>\n\nA poem.' })
    expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', value: 'A poem.', raw: '<think>\nHm.\n</think>\n\nA poem.' })
  })

  test('is checked and repaired alike', async () => {
    const { client } = await clientOf({ answer: ({ messages }) => (messages.length === 1 ? 'short' : 'long enough') })
    const question = textQuestion('it', { answer: { kind: 'text', check: (text) => (text.length < 8 ? 'It is too short.' : null) } })
    expect(await client.answer(question, never)).toMatchObject({ status: 'ok', value: 'long enough', repaired: { raw: 'short', problem: 'It is too short.' } })
  })
})

describe('an answer that cannot be had has an error class', () => {
  const cases: [string, FaultServerOptions['answer'], object][] = [
    ['truncated', () => ({ content: '{"verdict":', finishReason: 'length' }), { raw: '{"verdict":', tries: 1, finishReason: 'length' }],
    ['truncated', () => ({ content: '{"verdict":"yes","reason":"because"}', finishReason: 'max_tokens' }), { tries: 1, finishReason: 'max_tokens' }],
    ['truncated', () => ({ content: '{"verdict":"yes","reason":"because"}', finishReason: 'model_length' }), { tries: 1 }],
    ['refused', () => ({ content: '{"verdict":"yes","reason":"because"}', finishReason: 'SAFETY' }), { tries: 1 }],
    ['refused', () => ({ content: null, refusal: 'I will not.' }), { raw: 'I will not.', message: 'The model refused: I will not.' }],
    ['refused', () => ({ content: '', finishReason: 'content_filter' }), { tries: 1 }],
    ['refused', () => ({ status: 400, body: { error: { message: 'The response was filtered', code: 'content_filter' } } }), { tries: 1 }],
    ['too_long', () => ({ status: 400, body: { error: { message: "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens" } } }), { raw: null, tries: 1 }],
    ['too_long', () => ({ status: 400, body: { error: { message: 'the request exceeds the available context size', type: 'exceed_context_size_error' } } }), { tries: 1 }],
    ['auth', () => ({ status: 401, body: { error: { message: 'No.' } } }), { tries: 1 }],
    ['rejected', () => ({ status: 404, body: { error: { message: 'The model does not exist.' } } }), { tries: 1, message: 'The server answered 404: The model does not exist.' }],
    ['rate_limited', () => ({ status: 429, body: { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } } }), { tries: 1 }],
  ]
  test.each(cases)('%s', async (errorClass, answer, more) => {
    const { client } = await clientOf({ answer })
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'error', errorClass, ...more })
  })

  test('newer names of parameters are learned from the refusal', async () => {
    const bodies: unknown[] = []
    const { client } = await clientOf({
      answer: ({ max_tokens, max_completion_tokens, temperature }) => {
        bodies.push({ max_tokens, max_completion_tokens, temperature })
        if (max_tokens !== undefined) return { status: 400, body: { error: { message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead." } } }
        if (temperature !== undefined) return { status: 400, body: { error: { message: "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported." } } }
        return 'text'
      },
    })
    expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', tries: 3 })
    expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(bodies.at(-1)).toEqual({ max_tokens: undefined, max_completion_tokens: 200, temperature: undefined })
  })
})

describe('thoughts that use up the tokens of an answer', () => {
  /** Thinks for 3000 tokens, then answers in 20. */
  const thinking = (message: object, usage: object = {}) => ({
    answer: (request: { max_tokens?: number | undefined }) => {
      const room = request.max_tokens ?? 0
      const choice = room < 3020 ? { finish_reason: 'length', message } : { finish_reason: 'stop', message: { content: good } }
      return { status: 200, body: { choices: [choice], usage: { prompt_tokens: 10, completion_tokens: Math.min(room, 3020), ...usage } } }
    },
  })

  test.each([
    ['within the answer', { content: '<think>\nLet me see, ' }, {}],
    ['apart', { content: null, reasoning_content: 'Let me see, ' }, {}],
    ['apart, by the other name', { content: '{"ver', reasoning: 'Let me see, ' }, {}],
    ['unseen, and counted', { content: '{"ver' }, { completion_tokens_details: { reasoning_tokens: 190 } }],
    ['unseen', { content: '' }, {}],
  ])('%s get room of their own, which the next call has from the start', async (_, message, usage) => {
    const { client, server } = await clientOf(thinking(message, usage))
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'ok', value: { verdict: 'yes' }, tries: 2, outputTokens: 200 + 3020, inputTokens: 20, repaired: null })
    expect(await client.answer(jsonQuestion('that'), never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(server.requests.total).toBe(3)
  })

  test('without end are given up, and the message says what to do', async () => {
    const { client } = await clientOf({ answer: () => ({ content: '<think>Let me see, let me see, ', finishReason: 'length' }) })
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'error', errorClass: 'truncated', tries: 3, message: expect.stringMatching(/thoughts.*turn its thinking off/s) })
  })

  test('get none where the answer itself is what is long', async () => {
    const { client } = await clientOf({ answer: () => ({ content: `<think>Short.</think>${'word '.repeat(300)}`, finishReason: 'length' }) })
    expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'error', errorClass: 'truncated', tries: 1, message: expect.stringContaining('200 tokens') })
  })

  test('are not taken for what runs into the limit as blanks, as JSON modes do', async () => {
    const { client } = await clientOf({ answer: () => ({ content: '\n\t '.repeat(200), finishReason: 'length' }) })
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'error', errorClass: 'truncated', tries: 1 })
  })

  test('cost no question its answer that has room for it and none for thoughts', async () => {
    const { client } = await clientOf({
      answer: ({ max_tokens = 0, messages }) => {
        if (messages[1]?.content.includes('long') && max_tokens > 1000) return { status: 400, body: { error: { message: "This model's maximum context length is 4096 tokens." } } }
        return max_tokens > 1000 || messages[1]?.content.includes('long') ? good : { content: '', finishReason: 'length' }
      },
    })
    expect(await client.answer(jsonQuestion('short'), never)).toMatchObject({ status: 'ok', tries: 2 })
    expect(await client.answer(jsonQuestion('long'), never)).toMatchObject({ status: 'ok', tries: 2 })
    const narrow = await clientOf({ answer: ({ max_tokens = 0 }) => (max_tokens > 1000 ? { status: 400, body: { error: { message: 'max_tokens is too large: this model supports at most 1000' } } } : { content: '', finishReason: 'length' }) })
    expect(await narrow.client.answer(textQuestion(), never)).toMatchObject({ status: 'error', errorClass: 'truncated' })
  })
})

test.each(['abort', 'error', 'insufficient_system_resource'])('an answer that the server itself broke off (%s) is no answer, and is asked for again', async (finishReason) => {
  const { client } = await clientOf({ answer: ({ nth }) => (nth === 0 ? { content: 'Half of an', finishReason } : 'All of an answer.') })
  expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', value: 'All of an answer.', tries: 2 })
  const always = await clientOf({ answer: ({ messages }) => (messages[0]?.content.includes('poison') ? { content: 'Half of an', finishReason } : undefined) })
  expect(await always.client.answer(textQuestion('poison'), never)).toMatchObject({ status: 'error', errorClass: 'server', message: expect.stringContaining(`broke the answer off (finish_reason ${finishReason})`) })
})

test.each([{ prompt_tokens: 12.5, completion_tokens: 3 }, { prompt_tokens: '12', completion_tokens: 3 }, { prompt_tokens: -1, completion_tokens: 3 }, { prompt_tokens: 3e9, completion_tokens: 3 }])('figures that are none (%o) cost no answer, and are not counted', async (usage) => {
  const { client } = await clientOf({ answer: () => ({ status: 200, body: { choices: [{ finish_reason: 'stop', message: { content: 'text' } }], usage } }) })
  expect(await client.answer(textQuestion(), never)).toMatchObject({ status: 'ok', tries: 1, inputTokens: null, outputTokens: 3 })
})

describe('what a model does not take is learned from the refusal, and nothing more is left out', () => {
  const refusing = (refuses: (request: FaultRequest) => string | false | undefined, status = 400) => {
    const seen: FaultRequest[] = []
    const answer = (request: FaultRequest) => {
      seen.push(request)
      const message = refuses(request)
      return message ? { status, body: { error: { message } } } : good
    }
    return { seen, answer }
  }

  test.each([
    ['`temperature` is deprecated for this model.'],
    ['invalid temperature: only 1 is allowed for this model'],
    ['temperature: Extra inputs are not permitted'],
  ])('%s', async (message) => {
    const { answer } = refusing((request) => request.temperature !== undefined && message)
    const { client } = await clientOf({ answer })
    expect(await client.answer(jsonQuestion('it', { topP: 0.9 }), never)).toMatchObject({ status: 'ok', tries: 2 })
  })

  test.each([
    ['`temperature` and `top_p` cannot both be specified for this model. Please use only one.'],
    ["Unsupported parameter: 'top_p' is not supported with this model."],
  ])('%s', async (message) => {
    const { answer, seen } = refusing((request) => request.top_p !== undefined && message)
    const { client } = await clientOf({ answer })
    expect(await client.answer(jsonQuestion('it', { topP: 0.9 }), never)).toMatchObject({ status: 'ok', tries: 2 })
    expect(await client.answer(jsonQuestion('that', { topP: 0.9 }), never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(seen.at(-1)).toMatchObject({ temperature: 0.2, response_format: { type: 'json_schema' } })
  })

  test.each([
    [400, 'System role not supported'],
    [400, 'Conversation roles must alternate user/assistant/user/assistant/...'],
    [500, 'Only user and assistant roles are supported!'],
    [400, "Unsupported value: 'messages[0].role' does not support 'system' with this model."],
    [400, 'Developer instruction is not enabled for models/gemma-3-27b-it'],
  ])('%i %s', async (status, message) => {
    const { answer, seen } = refusing(({ messages }) => messages[0]?.role === 'system' && message, status)
    const { client } = await clientOf({ answer })
    expect(await client.answer(jsonQuestion('it'), never)).toMatchObject({ status: 'ok', tries: 2 })
    expect(await client.answer(jsonQuestion('that'), never)).toMatchObject({ status: 'ok', tries: 1 })
    expect(seen.at(-1)).toMatchObject({ messages: [{ role: 'user', content: 'You judge.\n\nIs that so?' }], response_format: { type: 'json_schema' } })
  })
})

describe('the key of an endpoint', () => {
  const key = 'sk-test-0123456789abcdef/+"quoted"'

  test('stands in no message, raw text or state, even when the server repeats it', async () => {
    const { client, server } = await clientOf({ key: 'another' }, { key })
    for (let i = 0; i < 3; i++) {
      const reply = await client.answer(jsonQuestion(String(i)), never)
      expect(reply).toMatchObject({ status: 'error', errorClass: 'auth', message: expect.stringContaining('[key left out]') })
      expect(JSON.stringify(reply)).not.toContain('0123456789abcdef')
    }
    expect(client.state().refused?.why).toContain('401')
    expect(JSON.stringify(client.state())).not.toContain('0123456789abcdef')
    expect(server.requests.outcomes).toEqual({ 401: 3 })
  })

  test('stands in no answer either', async () => {
    const plain = 'sk-test-0123456789abcdef'
    const { client } = await clientOf({ answer: () => `{"verdict":"yes","reason":"You sent ${plain}."}` }, { key: plain })
    expect(await client.answer(jsonQuestion(), never)).toMatchObject({ status: 'ok', value: { reason: 'You sent [key left out].' } })
  })

  test('that no header can hold fails at once', async () => {
    const { client } = await clientOf({}, { key: 'ключ-0123456789abcdef' })
    const reply = await client.answer(jsonQuestion(), never)
    expect(reply).toMatchObject({ status: 'error', errorClass: 'rejected', tries: 1, message: expect.stringContaining('could not be sent') })
    expect(JSON.stringify(reply)).not.toContain('0123456789abcdef')
  })

  test('is not taken from the environment, which belongs to another endpoint', async () => {
    process.env.OPENAI_API_KEY = 'sk-of-the-environment'
    ends.push(() => delete process.env.OPENAI_API_KEY)
    const { client } = await clientOf({ key: 'none' })
    const reply = await client.answer(jsonQuestion(), never)
    expect(reply).toMatchObject({ status: 'error', errorClass: 'auth', message: expect.stringContaining('undefined') })
  })
})

test.each([1, 7, 300])('%i calls at once go out at once, and no more', async (concurrency) => {
  const { promise: until, resolve: goOn } = Promise.withResolvers<void>()
  const { client, server } = await clientOf({ until }, { concurrency, timeoutSeconds: 60 })
  const count = Math.max(20, concurrency + 20)
  const replies = Promise.all(Array.from({ length: count }, (_, i) => client.answer(textQuestion(String(i)), never)))
  await expect.poll(() => server.requests.inFlight).toBe(concurrency)
  // Whoever came besides would come now.
  await sleep(100)
  goOn()
  expect((await replies).every(({ status, tries }) => status === 'ok' && tries === 1)).toBe(true)
  expect(server.requests).toMatchObject({ total: count, mostInFlight: concurrency })
})

describe('a question is recognised', () => {
  test('by everything that is sent, whatever the order of keys, and by nothing else', async () => {
    const { client } = await clientOf({}, { key: 'sk-secret' })
    const { request, json, hash } = client.requestOf(jsonQuestion())
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(request).toMatchObject({ model: 'made-up-model', temperature: 0.2, max_tokens: 200 })
    expect(json).not.toContain('sk-secret')
    expect(client.requestOf(jsonQuestion()).hash).toBe(hash)
    expect(client.requestOf(jsonQuestion('it', { sample: 3, promptVersion: 'judge/2' })).hash).toBe(hash)
    const others = [jsonQuestion('that'), jsonQuestion('it', { temperature: 0 }), jsonQuestion('it', { topP: 0.9 }), jsonQuestion('it', { maxTokens: 1 })]
    expect(new Set([hash, ...others.map((question) => client.requestOf(question).hash), client.requestOf(textQuestion()).hash]).size).toBe(6)
  })
})
