import { expectAccessible } from './support/axe.ts'
import { expectPair, openReview } from './support/review.ts'
import { somebodyElse } from './support/somebody-else.ts'
import { expect, test } from './support/test.ts'

test('two reviewers are never handed the same pair, and the second is told who has the rest', async ({ signedInPage: owner, browser, baseURL }) => {
  const dataset = await openReview(owner, 'Queue of two')
  const ada = await somebodyElse(owner, browser, baseURL, 'Ada')
  await ada.goto(`/datasets/${dataset.id}/review`)
  await expect(ada.getByText('Others have the rest')).toBeVisible()
  await expect(ada.getByText('3 pairs have something left to decide')).toBeVisible()
  await expectAccessible(ada)

  // A link to a certain pair opens it all the same.
  await ada.goto(owner.url())
  await expectPair(ada, 'harbour')
  await expect(ada.getByText(/is at this pair too/).first()).toBeVisible()

  // What was only fetched ahead is free as soon as the page closes; the pair that was on the screen is so later.
  await owner.goto('/')
  await expect(async () => {
    await ada.goto(`/datasets/${dataset.id}/review`)
    await expectPair(ada, 'mill')
  }).toPass()
  await owner.goto(`/datasets/${dataset.id}/review`)
  await expectPair(owner, 'harbour')
  await ada.context().close()
})

test('the order of the queue is a setting of the dataset', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Order of review')
  await page.goto(`/datasets/${dataset.id}/settings`)
  await page.getByLabel('Order of the pairs').selectOption('Shuffled')
  await page.getByLabel('Seed').fill('7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Seed')).toHaveValue('7')
  await expectAccessible(page)
})
