import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { openReview } from './support/review.ts'
import { expect, test } from './support/test.ts'

/** By how many pixels the page is wider than its window; what scrolls by itself, such as a table, does not count. */
function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(...[document.documentElement, document.querySelector('main')].map((each) => (each ? each.scrollWidth - each.clientWidth : 0))))
}

test('no page of a dataset is wider than a phone', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'On a phone')
  await dataset.backtranslate()
  const [first] = await dataset.pairs()
  await page.setViewportSize({ width: 390, height: 844 })
  const tabs = ['overview', 'quality', 'coverage', 'cost', 'build', 'compare'].map((tab) => `statistics?tab=${tab}`)
  for (const path of [...tabs, 'exports/new', 'templates', 'settings', 'agreement', 'preferences', 'types/length.words']) {
    await page.goto(`/datasets/${dataset.id}/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.animate-pulse')).toHaveCount(0)
    await expect.poll(() => tooWide(page), path).toBeLessThanOrEqual(0)
  }
  await page.goto(`/pairs/${first?.id ?? ''}`)
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Imported')
  await expect.poll(() => tooWide(page)).toBeLessThanOrEqual(0)
})

test('cells of a chart stay large enough on a phone, where the chart scrolls by itself', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Cells on a phone')
  await dataset.backtranslate()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/datasets/${dataset.id}/statistics?tab=coverage`)
  const cells = page.getByRole('region', { name: 'Types that stand together' }).locator('[data-cell]')
  await expect(cells).not.toHaveCount(0)
  // It is drawn anew once its width is known.
  await expect.poll(() => cells.first().evaluate((cell) => cell.getBoundingClientRect().width)).toBeGreaterThanOrEqual(15)
  await cells.last().scrollIntoViewIfNeeded()
  await expect(cells.last()).toBeInViewport({ ratio: 1 })
  await expectAccessible(page)
})

test('at 200 % a pair has more than half of the window, with all that decides it in sight', async ({ signedInPage: page }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await openReview(page, 'At 200 %')
  const toolbar = page.getByRole('toolbar', { name: 'Decide' })
  for (const name of [/^Accept/, /^Reject/, /^Edit/, /^Undo/, /^Next/]) await expect(toolbar.getByRole('button', { name }).first()).toBeInViewport({ ratio: 1 })
  const pane = page.getByRole('region', { name: 'Pair' })
  await expect.poll(() => pane.evaluate((element) => (element.parentElement?.parentElement?.getBoundingClientRect().height ?? 0) / window.innerHeight)).toBeGreaterThan(0.5)
  await expectAccessible(page)
})
