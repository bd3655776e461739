import { expectAccessible } from './support/axe.ts'
import { card, expectCurrent, notice, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

test('a constraint of one’s own is proven while it is written, with suggestions of what holds', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Own')
  await expectCurrent(page, 1)
  await press(page, 'i')
  const own = page.getByRole('region', { name: 'A constraint of your own' })
  const field = own.getByLabel('Text of constraint 5')
  await expect(field).toBeFocused()
  await field.fill('Your response should be at most 20 words long.')
  await expect(own.getByTestId('check')).toContainText('Refuted')
  await field.fill('Your response should be at most 60 words long.')
  await expect(own.getByTestId('check')).toContainText('Proven')
  await expect(own.getByRole('listitem').first()).toBeVisible()
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/own.png` })
  await press(page, 'Control+Enter')
  await expect(notice(page)).toHaveText('Added and accepted.')
  await expect(card(page, 5)).toContainText('at most 60 words')
  await expect(card(page, 5)).toContainText('Accepted')
  await expect(page.getByTestId('progress')).toContainText('1 / 11 constraints')
  await press(page, 'z')
  await expect(card(page, 5)).toContainText('Undecided')
  await press(page, 'Shift+Z')

  // The same words again are refused, and kept.
  await press(page, 'i')
  await page.getByLabel('Text of constraint 6').fill('Your response should be at most 60 words long.')
  await press(page, 'Control+Enter')
  await expect(notice(page)).toContainText('The pair has this constraint already. The text is kept.')
  await own.getByRole('listitem').first().getByRole('button').click()
  const taken = await page.getByLabel('Text of constraint 6').inputValue()
  expect(taken).not.toContain('60 words')
  await expect(own.getByTestId('check')).toContainText('Proven')
  await press(page, 'Control+Enter')
  await expect(card(page, 6)).toContainText('Accepted')
  await sent(page)
  const [pair] = await dataset.pairs()
  expect(pair?.constraints.filter(({ origin }) => origin === 'human').map(({ text, status }) => [text, status])).toEqual([
    ['Your response should be at most 60 words long.', 'accepted'],
    [taken, 'accepted'],
  ])
})
