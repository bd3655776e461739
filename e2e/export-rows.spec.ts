import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

test('the numbers of an export, of the funnel and of a comparison lead to the pairs behind them', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Pairs of exports')
  await dataset.backtranslate()
  const pairs = await dataset.pairs()
  for (const pair of pairs.slice(0, 6)) await dataset.decide(pair)
  const made = await dataset.run({ kind: 'export', datasetId: dataset.id, seed: 3, params: { format: 'sft-messages', mostRows: 4 } })
  const rows = page.getByTestId('pairs').getByRole('row').filter({ has: page.getByRole('gridcell') })

  await page.goto(`/exports/${made.exportId}`)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Open its 4 pairs in Browse' }).click()
  await expect(page).toHaveURL(`/datasets/${dataset.id}/browse?export=${made.exportId}`)
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('In the export of')
  await expect(page.getByRole('combobox', { name: 'Search and filter' })).toHaveValue(`export:${made.exportId}`)
  await expect(rows).toHaveCount(4)
  await page.goBack()
  await page.getByRole('link', { name: '2: Left out: no accepted constraint' }).click()
  await expect(rows).toHaveCount(2)
  for (const { instruction } of pairs.slice(6)) await expect(page.getByTestId('pairs')).toContainText(instruction.slice(0, 30))
  await expectAccessible(page)

  await page.goto(`/datasets/${dataset.id}/statistics`)
  await page.getByRole('region', { name: 'From import to export' }).getByRole('link', { name: '2 pairs: more than 4' }).click()
  await expect(page).toHaveURL(/browse\?dropped=/)
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText(': more than 4')
  await expect(rows).toHaveCount(2)

  const second = await dataset.run({ kind: 'export', datasetId: dataset.id, seed: 3, params: { format: 'sft-messages' } })
  await page.goto(`/exports/${second.exportId}/comparison?with=${made.exportId}`)
  await page.getByRole('link', { name: '6: Left', exact: true }).click()
  await expect(rows).toHaveCount(6)
})
