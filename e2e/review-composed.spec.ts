import { expectAccessible } from './support/axe.ts'
import { card, expectCurrent, expectPair, openReview, press } from './support/review.ts'
import { expect, test } from './support/test.ts'

test('the instruction as it would be exported is a key away and follows every decision', async ({ signedInPage: page }) => {
  await openReview(page, 'Composed', [
    {
      instruction: 'Describe a mill.',
      refined: 'Describe a mill by a river.',
      response: 'The mill leans over the river. Its wheel turns all day.',
      constraints: {
        Keyword: 'Include the following keywords in your response: "wheel".',
        Digit: 'Your response should be at least 5 words long.',
        Desired_Writing_Style: 'Sound like somebody who grew up nearby.',
      },
    },
    { instruction: 'Describe an orchard.', refined: '', response: 'It smells of cider.', constraints: { Desired_Writing_Style: 'Be brief.' } },
  ])
  const composed = page.getByRole('region', { name: 'As exported' })
  await expectCurrent(page, 1)
  await press(page, 'o')
  await expect(composed).toContainText('This pair would not leave: no accepted constraint.')
  await press(page, '3', 'a')
  await expect(composed).toContainText('Describe a mill.')
  await expect(composed.locator('ins').filter({ hasText: 'Sound like somebody who grew up nearby.' })).toHaveCount(1)
  await expect(composed.locator('ins').filter({ hasText: 'Describe a mill.' })).toHaveCount(0)
  await press(page, '3', 'e')
  await page.getByLabel('Text of constraint 3').fill('Sound like the miller.')
  await press(page, 'Control+Enter')
  await expect(composed).toContainText('Sound like the miller.')
  await press(page, '1', 'a', '2', 'a')
  await expect(card(page, 2)).toContainText('Accepted')
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/composed.png` })
  await press(page, '3', 'x')
  await expect(composed).not.toContainText('miller')
  await press(page, ']')
  await expectPair(page, 'orchard')
  await expect(composed).toContainText('This pair would not leave')
  await press(page, 'o')
  await expect(composed).toHaveCount(0)
})
