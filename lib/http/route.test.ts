import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '#lib/http/errors.ts'
import { openRoute } from './route.ts'

const options = {
  body: z.object({ name: z.string(), parts: z.array(z.object({ text: z.string() })).optional(), more: z.record(z.string(), z.string()).optional() }),
  query: z.object({ q: z.string().optional() }),
}
const echo = openRoute(options, async ({ body, query }) => ({ ...body, ...query }))

async function send(body: string, query = '') {
  const request = new Request(`http://127.0.0.1/${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const response = await echo(request, { params: Promise.resolve({}) })
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}

describe('text that the database cannot hold', () => {
  it.each([
    ['a zero byte', '{"name":"a\\u0000b"}', '', 'name'],
    ['half a surrogate pair', '{"name":"a\\ud800b"}', '', 'name'],
    ['one deep inside', '{"name":"a","parts":[{"text":"b"},{"text":"\\u0000"}]}', '', 'parts.1.text'],
    ['one in the query', '{"name":"a"}', '?q=%00', 'q'],
    ['one in a key', '{"name":"a","more":{"\\u0000":"b"}}', '', 'more'],
  ])('is refused with its field: %s', async (_, body, query, field) => {
    const { status, answer } = await send(body, query)
    expect(status).toBe(400)
    expect(answer).toMatchObject({ error: { code: 'invalid', details: [{ field }] } })
  })

  it('is no emoji and no other character', async () => {
    const { status, answer } = await send(JSON.stringify({ name: '\u{1F469}\u200D\u{1F467} \u0001 \uFFFD' }), '?q=%F0%9F%8F%B3')
    expect(status).toBe(200)
    expect(answer).toEqual({ name: '\u{1F469}\u200D\u{1F467} \u0001 \uFFFD', q: '\u{1F3F3}' })
  })
})

it.each([['lists', '['.repeat(200_000) + ']'.repeat(200_000)], ['objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`]])('a body of %s in each other without end is refused as such', async (_, nested) => {
  const { status, answer } = await send(`{"name":"a","parts":${nested}}`)
  expect(status).toBe(400)
  expect(answer).toMatchObject({ error: { code: 'invalid', message: expect.stringMatching('256 levels') } })
})

describe('a request that was left', () => {
  it.each([['before the work failed', true, 499], ['not at all', false, 500]])('%s', async (_, left, status) => {
    const leaving = new AbortController()
    const giveUp = openRoute({}, async ({ request }) => {
      if (left) leaving.abort()
      throw left ? request.signal.reason : new Error('out of beans')
    })
    const response = await giveUp(new Request('http://127.0.0.1/', { signal: leaving.signal }), { params: Promise.resolve({}) })
    expect(response.status).toBe(status)
  })
})

it.each([['not_yet', '1'], ['busy', null]] as const)('who asks for something is told when to come again only where it is being made: %s', async (code, after) => {
  const refuse = openRoute({}, async () => {
    throw new AppError(code, 'Come again.')
  })
  const response = await refuse(new Request('http://127.0.0.1/'), { params: Promise.resolve({}) })
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, after])
})
