import type { Browser, Page } from '@playwright/test'
import type { PairHistory } from '#lib/review/pair-history-contract.ts'
import type { ReadyApp } from './support/apps.ts'
import { expectAccessible } from './support/axe.ts'
import type { Dataset } from './support/dataset.ts'
import { goOffline } from './support/offline.ts'
import { card, expectPair, notice, openReview, press, reasons, sent, written } from './support/review.ts'
import { expect, test } from './support/test.ts'
import { reasonTimeOver } from './support/reasons.ts'
import { usable } from './support/usable.ts'

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
  await expect(page.getByTestId('unsent')).toHaveText('1 unsent')
  await reasonTimeOver(page)
  await expect(reasons(page)).toHaveCount(0)
  await sent(page)
  expect((await dataset.pairs())[0]?.constraints[3]).toMatchObject({ status: 'rejected', decision: { reason: null } })
  // One's own decision is told as such, before the server has it, after, and in another visit.
  await expect(card(page, 4)).toContainText('You, ')
  await page.reload()
  await expect(card(page, 4)).toContainText('You, ')
})

/** The same dataset in another browser. */
async function elsewhere(browser: Browser, app: ReadyApp, dataset: Dataset): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.baseUrl, storageState: app.statePath })
  const page = usable(await context.newPage())
  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'harbour')
  return page
}

test('of two who decide one constraint the first stands, and the second sees both sides and chooses', async ({ signedInPage: page, browser, app }) => {
  const dataset = await openReview(page, 'Conflicts')
  const other = await elsewhere(browser, app, dataset)
  await press(other, '2', 'x', '4', '3', 'x', '6')
  await sent(other)
  await other.context().close()

  const bar = await page.getByRole('button', { name: 'Accept a' }).boundingBox()
  await press(page, '2', 'a', '3', 's')
  const toastEnds = async () => {
    const toast = await page.locator('[data-sonner-toast]').first().boundingBox()
    return (toast?.y ?? 0) + (toast?.height ?? 0)
  }
  // It comes from below, and goes again by itself.
  await expect.poll(toastEnds, 'the notice leaves the bar free').toBeLessThan(bar?.y ?? 0)
  const first = card(page, 2).getByRole('group', { name: 'Conflict' })
  await expect(first).toContainText('was decided meanwhile by you, elsewhere')
  await expect(first.getByRole('definition')).toContainText(['Rejected', 'Accept'])
  await expect(card(page, 2).locator('dd').first()).toContainText('keywords')
  await expect(page.getByRole('button', { name: '2 conflicts' })).toBeVisible()
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

test('a conflict that was not settled is there again after a reload', async ({ signedInPage: page, browser, app }) => {
  const dataset = await openReview(page, 'Conflict kept')
  const other = await elsewhere(browser, app, dataset)
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
  await goOffline(page)
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
  await goOffline(page)
  await press(page, '2', 'a', '4', 'x', '5')
  await expect(page.getByTestId('unsent')).toHaveText('2 unsent')
  await written(page)
  // The last request of a page that closes is not held to the offline setting of the browser's tools.
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('no network'))
  })
  await page.close()
  await context.setOffline(false)
  expect((await dataset.pairs())[0]?.constraints.map(({ version }) => version)).toEqual([0, 0, 0, 0])

  const again = usable(await context.newPage())
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
  await expect(async () => expect((await dataset.pairs())[0]?.constraints[3]?.status).toBe('rejected')).toPass()
})

test('a decision whose answer got lost is sent again and taken once', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Answer lost')
  let asked = 0
  const seen = Promise.withResolvers<void>()
  await page.route('**/api/v1/decisions', async (route) => {
    asked += 1
    if (asked > 1) return seen.promise.then(() => route.continue())
    await route.fetch()
    await route.abort()
  })
  await press(page, '2', 'a')
  await expect(page.getByRole('button', { name: 'Send now' })).toBeVisible()
  seen.resolve()
  await sent(page)
  expect(asked).toBe(2)
  expect((await dataset.pairs())[0]?.constraints[1]).toMatchObject({ status: 'accepted', version: 1 })
  await expect(page.getByRole('group', { name: 'Conflict' })).toHaveCount(0)
})

test('the network is cut in the middle of a streak of 50 decisions, the page is loaded anew, and all 50 arrive once', async ({ signedInPage: page }) => {
  const styles = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`Style_${n}`, `Sound like person number ${n} of the harbour.`]))
  const dataset = await openReview(page, 'Cut off', [{ instruction: 'Describe a harbour.', refined: '', response: 'The harbour wakes before the town.', constraints: styles }])
  await expect(page.getByTestId('constraint')).toHaveCount(50)
  const streak = async (keys: readonly string[]): Promise<void> => press(page, ...keys)
  const unsent = page.getByTestId('unsent')
  const decisions = '**/api/v1/decisions'

  await streak(Array.from({ length: 15 }, () => 'a'))
  await goOffline(page)
  await streak(Array.from({ length: 10 }, () => 's'))
  await expect(unsent).toBeVisible()

  // There is a network again, but what the server takes is never answered, and then nothing reaches it.
  let taken = 0
  await page.route(decisions, async (route) => {
    taken += 1
    if (taken === 1) await route.fetch()
    await route.abort()
  })
  await page.context().setOffline(false)
  await expect.poll(() => taken).toBeGreaterThan(0)
  await streak(Array.from({ length: 10 }, () => 'a'))
  await written(page)
  await page.reload()
  await expectPair(page, 'harbour')
  await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(15)
  await expect(unsent).toBeVisible()

  await streak(Array.from({ length: 5 }, () => 'a'))
  await page.unroute(decisions)
  await streak(Array.from({ length: 10 }, () => 'f'))
  // It is tried again later and later, at most half a minute apart.
  await expect(unsent).toHaveCount(0, { timeout: 120_000 })

  const [pair] = await dataset.pairs()
  const counted = (status: string) => pair?.constraints.filter((each) => each.status === status && each.version === 1).length
  expect([counted('accepted'), counted('skipped'), counted('flagged')]).toEqual([30, 10, 10])
  // The rows of the database: one for each.
  const { history }: { history: PairHistory } = await (await page.request.get(`/api/v1/pairs/${pair?.id}/history`)).json()
  expect(history.goes.decisions).toBe(50)
  expect(history.events.filter(({ kind }) => kind === 'decision')).toHaveLength(50)
})
