import { expectAccessible } from './support/axe.ts'
import { Dataset, pairsOfItsOwn } from './support/dataset.ts'
import { expect, missingId, test } from './support/test.ts'

test('a pair has a page of its own: what it says, its history, and its end, whose consequences are said first', async ({ signedInPage: page }) => {
  // Of its own: what other tests have exported says the same otherwise, and those exports would hold it.
  const dataset = await Dataset.make(page, 'A pair by itself', pairsOfItsOwn('Be patient.'))
  await dataset.backtranslate()
  const [pair] = await dataset.pairs()
  if (!pair) throw new Error('the pair is not there')
  await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/browse?pair=${pair.id}`)
  await page.getByRole('complementary', { name: 'Preview of the pair' }).getByRole('link', { name: 'History' }).click()
  await expect(page).toHaveURL(`/pairs/${pair.id}`)
  const history = page.getByRole('region', { name: 'History' })
  await expect(history.getByText('Imported from fixture.jsonl, record 1')).toBeVisible()
  await expect(history.getByText(/constraints? \(Rule\) by a run/)).toBeVisible()
  await expect(history.getByText(/accepted “/).first()).toBeVisible()
  await expect(history.getByText(/A program found met “/).first()).toBeVisible()
  const comments = page.getByRole('region', { name: 'Comments' })
  await comments.getByLabel('New comment').fill('Is this one worth keeping?')
  await comments.getByRole('button', { name: 'Send' }).click()
  await expect(comments.getByRole('article')).toContainText('Is this one worth keeping?')
  await expect(page.getByRole('navigation', { name: 'Main' }).getByLabel('Dataset', { exact: true })).toHaveValue(dataset.id)
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/pair.png`, fullPage: true })

  await page.reload()
  const end = page.getByRole('region', { name: 'Delete' })
  await expect(end).toContainText(/With it go \d+ constraints?, \d+ decisions?, 1 comment\./)
  await expect(page.getByRole('region', { name: 'In exports' })).toContainText('No export holds it.')
  await end.getByRole('button', { name: 'Delete this pair' }).click()
  await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toContainText('This cannot be undone.')
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page).toHaveURL(`/datasets/${dataset.id}/browse`)
  await expect(page.getByTestId('total')).toHaveText('7 pairs')
})

test('the page of a pair that is not there says so', async ({ signedInPage: page }) => {
  await page.goto(`/pairs/${missingId}`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no such pair')
})
