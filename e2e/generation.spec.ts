import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { startFaultServer, type FaultRequest, type FaultServer, type Reaction } from '#lib/generation/model/fault-server.fixture.ts'
import type { RunPage } from '#lib/runs/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

const quote = 'Its lamp turns once in twelve seconds.'
const soft = 'Write in a calm, observant voice.'
const properties = z.object({ properties: z.record(z.string(), z.unknown()) })

/** A model that does as it is asked. */
function obliging({ messages, response_format: format }: FaultRequest): Reaction | undefined {
  const { name, schema } = format?.json_schema ?? {}
  // The test of the endpoint.
  if (name === 'city') return JSON.stringify({ city: 'Tokyo', country: 'Japan' })
  if (name === 'judgement') return JSON.stringify({ quote, reason: 'It only observes.', satisfied: 'yes', is_restriction: true, repaired: null })
  if (name?.endsWith('_constraints')) {
    const nothing = Object.fromEntries(Object.keys(properties.parse(schema).properties).map((key) => [key, null]))
    return JSON.stringify({ ...nothing, other: name.startsWith('global') ? [{ type: 'Tone', text: soft }] : [] })
  }
  // Anything of that shape will do.
  if (format) return undefined
  const asked = messages.findLast(({ role }) => role === 'user')?.content ?? ''
  const instruction = /Describe lighthouse number \d+ to a visitor\./.exec(asked)?.[0] ?? 'Answer.'
  return `${instruction} Mention its surroundings, its light and the people who depend on it daily.`
}

/** The same, but it refuses whatever is about the eighth lighthouse. */
function choosy(request: FaultRequest): Reaction | undefined {
  const isEighth = request.messages.some(({ content }) => content.includes('lighthouse number 8'))
  return isEighth ? { status: 400, body: { error: { message: 'This one is not to my taste.' } } } : obliging(request)
}

let server: FaultServer

test.beforeEach(async ({ signedInPage: page }) => {
  server = await startFaultServer({ answer: obliging })
  const { runs }: RunPage = await (await page.request.get('/api/v1/runs')).json()
  for (const { id, status } of runs) if (['queued', 'running', 'paused'].includes(status)) await page.request.post(`/api/v1/runs/${id}/actions`, { data: { action: 'cancel' } })
  const { endpoints }: { endpoints: { id: string }[] } = await (await page.request.get('/api/v1/endpoints')).json()
  for (const { id } of endpoints) await page.request.delete(`/api/v1/endpoints/${id}`)
})
test.afterEach(() => server.stop())

async function addEndpoint(page: Page, more: object = {}): Promise<void> {
  const answer = await page.request.post('/api/v1/endpoints', { data: { name: 'Stand-in', baseUrls: [server.url], model: 'made-up-model', ...more } })
  expect(answer.status()).toBe(201)
}

function madeDataset(page: Page, name: string): Promise<Dataset> {
  return Dataset.make(page, `${name} ${randomUUID().slice(0, 8)}`)
}

