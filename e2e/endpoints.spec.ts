import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { smallServer, type SmallServer } from '#lib/endpoints/small-server.fixture.ts'
import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/test.ts'

const key = 'sk-nobody-may-see-this-0123456789'
let server: SmallServer

test.beforeAll(async () => {
  server = await smallServer({ key, models: ['small', 'large'] })
})
test.afterAll(() => server.close())

const endpoint = (page: Page, name: string) => page.getByRole('region', { name })

/** Fills in the dialog for a new endpoint and saves it. */
async function add(page: Page, name: string, fields: { addresses: string; model: string; key?: string }): Promise<void> {
  await page.goto('/settings/endpoints')
  await page.getByRole('button', { name: 'Add an endpoint' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Addresses, one a line').fill(fields.addresses)
  await page.getByLabel('Model', { exact: true }).fill(fields.model)
  if (fields.key) await page.getByLabel('Key', { exact: true }).fill(fields.key)
  await page.getByRole('button', { name: 'Save and test' }).click()
}

test('an endpoint is added, tested, changed and removed, and its key never comes back', async ({ signedInPage: page }) => {
  const bodies: string[] = []
  page.on('response', async (response) => {
    if (response.url().includes('/endpoints')) bodies.push(await response.text().catch(() => ''))
  })
  const name = `Local ${randomUUID().slice(0, 8)}`
  await add(page, name, { addresses: server.url, model: 'small', key })
  const card = endpoint(page, name)
  await expect(card.getByText('It answers: one small call took')).toBeVisible()
  await expect(card.getByText('It holds to JSON schemas.')).toBeVisible()
  await expect(card.getByText('A key is kept')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: `Change ${name}` }).click()
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('')
  await expect(page.getByText('A key is kept; type to replace it.')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Price per million tokens in').fill('0.6')
  await page.getByLabel('Calls at once').fill('12')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(card.getByText('12 calls at once')).toBeVisible()
  await expect(card.getByText('0.6 in, 0 out (USD)')).toBeVisible()
  // The kept key still opens the server.
  await expect(card.getByText('It answers: one small call took')).toBeVisible()

  await page.reload()
  await expect(card.getByText('It answers: one small call took')).toBeVisible()
  expect(await page.content()).not.toContain(key)
  expect(bodies.length).toBeGreaterThan(3)
  expect(bodies.join('\n')).not.toContain(key)

  await page.getByRole('button', { name: `Remove ${name}` }).click()
  await expect(page.getByRole('dialog')).toContainText('Its key is deleted')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(card).toHaveCount(0)
})

test('a test that fails says what to do', async ({ signedInPage: page }) => {
  const name = `Wrong ${randomUUID().slice(0, 8)}`
  await add(page, name, { addresses: server.url.replace('/v1', ''), model: 'small' })
  await expect(endpoint(page, name).getByText('wants a key')).toBeVisible()

  await page.getByRole('button', { name: `Change ${name}` }).click()
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(endpoint(page, name).getByText(`try ${server.url}`)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: `Change ${name}` }).click()
  await page.getByLabel('Addresses, one a line').fill(server.url)
  await page.getByLabel('Model', { exact: true }).fill('huge')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(endpoint(page, name).getByText('does not know the model "huge"')).toBeVisible()
})

test('the dialog says what is wrong at its field', async ({ signedInPage: page }) => {
  await add(page, 'Nowhere', { addresses: 'ftp://example.org', model: '' })
  await expect(page.getByText('ftp://example.org is not an http(s) address')).toBeVisible()
  await expect(page.getByText('Name the model as its server does')).toBeVisible()
  await page.getByLabel('Calls at once').fill('many')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(page.getByText('Enter a number')).toBeVisible()
  await expectAccessible(page)
})

test('a kept key is not sent to another server', async ({ signedInPage: page }) => {
  const name = `Moved ${randomUUID().slice(0, 8)}`
  await add(page, name, { addresses: server.url, model: 'small', key })
  await page.getByRole('button', { name: `Change ${name}` }).click()
  await page.getByLabel('Addresses, one a line').fill('http://localhost:9/v1')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(page.getByRole('dialog').getByText('enter the key for localhost:9')).toBeVisible()
})
