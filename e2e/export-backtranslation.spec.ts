import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { startFaultServer, type FaultRequest, type FaultServer, type Reaction } from '#lib/generation/model/fault-server.fixture.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

const calm = 'Write in a calm, observant voice.'
const child = 'Address a child who has never been to the sea.'
const edited = 'Sound calm, as if you had all day.'

/** A model that finds two things in every response. */
function finds({ messages, response_format: format }: FaultRequest): Reaction | undefined {
  const { name, schema } = format?.json_schema ?? {}
  if (name === 'city') return JSON.stringify({ city: 'Tokyo', country: 'Japan' })
  if (!name?.endsWith('_constraints') || messages.length === 0) return undefined
  const nothing = Object.fromEntries(Object.keys(z.object({ properties: z.record(z.string(), z.unknown()) }).parse(schema).properties).map((key) => [key, null]))
  return JSON.stringify(name.startsWith('global') ? { ...nothing, 'style.tone': calm, other: [{ type: 'Audience', text: child }] } : { ...nothing, other: [] })
}

let server: FaultServer
test.beforeEach(async () => {
  server = await startFaultServer({ answer: finds })
})
test.afterEach(() => server.stop())

test('what a reviewer edits and rejects of a model’s constraints leaves as preferences for back-translation', async ({ signedInPage: page }) => {
  const made = await page.request.post('/api/v1/endpoints', { data: { name: `Finder ${randomUUID().slice(0, 8)}`, baseUrls: [server.url], model: 'made-up-model' } })
  const endpoint = z.object({ id: z.string() }).parse(await made.json())
  const dataset = await Dataset.make(page, 'Exports for a back-translator', fixturePairs.slice(0, 3))
  await dataset.run({ kind: 'generate', datasetId: dataset.id, params: { steps: [{ step: 'backtranslate' }], endpointId: endpoint.id } })
  const [one, two] = await dataset.pairs()
  // Of the first pair one is edited and one rejected, the second is accepted as it stands, the third is not looked at.
  for (const { id, version, text } of one?.constraints ?? []) {
    const act = text === calm ? { kind: 'edit', text: edited } : { kind: 'reject', reason: 'false' }
    expect((await page.request.post('/api/v1/decisions', { data: { decisions: [{ id: randomUUID(), constraintId: id, seenVersion: version, ...act }] } })).ok()).toBe(true)
  }
  const [changed] = await dataset.pairs()
  const toned = changed?.constraints.find(({ text }) => text === edited)
  if (toned?.status !== 'accepted') await page.request.post('/api/v1/decisions', { data: { decisions: [{ id: randomUUID(), constraintId: toned?.id, seenVersion: toned?.version, kind: 'accept' }] } })
  if (two) await dataset.decide(two)

  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  await form.getByLabel('Format', { exact: true }).selectOption({ label: 'Back-translation, DPO' })
  await expect(form.getByText('can leave where people have decided every constraint of an answer')).toBeVisible()
  await expect(form.getByLabel('Demonstrations, at most')).toHaveCount(0)
  for (const name of ['Training in', 'Column of margins', 'Column of weights']) await expect(form.getByLabel(name)).toHaveCount(0)
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByText('Left out: nothing was edited or rejected')).toBeVisible()
  await expect(preview.getByText('Left out: a constraint is not decided')).toBeVisible()
  await expect(preview.getByText(edited).first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByText('1 row as Back-translation, DPO')).toBeVisible()
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'train.jsonl', exact: true }).click()])
  const row = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(JSON.parse(row.chosen[0].content)).toMatchObject({ 'style.tone': edited, other: [] })
  expect(JSON.parse(row.rejected[0].content)).toMatchObject({ 'style.tone': calm, other: [{ type: 'Audience', text: child }] })
  expect(row.meta).toMatchObject({ model: 'made-up-model', proposed: [{ reason: null }, { reason: 'false' }] })
})
