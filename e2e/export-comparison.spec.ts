import type { Page } from '@playwright/test'
import type { StartRunInput } from '#lib/runs/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

/** Makes an export through the API; returns its id. */
async function exported(dataset: Dataset, seed: number, recipe: object): Promise<string> {
  const input: StartRunInput = { kind: 'export', datasetId: dataset.id, seed, params: { format: 'sft-messages', ...recipe } }
  const { exportId } = await dataset.run(input)
  return exportId ?? ''
}

async function decided(page: Page, name: string): Promise<Dataset> {
  const dataset = await Dataset.make(page, name)
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  return dataset
}

test('two exports are chosen from the list and compared: recipe, counts, and rows word by word', async ({ signedInPage: page }) => {
  const dataset = await decided(page, 'Exports compared')
  const before = await exported(dataset, 3, { anyNumber: 0 })
  const after = await exported(dataset, 4, { anyNumber: 0, maxConstraints: 3, usualConstraints: 3, mostRows: 5 })

  await page.goto(`/datasets/${dataset.id}/exports`)
  await expect(page.getByRole('button', { name: 'Compare the two' })).toBeDisabled()
  for (const box of await page.getByRole('table', { name: 'Exports' }).getByRole('checkbox').all()) await box.check()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Compare the two' }).click()
  await expect(page).toHaveURL(`/exports/${after}/comparison?with=${before}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exports compared')

  const counts = page.getByRole('region', { name: 'Rows compared' })
  await expect(counts).toContainText('Only before3')
  await expect(counts).toContainText('Changed5')
  const recipe = page.getByRole('table', { name: 'Recipe: what differs' })
  await expect(recipe.getByRole('row', { name: /^At most/ })).toContainText('8 constraints a pair3 constraints a pair')
  await expect(recipe.getByRole('row', { name: /^Seed/ })).toContainText('34')
  await expect(page.getByRole('table', { name: 'Counts: what differs' }).getByRole('row', { name: 'Left out: more than 5' })).toContainText('03+3')

  const rows = page.getByRole('list', { name: 'Changed' }).getByRole('listitem')
  await expect(rows).toHaveCount(5)
  await expect(rows.first().locator('del').first()).toBeVisible()
  await expect(rows.first()).toContainText('Answer, the same in both')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Only before 3' }).click()
  await expect(page).toHaveURL(/rows=removed/)
  await expect(page.getByRole('list', { name: 'Only before' }).getByRole('listitem')).toHaveCount(3)
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('list', { name: 'Only before' }).getByRole('listitem')).toHaveCount(3)

  await page.getByRole('button', { name: 'Swap the two' }).click()
  await expect(page).toHaveURL(`/exports/${before}/comparison?with=${after}`)
  await expect(counts).toContainText('Only after3')
})

test('an export is compared with the one made before it; the same recipe makes no difference, and an only export says so', async ({ signedInPage: page }) => {
  const dataset = await decided(page, 'Exports compared again')
  const only = await exported(dataset, 3, {})
  await page.goto(`/exports/${only}`)
  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  await expect(page.getByText('There is nothing to compare with')).toBeVisible()
  await expectAccessible(page)

  const again = await exported(dataset, 3, {})
  await page.goto(`/exports/${again}`)
  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  await expect(page.getByText('Recipe, seed and decisions are the same.')).toBeVisible()
  await expect(page.getByText('No row that is in both has changed.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Rows compared' })).toContainText('The same8')
  await expectAccessible(page)
})

test('more rows come page by page, and who is not signed in sees none', async ({ signedInPage: page, browser }) => {
  const rows = Array.from({ length: 14 }, (_, n) => ({ instruction: `Describe harbour number ${n}.`, output: `Harbour ${n} lies in the bay. Boats leave it at dawn. ${'Gulls follow them. '.repeat(n + 1)}` }))
  const dataset = await Dataset.make(page, 'Exports compared in pages', rows)
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  const [before, after] = [await exported(dataset, 3, { anyNumber: 0 }), await exported(dataset, 3, { anyNumber: 0, maxConstraints: 1, usualConstraints: 1 })]
  await page.goto(`/exports/${after}/comparison?with=${before}`)
  const list = page.getByRole('list', { name: 'Changed' }).getByRole('listitem')
  await expect(list).toHaveCount(10)
  await page.getByRole('button', { name: 'More' }).click()
  await expect(list).toHaveCount(14)
  await expect(page.getByRole('button', { name: 'More' })).toBeHidden()

  const stranger = await browser.newContext()
  for (const path of ['comparison', 'comparison/rows']) expect((await stranger.request.get(new URL(`/api/v1/exports/${after}/${path}?with=${before}`, page.url()).href)).status()).toBe(401)
  await stranger.close()
})
