import { afterEach, describe, expect, it, vi } from 'vitest'
import { openRoute } from '#lib/http/route.ts'
import { mostCharacters, mostItems } from '#lib/rewards/contract.ts'
import { serveRewards } from '#lib/rewards/serve.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const token = 'a-token-of-this-test'
const handler = openRoute({}, async ({ request }) => serveRewards(request))

async function ask(body: unknown, authorization: string | null = `Bearer ${token}`) {
  const headers = { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) }
  const response = await handler(new Request('http://127.0.0.1/api/v1/reward', { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }), { params: Promise.resolve({}) })
  return { status: response.status, body: await response.json() }
}

const item = { response: 'No commas here.', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}] }

describe('rewards over HTTP', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('are given for one response and for several, in order', async () => {
    vi.stubEnv('PINCER_REWARD_TOKEN', token)
    expect(await ask(item)).toMatchObject({ status: 200, body: { rewards: [{ strict: 1, loose: 1, sound: 1, instructions: [{ id: 'punctuation:no_comma', sound: 'pass' }] }] } })
    const { body } = await ask({ items: [{ ...item, response: 'One, two.' }, item] })
    expect(body.rewards.map(({ strict }: { strict: number }) => strict)).toEqual([0, 1])
  })

  it('are for those alone who have the token', async () => {
    vi.stubEnv('PINCER_REWARD_TOKEN', token)
    for (const authorization of [null, 'Bearer another-token-than-this', 'Bearer ', 'Basic YTpi']) {
      const { status, body } = await ask(item, authorization)
      expect(status).toBe(401)
      expect(JSON.stringify(body)).not.toContain(token)
    }
    vi.stubEnv('PINCER_REWARD_TOKEN', 'short')
    expect((await ask(item, 'Bearer short')).status).toBe(401)
    vi.stubEnv('PINCER_REWARD_TOKEN', '')
    expect((await ask(item, 'Bearer ')).status).toBe(401)
  })

  it.each([
    { what: 'no JSON', body: '{', field: undefined },
    { what: 'lists of different length', body: { ...item, kwargs: [] }, field: 'kwargs' },
    { what: 'a field in a batch', body: { items: [item, { ...item, response: 3 }] }, field: 'items.1.response' },
    { what: 'too many', body: { items: Array.from({ length: mostItems + 1 }, () => item) }, field: 'items' },
    { what: 'too long', body: { ...item, response: 'x'.repeat(mostCharacters + 1) }, field: 'body' },
    { what: 'too long for so many instructions', body: { ...item, response: 'x'.repeat(mostCharacters / 2), instruction_id_list: Array.from({ length: 10 }, () => 'punctuation:no_comma'), kwargs: Array.from({ length: 10 }, () => null) }, field: 'body' },
    { what: 'too large', body: ' '.repeat(5 * mostCharacters + 1), field: undefined },
  ])('are refused where something is wrong: $what', async ({ body, field }) => {
    vi.stubEnv('PINCER_REWARD_TOKEN', token)
    const answer = await ask(body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } })
    if (field !== undefined) expect(answer.body.error.details[0].field).toBe(field)
  })

  it('are for so many requests in a minute', async () => {
    vi.stubEnv('PINCER_REWARD_TOKEN', token)
    let status = 200
    for (let n = 0; n < 2600 && status !== 503; n++) status = (await ask('[')).status === 503 ? 503 : 200
    expect(status).toBe(503)
  })
})
