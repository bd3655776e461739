import type { Browser, Page } from '@playwright/test'
import { statePath } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import type { Dataset } from './support/dataset.ts'
import { card, expectPair, notice, openReview, press, reasons, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

test('decisions are there after a reload', async ({ signedInPage: page }) => {
  await openReview(page, 'Reloaded')
  await press(page, '2', 'a', '4', 'x', '7')
  await sent(page)
  await page.reload()
  await expect(card(page, 2)).toContainText('Accepted')
  await expect(card(page, 4)).toContainText('Rejected')
  await expect(card(page, 4)).toContainText('Badly worded')
  await expect(card(page, 1)).toContainText('Undecided')
  await expect(page.getByTestId('progress')).toContainText('2 / 10 constraints')
})

test('a rejection without a reason is sent all the same, once the time for one is over', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Without a reason')
  await press(page, '4', 'x')
  await expect(reasons(page)).toBeVisible()
  await expect(reasons(page)).toHaveCount(0)
  await sent(page)
  expect((await dataset.pairs())[0]?.constraints[3]).toMatchObject({ status: 'rejected', decision: { reason: null } })
})

/** The same dataset in another browser. */
async function elsewhere(browser: Browser, baseURL: string | undefined, dataset: Dataset): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', storageState: statePath })
  const page = await context.newPage()
  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'harbour')
  return page
}

test('of two who decide one constraint the first stands, and the second sees both sides and chooses', async ({ signedInPage: page, browser, baseURL }) => {
  const dataset = await openReview(page, 'Conflicts')
  const other = await elsewhere(browser, baseURL, dataset)
  await press(other, '2', 'x', '4', '3', 'x', '6')
  await sent(other)
  await other.context().close()

  await press(page, '2', 'a', '3', 's')
  const first = card(page, 2).getByRole('group', { name: 'Conflict' })
  await expect(first).toContainText('was decided meanwhile by you, elsewhere')
  await expect(first.getByRole('definition')).toContainText(['Rejected', 'Accept'])
  await expect(card(page, 2).locator('dd').first()).toContainText('keywords')
  await expect(page.getByRole('button', { name: '2 conflicts' })).toBeVisible()
  const bar = await page.getByRole('button', { name: 'Accept a' }).boundingBox()
  const toast = await page.locator('[data-sonner-toast]').first().boundingBox()
  expect((toast?.y ?? 0) + (toast?.height ?? 0), 'the notice leaves the bar free').toBeLessThan(bar?.y ?? 0)
  await press(page, '2', 'a')
  await expect(notice(page)).toContainText('say first whose decision stands')
  await expectAccessible(page)

  await first.getByRole('button', { name: 'Use theirs' }).click()
  await expect(first).toHaveCount(0)
  await expect(card(page, 2)).toContainText('Ambiguous')
  await card(page, 3).getByRole('button', { name: 'Decide again with mine' }).click()
  await expect(card(page, 3).getByRole('group', { name: 'Conflict' })).toHaveCount(0)
  await sent(page)
  const statuses = (await dataset.pairs())[0]?.constraints.map(({ status }) => status)
  expect(statuses).toEqual(['pending', 'rejected', 'skipped', 'pending'])
  await page.reload()
  await expect(card(page, 3)).toContainText('Skipped')
  await expect(page.getByRole('group', { name: 'Conflict' })).toHaveCount(0)
})

test('a conflict that was not settled is there again after a reload', async ({ signedInPage: page, browser, baseURL }) => {
  const dataset = await openReview(page, 'Conflict kept')
  const other = await elsewhere(browser, baseURL, dataset)
  await press(other, '4', 's')
  await sent(other)
  await other.context().close()
  await press(page, '4', 'e')
  await page.getByLabel('Text of constraint 4').fill('My own words.')
  await press(page, 'Control+Enter')
  await expect(card(page, 4).getByRole('group', { name: 'Conflict' })).toContainText('My own words.')
  await page.reload()
  await expect(card(page, 4).getByRole('group', { name: 'Conflict' })).toContainText('My own words.')
  await page.getByRole('button', { name: 'Decide again with mine' }).click()
  await expect(card(page, 4)).toContainText('Accepted')
  await sent(page)
  expect((await dataset.pairs())[0]?.constraints[3]).toMatchObject({ text: 'My own words.', status: 'accepted', version: 2 })
})

test('without a connection one goes on, and each decision is sent once when it is back', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Offline')
  await page.context().setOffline(true)
  await press(page, '2', 'a', '4', 'x', '2', '4', 'z')
  await expect(card(page, 2)).toContainText('Accepted')
  await expect(card(page, 4)).toContainText('Undecided')
  await expect(page.getByTestId('unsent')).toHaveText('3 unsent')
  await expect(page.getByRole('button', { name: 'Send now' })).toBeVisible()
  await expectAccessible(page)
  await press(page, ']')
  await expectPair(page, 'mill')
  await press(page, '3', 's')
  await expect(page.getByTestId('unsent')).toHaveText('4 unsent')

  await page.context().setOffline(false)
  await sent(page)
  const [harbour, mill] = await dataset.pairs()
  expect(harbour?.constraints.map(({ status, version }) => [status, version])).toEqual([['pending', 0], ['accepted', 1], ['pending', 0], ['pending', 2]])
  expect(mill?.constraints.map(({ status, version }) => [status, version])).toEqual([['pending', 0], ['pending', 0], ['skipped', 1]])
})

test('what was decided offline outlives the page, and is sent when it is opened again', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Closed offline')
  const context = page.context()
  await context.setOffline(true)
  await press(page, '2', 'a', '4', 'x', '5')
  await expect(page.getByTestId('unsent')).toHaveText('2 unsent')
  // The last request of a page that closes is not held to the offline setting of the browser's tools.
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('no network'))
  })
  await page.close()
  await context.setOffline(false)
  expect((await dataset.pairs())[0]?.constraints.map(({ version }) => version)).toEqual([0, 0, 0, 0])

  const again = await context.newPage()
  await again.goto(`/datasets/${dataset.id}/review`)
  await expect(card(again, 2)).toContainText('Accepted')
  await expect(card(again, 4)).toContainText('Conflicts with another')
  await sent(again)
  expect((await dataset.pairs())[0]?.constraints.map(({ status, version }) => [status, version])).toEqual([
    ['pending', 0], ['accepted', 1], ['pending', 0], ['rejected', 1],
  ])
})

test('what is still unsent when the page closes is sent then', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Left early')
  await press(page, '4', 'x')
  await expect(reasons(page)).toBeVisible()
  await page.goto('about:blank')
  await expect(async () => expect((await dataset.pairs())[0]?.constraints[3]?.status).toBe('rejected')).toPass({ timeout: 10_000 })
})

test('a decision whose answer got lost is sent again and taken once', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Answer lost')
  let asked = 0
  await page.route('**/api/v1/decisions', async (route) => {
    asked += 1
    if (asked > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await press(page, '2', 'a')
  await expect(page.getByRole('button', { name: 'Send now' })).toBeVisible()
  await sent(page)
  expect(asked).toBe(2)
  expect((await dataset.pairs())[0]?.constraints[1]).toMatchObject({ status: 'accepted', version: 1 })
  await expect(page.getByRole('group', { name: 'Conflict' })).toHaveCount(0)
})
