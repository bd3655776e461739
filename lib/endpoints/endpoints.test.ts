import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { endpointChange, endpointInput, type EndpointInput } from '#lib/endpoints/contract.ts'
import { changeEndpoint, createEndpoint, endpointSettings, listEndpoints, removeEndpoint } from '#lib/endpoints/endpoints.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const owner = { ...ada, role: 'owner' }
const secretKey = 'sk-nobody-may-see-this-0123456789'
const variables = ['OPENAI_BASE_URL', 'OPENAI_API_KEY', 'PINCER_MODEL']

beforeEach(async () => {
  for (const name of variables) vi.stubEnv(name, undefined)
  await db().endpoint.deleteMany()
})
afterEach(() => vi.unstubAllEnvs())

function input(more: Partial<EndpointInput> = {}) {
  return endpointInput.parse({ name: 'A model', baseUrls: ['http://127.0.0.1:8000/v1/'], model: 'small', key: secretKey, ...more })
}

describe('an endpoint', () => {
  it('gives its key to the worker and to nobody else', async () => {
    const made = await createEndpoint(owner, input())
    expect((await endpointSettings(made.id)).key).toBe(secretKey)
    expect(made).toMatchObject({ hasKey: true, baseUrls: ['http://127.0.0.1:8000/v1'], concurrency: 8 })

    const changed = await changeEndpoint(owner, made.id, { concurrency: 16, key: `${secretKey}2` })
    const everything = await db().$queryRaw<{ row: string }[]>`SELECT e::text AS row FROM "Endpoint" e UNION ALL SELECT a::text FROM "AuditEvent" a`
    expect(everything.length).toBeGreaterThan(2)
    expect(JSON.stringify([made, changed, await listEndpoints(), everything])).not.toContain('nobody-may-see')
  })

  it('keeps the key that is left out, and forgets it for an empty one', async () => {
    const { id } = await createEndpoint(owner, input())
    await changeEndpoint(owner, id, endpointChange.parse({ name: 'Renamed', inputPrice: 0.5 }))
    expect(await endpointSettings(id)).toMatchObject({ name: 'Renamed', key: secretKey, inputPrice: 0.5, concurrency: 8 })
    expect((await changeEndpoint(owner, id, { key: '' })).hasKey).toBe(false)
    expect((await endpointSettings(id)).key).toBeNull()
  })

  it('changes nothing but what is given', async () => {
    const made = await createEndpoint(owner, input({ concurrency: 64, timeoutSeconds: 20, currency: 'EUR', requestsPerMinute: 90 }))
    expect(await changeEndpoint(owner, made.id, endpointChange.parse({ outputPrice: 2 }))).toEqual({ ...made, outputPrice: 2 })
  })

  it('does not take its kept key to another server', async () => {
    const { id } = await createEndpoint(owner, input())
    await expect(changeEndpoint(owner, id, { baseUrls: ['http://127.0.0.1:8000/v1', 'http://evil.example/v1'] })).rejects.toThrow(/enter the key for evil\.example/)
    await changeEndpoint(owner, id, { baseUrls: ['http://127.0.0.1:8000/other/v1'] })
    await changeEndpoint(owner, id, { baseUrls: ['http://other.example/v1'], key: 'another-key' })
    expect(await endpointSettings(id)).toMatchObject({ baseUrls: ['http://other.example/v1'], key: 'another-key' })
  })

  it('asks for the key again when the stored one was tampered with or the secret changed', async () => {
    const { id } = await createEndpoint(owner, input())
    const { encryptedKey } = await db().endpoint.findUniqueOrThrow({ where: { id } })
    const other = await createEndpoint(owner, input({ name: 'Another' }))
    await db().endpoint.update({ where: { id: other.id }, data: { encryptedKey } })
    await expect(endpointSettings(other.id)).rejects.toThrow(/Enter the key again/)
    vi.stubEnv('PINCER_SECRET', 'another secret of this installation, long enough')
    await expect(endpointSettings(id)).rejects.toThrow(/Enter the key again/)
  })

  it('is written by the owner and admins alone', async () => {
    const { id } = await createEndpoint({ ...ada, role: 'admin' }, input())
    const refused = /Only the owner and admins/
    await expect(createEndpoint(ada, input({ name: 'Mine' }))).rejects.toThrow(refused)
    await expect(changeEndpoint(ada, id, { name: 'Mine' })).rejects.toThrow(refused)
    await expect(removeEndpoint(ada, id)).rejects.toThrow(refused)
    expect((await listEndpoints()).endpoints.map(({ name }) => name)).toEqual(['A model'])
  })

  it('has a name of its own', async () => {
    const first = await createEndpoint(owner, input())
    await expect(createEndpoint(owner, input())).rejects.toMatchObject({ code: 'conflict', details: [{ field: 'name' }] })
    await createEndpoint(owner, input({ name: 'B' }))
    await expect(changeEndpoint(owner, first.id, { name: 'B' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('stays while a run that has not ended asks it', async () => {
    const { id } = await createEndpoint(owner, input())
    const runId = newId()
    await db().run.create({ data: { id: runId, kind: 'generate', status: 'paused', params: { endpointId: null, steps: [{ step: 'judge', endpointId: id }] } } })
    await expect(removeEndpoint(owner, id)).rejects.toThrow(/run that has not ended/)
    await db().run.update({ where: { id: runId }, data: { status: 'done' } })
    await removeEndpoint(owner, id)
    await expect(endpointSettings(id)).rejects.toThrow(/no such endpoint/)
  })

  it.each(['ftp://127.0.0.1/v1', 'file:///etc/passwd', 'http://me:secret@127.0.0.1/v1', '127.0.0.1:8000'])('is not at %s', (url) => {
    expect(endpointInput.safeParse({ name: 'A', model: 'm', baseUrls: [url] }).success).toBe(false)
  })
})

describe('the endpoint of the environment', () => {
  it('is made once, follows the environment and never stores its key', async () => {
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:8000/v1, http://127.0.0.1:8001/v1/')
    vi.stubEnv('OPENAI_API_KEY', secretKey)
    vi.stubEnv('PINCER_MODEL', 'small')
    await Promise.all([listEndpoints(), listEndpoints(), listEndpoints()])
    const { endpoints, environmentProblem } = await listEndpoints()
    expect(environmentProblem).toBeNull()
    expect(endpoints).toHaveLength(1)
    expect(endpoints[0]).toMatchObject({ fromEnvironment: true, hasKey: true, model: 'small', baseUrls: ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8001/v1'] })
    const id = endpoints[0]?.id ?? ''
    expect((await endpointSettings(id)).key).toBe(secretKey)
    expect((await db().endpoint.findUniqueOrThrow({ where: { id } })).encryptedKey).toBeNull()

    await changeEndpoint(owner, id, { concurrency: 32 })
    vi.stubEnv('PINCER_MODEL', 'large')
    expect((await listEndpoints()).endpoints).toMatchObject([{ id, model: 'large', concurrency: 32 }])
    await expect(changeEndpoint(owner, id, { key: 'x' })).rejects.toThrow(/OPENAI_API_KEY/)
    await expect(removeEndpoint(owner, id)).rejects.toThrow(/comes from the environment/)
  })

  it('is not asked by a process whose environment names another, and can be removed when the environment is gone', async () => {
    vi.stubEnv('OPENAI_API_KEY', secretKey)
    vi.stubEnv('PINCER_MODEL', 'small')
    const id = (await listEndpoints()).endpoints[0]?.id ?? ''
    expect((await endpointSettings(id)).baseUrls).toEqual(['https://api.openai.com/v1'])
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1')
    await expect(endpointSettings(id)).rejects.toThrow(/name another or none/)
    vi.stubEnv('OPENAI_BASE_URL', undefined)
    vi.stubEnv('PINCER_MODEL', undefined)
    await expect(endpointSettings(id)).rejects.toThrow(/name another or none/)
    await removeEndpoint(owner, id)
    expect((await listEndpoints()).endpoints).toEqual([])
  })

  it.each([
    [{ OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' }, /PINCER_MODEL is not/],
    [{ PINCER_MODEL: 'small' }, /neither OPENAI_BASE_URL nor OPENAI_API_KEY/],
    [{ PINCER_MODEL: 'small', OPENAI_BASE_URL: '127.0.0.1:8000' }, /OPENAI_BASE_URL: is not an http/],
    [{ PINCER_MODEL: 'small', OPENAI_BASE_URL: ',' }, /OPENAI_BASE_URL: An endpoint needs an address/],
  ])('says what is missing in %o', async (given, problem) => {
    for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value)
    const list = await listEndpoints()
    expect(list.environmentProblem).toMatch(problem)
    expect(list.endpoints).toEqual([])
  })
})
