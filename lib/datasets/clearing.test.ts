import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { profileInput } from '#lib/auth/contract.ts'
import { setProfile } from '#lib/auth/profile.ts'
import { people } from '#lib/comments/comments.ts'
import { db } from '#lib/db/client.ts'
import { endpointChange, endpointInput } from '#lib/endpoints/contract.ts'
import { changeEndpoint, createEndpoint, endpointSettings, listEndpoints } from '#lib/endpoints/endpoints.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { datasetPatch } from './contract.ts'
import { createDataset, getDataset, listDatasets, updateDataset } from './datasets.ts'
import { guidelinesVersions } from './guidelines.ts'

useInstallation()
beforeEach(() => ['OPENAI_BASE_URL', 'OPENAI_API_KEY', 'PINCER_MODEL'].forEach((name) => vi.stubEnv(name, undefined)))
afterEach(() => vi.unstubAllEnvs())

const full = { description: 'Questions about tides', guidelines: 'Look at the tide tables.', license: 'CC-BY-4.0' }
const clearings = [
  { given: { description: '' }, left: { description: '' } },
  { given: { guidelines: '' }, left: { guidelines: '' } },
  { given: { license: '' }, left: { license: null } },
  { given: { license: null }, left: { license: null } },
  { given: { description: '', guidelines: '', license: null }, left: { description: '', guidelines: '', license: null } },
]

it.each(clearings)('a dataset whose $given is cleared is answered and read without it, and with the rest', async ({ given, left }) => {
  const { id } = await createDataset(ada, { name: `Tides ${crypto.randomUUID()}` })
  const filled = await updateDataset(ada, id, datasetPatch.parse(full))
  expect(filled).toMatchObject(full)
  expect(await getDataset(id)).toEqual(filled)
  const cleared = await updateDataset(ada, id, datasetPatch.parse(given))
  expect(cleared).toEqual({ ...filled, ...left, guidelinesVersion: 'guidelines' in given ? 2 : 1 })
  expect(await getDataset(id)).toEqual(cleared)
  expect((await listDatasets()).find((dataset) => dataset.id === id)).toEqual(cleared)
})

it('guidelines that are cleared are a version of their own, and written again the next', async () => {
  const { id } = await createDataset(ada, { name: 'Versions', guidelines: full.guidelines })
  await updateDataset(ada, id, datasetPatch.parse({ guidelines: '', guidelinesVersion: 1, guidelinesNote: 'Begun anew' }))
  // Cleared twice, nothing is new.
  await updateDataset(ada, id, { guidelines: '' })
  await updateDataset(ada, id, { guidelines: full.guidelines })
  expect((await guidelinesVersions(id)).map(({ number, text, note }) => [number, text, note])).toEqual([[3, full.guidelines, ''], [2, '', 'Begun anew'], [1, full.guidelines, '']])
  expect(await getDataset(id)).toMatchObject({ guidelines: full.guidelines, guidelinesVersion: 3 })
})

it('what may be left out of an endpoint can be cleared, each by itself and the key too', async () => {
  const owner = { ...ada, role: 'owner' }
  const optional = { requestsPerMinute: 60, tokensPerMinute: 90_000, inputPrice: 0.5, outputPrice: 1.5 }
  const made = await createEndpoint(owner, endpointInput.parse({ name: 'Clearing', baseUrls: ['http://127.0.0.1:9/v1'], model: 'small', key: 'sk-of-this-endpoint-alone', ...optional }))
  expect(made).toMatchObject({ ...optional, hasKey: true })
  let left = made
  for (const field of ['requestsPerMinute', 'tokensPerMinute', 'inputPrice', 'outputPrice'] as const) {
    const changed = await changeEndpoint(owner, made.id, endpointChange.parse({ [field]: null }))
    expect(changed).toEqual({ ...left, [field]: null })
    left = changed
  }
  const keyless = await changeEndpoint(owner, made.id, endpointChange.parse({ key: '' }))
  expect(keyless).toEqual({ ...left, hasKey: false })
  expect((await listEndpoints()).endpoints).toEqual([keyless])
  expect(await endpointSettings(made.id)).toMatchObject({ key: null, requestsPerMinute: null, inputPrice: null })
  expect((await db().endpoint.findUniqueOrThrow({ where: { id: made.id } })).encryptedKey).toBeNull()
})

it('what somebody knows can be cleared', async () => {
  const input = profileInput.parse({ languages: ['de', 'fr'], skills: ['maths'] })
  expect(await setProfile(ada, ada.id, input)).toEqual(input)
  const cleared = await setProfile(ada, ada.id, profileInput.parse({ languages: [], skills: [] }))
  expect(cleared).toEqual({ languages: [], skills: [] })
  expect((await people()).find(({ id }) => id === ada.id)).toMatchObject(cleared)
})
