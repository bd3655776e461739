import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/test.ts'

const response = 'The tide rises twice a day. Moon and sun pull at it.\n\n- Spring tides are high.\n- Neap tides are low.\n- Storm tides are higher.'

test('what a program can decide is found by its words, and any sentence is tried on any response', async ({ signedInPage: page }) => {
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Checkers' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Checkers' })).toBeVisible()
  const types = page.getByRole('list', { name: 'Types of constraints' }).getByRole('article')
  const all = await types.count()
  expect(all).toBeGreaterThan(50)
  await page.getByLabel('Search').fill('bullet points')
  const lists = page.getByRole('article', { name: 'Lists' })
  await expect(lists).toBeVisible()
  expect(await types.count()).toBeLessThan(all)
  await lists.getByText(/\d+ checkers/).click()
  await expect(lists).toContainText('pincer:bullet_count')
  await expectAccessible(page)

  const constraint = page.getByLabel('Constraint', { exact: true })
  const tried = page.getByTestId('tried')
  await lists.getByRole('button', { name: 'Use exactly three bullet points.' }).click()
  await expect(constraint).toHaveValue('Use exactly three bullet points.')
  await page.getByLabel('Response', { exact: true }).fill(response)
  await expect(tried.getByRole('status')).toContainText('Proven')
  await expect(tried).toContainText('pincer:bullet_count {"min":3,"max":3}')
  await expect(tried.locator('mark[data-evidence="support"]')).toHaveCount(3)
  await constraint.fill('Your answer must not mention the word "moon".')
  await expect(tried.getByRole('status')).toContainText('Refuted')
  await expect(tried.locator('mark[data-evidence="violation"]')).toHaveText('Moon')
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/checkers.png`, fullPage: true })
  await constraint.fill('Sound like an old fisherman.')
  await expect(page.getByText('No program can tell: it is for people, or a judge.')).toBeVisible()

  await page.getByRole('button', { name: 'What does this response meet?' }).click()
  const met = page.getByRole('list', { name: 'What the response meets' }).getByRole('button')
  await expect(met.first()).toBeVisible()
  const text = (await met.first().textContent()) ?? ''
  await met.first().click()
  await expect(constraint).toHaveValue(text)
  await expect(tried.getByRole('status')).toContainText('Proven')
  await page.getByLabel('Search').fill('no such words')
  await expect(page.getByText('No type has these words.')).toBeVisible()
})

test('what is tried is held to bounds, and asked of who is signed in', async ({ signedInPage: page, request }) => {
  expect((await request.post('/api/v1/met', { data: { response } })).status()).toBe(401)
  const tooLong = await page.request.post('/api/v1/check', { data: { text: 'Use one word.', response: 'a'.repeat(200_001) } })
  expect(tooLong.status()).toBe(400)
  expect(JSON.stringify(await tooLong.json())).toContain('response')
  const neither = await page.request.post('/api/v1/check', { data: { text: 'Use one word.' } })
  expect(neither.status()).toBe(400)
})