test('from an endpoint to a judged constraint in review, with a failure on the way that is taken up again', async ({ signedInPage: page }) => {
  server.set({ answer: choosy })
  const dataset = await madeDataset(page, 'Generation')
  await page.goto(`/datasets/${dataset.id}/generate`)
  await expect(page.getByText('There is no endpoint yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start the run' })).toBeDisabled()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Settings, Endpoints' }).click()
  await page.getByRole('button', { name: 'Add an endpoint' }).click()
  await page.getByLabel('Name').fill('Stand-in')
  await page.getByLabel('Addresses, one a line').fill(server.url)
  await page.getByLabel('Model', { exact: true }).fill('made-up-model')
  await page.getByLabel('Price per million tokens in').fill('1')
  await page.getByLabel('Price per million tokens out').fill('2')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(page.getByText('It holds to JSON schemas.')).toBeVisible()

  await page.goto(`/datasets/${dataset.id}/generate`)
  await expect(page.getByLabel('Recipe')).toHaveValue('crab')
  const estimate = page.getByRole('region', { name: 'Estimate' })
  await expect(estimate).toContainText(/Pairs\s*8/)
  await expect(estimate).toContainText(/Cost\s*\d+\.\d+ USD/)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Start the run' }).click()

  await expect(page.getByText('Done, with problems')).toBeVisible()
  const calls = page.getByRole('region', { name: 'Calls to the model' })
  await expect(calls).toContainText(/Cost\s*0\.\d+ USD/)
  await expect(page.getByRole('table', { name: 'Pairs that failed' })).toContainText('lighthouse number 8')
  await calls.getByRole('button', { name: 'Show the calls: The server refused the request' }).click()
  await expect(page.getByRole('table', { name: 'Calls', exact: true }).getByRole('row')).toHaveCount(2)
  await page.getByRole('table', { name: 'Calls', exact: true }).getByRole('button').click()
  await expect(page.getByRole('dialog')).toContainText('This one is not to my taste.')
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Asked' }).last()).toContainText('lighthouse number 8')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  server.set({ answer: obliging })
  await page.getByRole('button', { name: 'Retry the failed' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Pairs that failed' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Answered last' })).toContainText('Its lamp turns')
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Review', exact: true }).last().click()
  const judged = page.getByTestId('constraint').filter({ hasText: soft })
  await expect(judged).toContainText('Judge: holds')
  await judged.click()
  await expect(page.getByTestId('response').locator('mark[data-evidence]')).toHaveText([quote])
  await page.keyboard.press('Enter')
  await expect(judged).toContainText('Undecided')
  await judged.getByRole('button', { name: 'How the judge answered' }).click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Answer', exact: true })).toContainText('It only observes.')
  await expectAccessible(page)
})

test('a run that has spent its budget pauses, says so and goes on with a larger one', async ({ signedInPage: page }) => {
  await addEndpoint(page)
  const dataset = await madeDataset(page, 'Budget')
  await page.goto(`/datasets/${dataset.id}/generate`)
  await page.getByLabel('Recipe').selectOption('difficulty')
  await page.getByLabel('Pause at tokens').fill('10')
  await page.getByRole('button', { name: 'Start the run' }).click()
  await expect(page.getByText('The budget of 10 tokens is spent').first()).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('This is spent already')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('dialog').getByLabel('Pause at tokens').fill('')
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
})

test('a run whose endpoint is down waits, says so and goes on by itself', async ({ signedInPage: page }) => {
  await addEndpoint(page)
  const dataset = await madeDataset(page, 'Down')
  await server.down()
  await page.goto(`/datasets/${dataset.id}/generate`)
  await page.getByLabel('Recipe').selectOption('difficulty')
  await page.getByRole('button', { name: 'Start the run' }).click()
  await expect(page.getByText('does not answer').first()).toBeVisible()
  await server.up()
  // It is asked again later and later, half a minute apart in the end.
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 })
})

test('the pairs that a filter leaves are those of the run, and wrong settings are named', async ({ signedInPage: page }) => {
  await addEndpoint(page)
  const dataset = await madeDataset(page, 'Filtered')
  await page.goto(`/datasets/${dataset.id}/browse?q=number+7`)
  await page.getByRole('link', { name: 'Run on this pair' }).click()
  const estimate = page.getByRole('region', { name: 'Estimate' })
  await expect(page.getByRole('link', { name: 'Contains “number 7”' })).toBeVisible()
  await page.getByLabel('Recipe').selectOption('judge')
  await expect(estimate).toContainText(/Pairs\s*1/)
  await page.getByLabel('Votes, an odd number').fill('2')
  await expect(page.getByText('a majority needs an odd number')).toBeVisible()
  await page.getByLabel('Add a step').selectOption('rules')
  await page.getByRole('button', { name: 'Move Back-translate by rule up' }).click()
  await expect(page.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toContainText('Back-translate by rule')
  await page.getByRole('button', { name: 'Remove Judge' }).click()
  await page.getByRole('button', { name: 'Start the run' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  await expect(page.getByText('1 of 1 pairs', { exact: true })).toBeVisible()
})
