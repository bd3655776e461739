import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

test('each section is shown as soon as it is counted, whatever else is still being counted', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'As they come', fixturePairs)
  const counting = Promise.withResolvers<void>()
  await page.route(({ pathname }) => pathname === `/api/v1/datasets/${dataset.id}/statistics`, async (route) => {
    await counting.promise
    await route.continue()
  })
  await page.goto(`/datasets/${dataset.id}/statistics?against=${encodeURIComponent('language:de')}`)
  const section = (name: string) => page.getByRole('region', { name })
  await expect(section('From import to export')).toContainText('Imported')
  await expect(page.getByRole('status').filter({ hasText: 'Counting' }).first()).toBeAttached()
  await expect(page.getByTestId('tile-pairs')).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('group', { name: 'Which statistics' }).getByRole('button', { name: 'Coverage' }).click()
  await expect(section('Coverage grid')).toBeVisible()
  await page.getByRole('group', { name: 'Which statistics' }).getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByRole('table', { name: 'From import to export' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Verdicts' })).toHaveCount(0)
  await expectAccessible(page)
  counting.resolve()
  await expect(page.getByRole('table', { name: 'Verdicts' })).toBeVisible()
})

test('what is being counted leaves room for what people do, and is not waited for once they leave', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Left while counting', fixturePairs)
  const counting = Promise.withResolvers<void>()
  const [asked, cancelled]: [string[], string[]] = [[], []]
  const isCounted = (address: string) => new URL(address).pathname.startsWith(`/api/v1/datasets/${dataset.id}/statistics`)
  page.on('requestfailed', (request) => void (isCounted(request.url()) && cancelled.push(request.url())))
  await page.route((url) => isCounted(url.href), async (route) => {
    asked.push(route.request().url())
    await counting.promise
    await route.continue().catch(() => {})
  })
  await page.goto(`/datasets/${dataset.id}/statistics?tab=compare&against=${encodeURIComponent('language:de')}`)
  // Two sides ask for sixteen parts.
  await expect.poll(() => asked.length).toBe(3)
  await expect(page.getByRole('region', { name: 'Cost' })).toBeVisible()
  expect(asked).toHaveLength(3)
  await page.getByRole('link', { name: 'Browse', exact: true }).first().click()
  await expect(page).toHaveURL(new RegExp(`/datasets/${dataset.id}/browse`))
  await expect(page.getByTestId('pairs').getByRole('row').nth(1)).toBeVisible()
  await expect.poll(() => cancelled.length).toBe(3)
  counting.resolve()
  expect(asked).toHaveLength(3)
})
