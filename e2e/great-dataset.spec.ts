import { Dataset } from './support/dataset.ts'
import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/test.ts'

const records = (from: number, n: number) => Array.from({ length: n }, (_, index) => ({ instruction: `Say ${from + index}.`, output: `Lighthouse ${from + index} is lit.` }))

test('a great dataset shows its rows before it counts them, and says of statistics when they were counted', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Great', records(0, 20_050))
  await page.goto(`/datasets/${dataset.id}/browse?q=lighthouse`)
  await expect(page.getByTestId('pairs').getByRole('row').nth(1)).toContainText('Say 0.')
  await expect(page.getByTestId('total')).toHaveText('More than 1,000 pairs found')
  await expectAccessible(page)
  // Such a count has 20 seconds.
  await page.getByRole('button', { name: 'Count them all' }).click()
  await expect(page.getByTestId('total')).toHaveText('20,050 pairs found')
  await expect(page.getByRole('button', { name: 'Count them all' })).toHaveCount(0)

  await page.goto(`/datasets/${dataset.id}/statistics?tab=coverage`)
  await expect(page.getByText('Near-duplicates').first()).toBeVisible()
  await expect(page.getByTestId('counted')).toHaveCount(0)
  // What is counted anew is asked for again, however soon that is, once it was seen.
  const [asked, seen] = [new Set<string>(), Promise.withResolvers<void>()]
  await page.route(/\/api\/v1\/datasets\/[^/]+\/statistics/, async (route) => {
    const address = route.request().url()
    if (asked.has(address)) await seen.promise
    asked.add(address)
    // One that was held may be of a page that is gone.
    await route.continue().catch(() => {})
  })
  let total = 20_050
  // The worker counts anew by itself every other minute: where it did between the import and the page, nothing is from before any more.
  await expect(async () => {
    await dataset.add(records(30_000 + total, 5))
    total += 5
    asked.clear()
    await page.reload()
    await expect(page.getByText('Near-duplicates').first()).toBeVisible()
    await expect(page.getByTestId('counted').first()).toContainText('before the last changes; being counted anew', { timeout: 1000 })
  }).toPass()
  seen.resolve()
  await expectAccessible(page)
  // What took long to count rests ten times as long before it is counted anew.
  await expect(page.getByTestId('counted')).toHaveCount(0, { timeout: 120_000 })
  await page.goto(`/datasets/${dataset.id}/statistics`)
  await expect(page.getByRole('main')).toContainText(total.toLocaleString('en'))
})
