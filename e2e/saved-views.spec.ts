import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

test('a filter is saved as a view, found again with its count, renamed, chosen for a run, and deleted', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Saved views')
  await page.goto(`/datasets/${dataset.id}/browse?instruction=number+7`)
  await expect(page.getByTestId('total')).toHaveText('1 pair found')
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByText('No view is saved yet.')).toBeVisible()
  await page.getByLabel('Name of the view').fill('The seventh')
  await page.getByRole('button', { name: 'Save' }).click()
  const views = page.getByRole('list', { name: 'Saved views' }).getByRole('listitem')
  await expect(views).toHaveCount(1)
  await expect(views).toContainText('1 pair')
  await expect(views).toContainText('instruction~"number 7"')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Rename The seventh' }).click()
  await page.getByLabel('New name of The seventh').fill('Number seven')
  await page.keyboard.press('Enter')
  await expect(views.getByRole('link', { name: 'Number seven' })).toBeVisible()

  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(page.getByTestId('total')).toHaveText('8 pairs')
  await page.getByRole('button', { name: 'Views' }).click()
  await views.getByRole('link', { name: 'Number seven' }).click()
  await expect(page.getByTestId('total')).toHaveText('1 pair found')
  await expect(page.getByRole('combobox', { name: 'Search and filter' })).toHaveValue('instruction~"number 7"')
  await expect(page.getByRole('button', { name: 'Number seven' })).toBeVisible()

  await page.goto(`/datasets/${dataset.id}/generate`)
  await page.getByLabel('Pairs of the view').selectOption('Number seven')
  await expect(page).toHaveURL(/instruction=number/)
  await expect(page.getByRole('link', { name: 'Instruction contains “number 7”' })).toBeVisible()
  await expectAccessible(page)

  await page.goto(`/datasets/${dataset.id}/browse`)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'Delete Number seven' }).click()
  await page.getByRole('button', { name: 'Delete the view' }).click()
  await expect(page.getByText('No view is saved yet.')).toBeVisible()
})
