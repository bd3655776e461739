import { expectAccessible } from './support/axe.ts'
import { card, expectCurrent, marks, openReview, press } from './support/review.ts'
import { expect, test } from './support/test.ts'

const harbour = {
  instruction: 'Describe a quay.',
  refined: 'Describe a quay at dawn.',
  response: [
    'The quay wakes before the town. Gulls argue over the first crates, and the boats come in slowly. We met Dr. Brown there.',
    'Nobody speaks much until the last well-kept crate is weighed. Then the gulls have the quay to themselves, until noon.',
  ].join('\n\n'),
  constraints: {
    Digit: 'Write at least 30 words.',
    Length: 'Write at least 20 words.',
    Size: 'Write at most 200 words.',
    Sentence: 'Write at least 4 sentences.',
    Voice: 'Write in a calm voice.',
    Short: 'Write at most 12 words.',
  },
}

test('what conflicts with a constraint, or implies it, is a link to it that keys reach', async ({ signedInPage: page }) => {
  await openReview(page, 'Relations', [harbour])
  // The refuted one comes first: it conflicts with both lower bounds, and implies nothing that holds.
  await expect(card(page, 1)).toContainText('at most 12')
  await expect(card(page, 1).getByRole('button', { name: /^conflicts with/ })).toHaveText(['conflicts with 2', 'conflicts with 3'])
  await expect(card(page, 3).getByTestId('neighbours')).toHaveText('conflicts with 1implied by 2')
  await expect(card(page, 4).getByTestId('neighbours')).toHaveCount(0)
  await expect(card(page, 6).getByTestId('neighbours')).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Write at least 20 words.*implied by 2/ })).toHaveCount(1)
  await expectAccessible(page)

  await press(page, '3')
  await expectCurrent(page, 3)
  await press(page, 'Tab', 'Tab')
  await expect(card(page, 3).getByRole('button', { name: 'implied by 2: Write at least 30 words.' })).toBeFocused()
  await press(page, 'Enter')
  await expectCurrent(page, 2)
  await expect(card(page, 2)).toBeFocused()

  // Whoever rejects one has settled it, and whoever undoes that has not.
  await press(page, '1', 'x', '1')
  await expect(card(page, 3).getByTestId('neighbours')).toHaveText('implied by 2')
  await press(page, 'z')
  await expect(card(page, 3).getByTestId('neighbours')).toHaveText('conflicts with 1implied by 2')
  await press(page, '2', 'e')
  await page.getByRole('textbox', { name: 'Text of constraint 2' }).fill('Write at least 15 words.')
  // Told while one writes, on both sides, and not any more once one has left it.
  await expect(page.getByTestId('check')).toContainText('Proven')
  await expect(page.getByTestId('check')).toContainText('conflicts with 1.implied by 3.')
  await expect(card(page, 3).getByTestId('neighbours')).toHaveText('conflicts with 1')
  await press(page, 'Escape')
  await expect(card(page, 3).getByTestId('neighbours')).toHaveText('conflicts with 1implied by 2')
  await press(page, 'e')
  await page.getByRole('textbox', { name: 'Text of constraint 2' }).fill('Write at least 15 words.')
  await expect(page.getByTestId('check')).toContainText('implied by 3.')
  await press(page, 'Control+Enter')
  await expect(card(page, 2).getByTestId('neighbours')).toHaveText('conflicts with 1implied by 3')
  await expect(card(page, 3).getByTestId('neighbours')).toHaveText('conflicts with 1')
})

test('a bound moves by keys between the places where it is true, with its verdict and its rarity', async ({ signedInPage: page }) => {
  await openReview(page, 'Bounds', [harbour])
  await press(page, '1', 'e')
  const text = page.getByRole('textbox', { name: 'Text of constraint 1' })
  const slider = page.getByRole('slider', { name: 'Upper bound, where it is true' })
  await expect(slider).toHaveAttribute('aria-valuetext', 'at most 12 as written, which is not true of this response')
  await expect(page.getByTestId('check')).toContainText('Refuted')
  await expectAccessible(page)

  await press(page, 'Tab')
  await expect(slider).toBeFocused()
  await press(page, 'ArrowLeft')
  await expect(text).toHaveValue('Write at most 45 words.')
  await expect(slider).toBeFocused()
  await expect(slider).toHaveAttribute('aria-valuetext', /^natural: at most 45, met by \d+% of other responses$/)
  await expect(page.getByTestId('check')).toContainText('Proven')
  await expect(page.getByTestId('check')).toContainText(/Met by \d+% of other responses/)
  await press(page, 'ArrowRight')
  await expect(text).toHaveValue('Write at most 43 words.')
  await expect(page.getByTestId('check')).toContainText('Proven')
  await press(page, 'Home')
  await expect(text).toHaveValue('Write at most 50 words.')
  await expect(page.getByTestId('check')).toContainText('Proven')
  await expect(page.getByRole('group', { name: 'Upper bound: stops' }).getByRole('button', { pressed: true })).toContainText('50 loose')
  await page.getByRole('button', { name: /^45 natural/ }).click()
  await expect(text).toHaveValue('Write at most 45 words.')
  await expect(page.getByTestId('check')).toContainText('Proven')
  await expectAccessible(page)
  await slider.focus()
  await press(page, 'Control+Enter')
  await expect(page.getByRole('row', { name: /Write at most 45 words/ })).toContainText('Accepted')
})

test('the definition card numbers what is counted here, and says who counts otherwise', async ({ signedInPage: page }) => {
  await openReview(page, 'Counting', [harbour])
  await press(page, '2', 'c')
  const counted = card(page, 2).getByTestId('counted')
  await expect(counted).toContainText('43 words here, numbered in the response. First: The, last: noon.')
  await expect(counted).toContainText('Pincer counts 43; IFEval counts 44.')
  await expect(page.getByTestId('counted')).toHaveCount(1)
  await expect(marks(page)).toHaveCount(43)
  await expect(marks(page).first()).toHaveAttribute('data-label', '1')
  await expect(marks(page).nth(9)).toHaveAttribute('data-label', '10')
  await expect(marks(page).nth(8)).not.toHaveAttribute('data-label')
  await expectAccessible(page)

  await press(page, '5')
  await expect(card(page, 5).getByTestId('counted')).toContainText('5 sentences here')
  await expect(card(page, 5).getByTestId('counted')).toContainText('the fine reading, counts 6')
  await expect(page.locator('mark[data-label]')).toHaveCount(5)
  await press(page, 'm')
  await expect(page.locator('mark[data-label]')).toHaveCount(5)
  await expectAccessible(page)
  await press(page, '6')
  await expect(page.getByTestId('counted')).toHaveCount(0)
  await press(page, '2', 'c')
  await expect(page.getByTestId('counted')).toHaveCount(0)
  await expect(marks(page)).toHaveCount(0)
})
