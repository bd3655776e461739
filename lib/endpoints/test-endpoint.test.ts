import { afterEach, describe, expect, it } from 'vitest'
import type { EndpointSettings } from '#lib/endpoints/contract.ts'
import { createEndpoint } from '#lib/endpoints/endpoints.ts'
import { endpointInput } from '#lib/endpoints/contract.ts'
import { smallServer, type SmallServer } from '#lib/endpoints/small-server.fixture.ts'
import { testEndpoint, testKeptEndpoint } from '#lib/endpoints/test-endpoint.ts'
import { db } from '#lib/db/client.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const key = 'sk-nobody-may-see-this-0123456789'
const open: SmallServer[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function serve(...behaviour: Parameters<typeof smallServer>): Promise<SmallServer> {
  const server = await smallServer(...behaviour)
  open.push(server)
  return server
}

function settings(baseUrls: string[], more: Partial<EndpointSettings> = {}): EndpointSettings {
  return {
    id: '01980000-0000-7000-8000-000000000001', name: 'A model', baseUrls, model: 'small', key: null, concurrency: 8, requestsPerMinute: null,
    tokensPerMinute: null, timeoutSeconds: 300, inputPrice: null, outputPrice: null, currency: 'USD', jsonSchema: null, fromEnvironment: false, ...more,
  }
}

describe('a test of an endpoint', () => {
  it('lists the models, measures a call and sees that the server holds to a schema', async () => {
    const server = await serve({ models: ['small', 'large'] })
    const found = await testEndpoint(settings([server.url]))
    expect(found).toMatchObject({ ok: true, models: ['small', 'large'], modelListed: true, jsonSchema: true, error: null })
    expect(found.latencyMs).toBeGreaterThanOrEqual(0)
    expect(found.outputTokensPerSecond).toBeGreaterThan(0)
    expect(server.seen.every((authorization) => authorization === undefined)).toBe(true)
  })

  it('sends the key it has', async () => {
    const server = await serve({ key })
    expect(await testEndpoint(settings([server.url], { key }))).toMatchObject({ ok: true, error: null })
  })

  it('sees that a server holds to a schema that is asked for as an object, the only way it knows', async () => {
    const server = await serve({ asObject: true })
    expect(await testEndpoint(settings([server.url]))).toMatchObject({ ok: true, jsonSchema: true, error: null })
  })

  it('sees that a server answers prose where a schema is asked for', async () => {
    const server = await serve({ prose: true })
    expect(await testEndpoint(settings([server.url]))).toMatchObject({ ok: true, jsonSchema: false, error: null })
  })

  it('gets on with a server that calls the limit of tokens by the newer name', async () => {
    const server = await serve({ newerLimit: true })
    expect(await testEndpoint(settings([server.url]))).toMatchObject({ ok: true, jsonSchema: true })
  })

  it('does not take two servers of different models for one endpoint', async () => {
    const [one, two] = [await serve(), await serve({ models: ['large'] })]
    expect((await testEndpoint(settings([one.url, two.url]))).error).toMatch(/must serve the same model/)
  })
})

describe('a test that fails says what to do', () => {
  it('when nothing listens', async () => {
    const server = await serve()
    await server.close()
    expect((await testEndpoint(settings([server.url]))).error).toMatch(/^Nothing listens at 127\.0\.0\.1:\d+\./)
  })

  it('when one of several servers is down, and names it', async () => {
    const [up, down] = [await serve(), await serve()]
    await down.close()
    expect((await testEndpoint(settings([up.url, down.url]))).error).toContain(new URL(down.url).host)
  })

  it('when there is no such host', async () => {
    expect((await testEndpoint(settings(['http://nothing.invalid/v1']))).error).toMatch(/There is no host nothing\.invalid|cannot be reached/)
  })

  it('when /v1 is missing', async () => {
    const { url } = await serve()
    const bare = url.replace('/v1', '')
    expect((await testEndpoint(settings([bare]))).error).toContain(`try ${bare}/v1`)
  })

  it('when there is a website', async () => {
    const { url } = await serve({ website: true })
    expect((await testEndpoint(settings([url.replace('/v1', '')]))).error).toMatch(/something else than the OpenAI API.*ends in \/v1/)
  })

  it('when a key is missing or wrong, without repeating what the server repeats', async () => {
    const server = await serve({ key: 'the right one' })
    expect((await testEndpoint(settings([server.url]))).error).toMatch(/wants a key/)
    const found = await testEndpoint(settings([server.url], { key }))
    expect(found.error).toMatch(/refused the key/)
    expect(JSON.stringify(found)).not.toContain(key)
  })

  it('when the server does not know the model, and which it knows', async () => {
    const server = await serve({ models: ['one', 'two'] })
    const found = await testEndpoint(settings([server.url]))
    expect(found).toMatchObject({ ok: false, modelListed: false, error: 'The server does not know the model "small". It lists "one", "two".' })
  })

  it('when no answer comes in time', async () => {
    const server = await serve({ hangs: true })
    expect((await testEndpoint(settings([server.url]), 200)).error).toMatch(/did not answer within 0\.2 seconds/)
  })
})

describe('the test of a kept endpoint', () => {
  const owner = { ...ada, role: 'owner' }

  it('is kept with what it found, and is asked for by the owner and admins alone', async () => {
    const server = await serve({ key })
    const made = await createEndpoint(owner, endpointInput.parse({ name: 'Kept', baseUrls: [server.url], model: 'small', key }))
    const view = await testKeptEndpoint(owner, made.id)
    expect(view).toMatchObject({ jsonSchema: true, lastTest: { ok: true, modelListed: true } })
    await expect(testKeptEndpoint(ada, made.id)).rejects.toThrow(/Only the owner/)
  })

  it('finds that the key cannot be read any more', async () => {
    const made = await createEndpoint(owner, endpointInput.parse({ name: 'Tampered', baseUrls: ['http://127.0.0.1:1/v1'], model: 'small', key }))
    await db().endpoint.update({ where: { id: made.id }, data: { encryptedKey: new Uint8Array(40) } })
    expect((await testKeptEndpoint(owner, made.id)).lastTest?.error).toMatch(/Enter the key again/)
  })
})
