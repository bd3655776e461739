import { expectAccessible } from './support/axe.ts'
import { card, expectCurrent, notice, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

test('the refined instruction is decided by the keys of a constraint, and stays decided', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Refined')
  await expectCurrent(page, 1)
  const refined = page.getByTestId('refinement')
  const instruction = page.getByRole('region', { name: 'Instruction' })
  await expect(refined.locator('ins')).toHaveText(['small ', 'early '])
  await expect(refined).toContainText('Undecided')
  await expect(page.getByText('4 · 4 undecided')).toBeVisible()

  await press(page, '5')
  await expect(refined).toHaveAttribute('aria-selected', 'true')
  await press(page, 'e')
  await page.getByLabel('Refined instruction', { exact: true }).fill('Describe a grey harbour in the morning.')
  await expectAccessible(page)
  await press(page, 'Control+Enter')
  await expect(refined).toContainText('Accepted')
  await expect(notice(page)).toContainText('Edited the refined instruction. 4 left.')
  await expect(instruction.locator('ins')).toHaveText(['grey '])
  await expectCurrent(page, 1)
  await press(page, '5', 'x', '3')
  await expect(refined).toContainText('Rejected')
  await expect(instruction.locator('ins')).toHaveCount(0)
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/refined.png` })
  await press(page, 'z')
  await expect(refined).toContainText('Accepted')
  await expect(refined).toContainText('grey')

  // It counts as no constraint: what is left goes on without it.
  await expect(page.getByTestId('progress')).toContainText('0 / 10 constraints')
  await press(page, '1', 's', 's', 's', 's')
  await expect(card(page, 4)).toContainText('Skipped')
  await expect(notice(page)).toContainText('All decided')
  await sent(page)
  await page.goto(`/datasets/${dataset.id}/review?scope=all`)
  await expect(refined).toContainText('Accepted')
  await expect(refined.locator('ins')).toHaveText(['grey '])
})
