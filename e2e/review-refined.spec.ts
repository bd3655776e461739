import { expectAccessible } from './support/axe.ts'
import { card, expectCurrent, expectPair, mill, notice, openReview, reviewDataset, press, sent } from './support/review.ts'
import { somebodyElse } from './support/people.ts'
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

test('two people decide a refined instruction, each without a word of the other’s; what both say stands', async ({ signedInPage: owner, browser, baseURL }) => {
  // Not opened by the owner, whose place at the pair would be one of the two.
  const dataset = await reviewDataset(owner, 'Refined by two', [mill])
  await owner.goto(`/datasets/${dataset.id}/settings`)
  await owner.getByLabel('People for each pair').fill('2')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(owner.getByText('Saved.')).toBeVisible()
  const stands = async () => (await dataset.pairs())[0]?.refinedInstruction

  const ada = await somebodyElse(owner, browser, baseURL, 'Ada')
  const ben = await somebodyElse(owner, browser, baseURL, 'Ben')
  const fetched: string[] = []
  ben.on('response', (response) => {
    if (response.url().includes('/api/v1/')) void response.text().then((text) => fetched.push(text), () => {})
  })
  for (const page of [ada, ben]) {
    await page.goto(`/datasets/${dataset.id}/review`)
    await expectPair(page, 'mill')
  }
  const refined = ada.getByTestId('refinement')
  await press(ada, '4', 'e')
  await ada.getByLabel('Refined instruction', { exact: true }).fill('Describe a crooked mill.')
  await press(ada, 'Control+Enter', 'x', '1', 'Enter', 'a')
  await expect(refined).toContainText('Accepted')
  await sent(ada)

  // Ben finds it as it came, and nothing that reaches his browser has Ada's words.
  const bens = ben.getByTestId('refinement')
  await ben.reload()
  await expectPair(ben, 'mill')
  await expect(bens).toContainText('Undecided')
  await expect(bens.locator('ins')).toContainText(['river'])
  await press(ben, '4', 'x', '3', '1', 'x', '1', 'Enter', 'a')
  await expect(bens).toContainText('Rejected')
  await sent(ben)
  await expect.poll(() => fetched.length).toBeGreaterThan(2)
  expect(fetched.join()).not.toContain('crooked')
  await expectAccessible(ben)
  // They differ: none of it is used. Ada's own is still hers.
  expect(await stands()).toBeNull()
  await ada.reload()
  await ada.goto(`/datasets/${dataset.id}/review?scope=all`)
  await expect(refined).toContainText('Accepted')
  await expect(refined).toContainText('crooked')

  await press(ben, '4', 'z', 'z', 'z', 'z')
  await expect(bens).toContainText('Undecided')
  await press(ben, '4', 'e')
  await ben.getByLabel('Refined instruction', { exact: true }).fill('Describe a crooked mill.')
  await press(ben, 'Control+Enter', '1', 'x', '1', 'Enter', 'a')
  await sent(ben)
  expect(await stands()).toBe('Describe a crooked mill.')
  await ada.context().close()
  await ben.context().close()
})
