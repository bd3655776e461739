import { expectAccessible } from './support/axe.ts'
import { card, expectCurrent, marks, notice, openReview, press } from './support/review.ts'
import { expect, test } from './support/test.ts'

const paragraphs = Array.from({ length: 60 }, (_, index) => `Day ${index + 1} at the **mill** was like the one before it${index % 20 === 9 ? ', they said' : ''}. The wheel turned and flour lay on every sill.`)
const long = {
  instruction: 'Describe a mill.',
  refined: '',
  response: paragraphs.join('\n\n'),
  constraints: {
    Punctuation: 'Please verify that there are no commas in your entire response.',
    Keyword: 'Include the following keywords in your response: "mill".',
    Desired_Writing_Style: 'Sound like somebody who grew up nearby.',
  },
}

test('evidence of a long response stands at the scrollbar and can be gone through by keys', async ({ signedInPage: page }) => {
  await openReview(page, 'Rail', [long])
  await expectCurrent(page, 1)
  const markers = page.getByTestId('rail').getByRole('button')
  await expect(markers).toHaveCount(3)
  await expect(markers.first()).toHaveAttribute('data-role', 'violation')
  await press(page, '.')
  await expect(notice(page)).toHaveText('Place 1 of 3: a violation.')
  await press(page, '.', '.')
  await expect(notice(page)).toHaveText('Place 3 of 3: a violation.')
  await expect(marks(page).nth(2)).toBeInViewport()
  await expect(marks(page).nth(0)).not.toBeInViewport()
  await press(page, '.')
  await expect(marks(page).nth(0)).toBeInViewport()
  await press(page, ',')
  await expect(notice(page)).toHaveText('Place 3 of 3: a violation.')
  await markers.nth(1).click()
  await expect(marks(page).nth(1)).toBeInViewport()
  await expect(page.locator('[data-jumped]')).toHaveCount(1)
  await expect(card(page, 1)).toContainText('Undecided')
  await expectAccessible(page)

  await press(page, '2')
  await expect(markers.first()).toHaveAttribute('data-role', 'support')
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/rail.png` })
  await press(page, 'h')
  await expect(page.getByTestId('rail')).toHaveCount(0)
  await press(page, '.')
  await expect(notice(page)).toHaveText('Nothing is marked in the response.')
})

test('a response that fits the screen has no rail', async ({ signedInPage: page }) => {
  await openReview(page, 'No rail')
  await expect(marks(page)).toHaveCount(1)
  await expect(page.getByTestId('rail')).toHaveCount(0)
})

test('a response of a megabyte opens, and its evidence is jumped to, without waiting for all of it', async ({ signedInPage: page }) => {
  const paragraph = 'The *mill* leans over the river and **flour** lies on every sill of it.\n\n'
  const response = `${paragraph.repeat(Math.ceil(990_000 / paragraph.length))}The last day was cold, they said.`
  await openReview(page, 'Megabyte', [{ ...long, response }])
  await expect(page.getByRole('button', { name: 'Accept constraint 1' })).toBeVisible()
  await expect(page.getByTestId('response').locator('strong').first()).toHaveText('flour')
  await press(page, '.')
  await expect(notice(page)).toHaveText('Place 1 of 1: a violation.')
  await expect(marks(page)).toHaveCount(1)
  await expect(marks(page)).toBeInViewport()
  // What is seen is rendered, and what is far from there is not.
  await expect(page.getByTestId('response').locator('strong').last()).toBeInViewport()
  const rendered = () => page.getByTestId('response').locator('strong').count()
  expect(await rendered()).toBeLessThan(2000)
  const begun = Date.now()
  await press(page, '3')
  await expectCurrent(page, 3)
  // Told and not held to: on a busy machine that says more of the machine than of the page.
  test.info().annotations.push({ type: 'to the next constraint', description: `${Date.now() - begun} ms` })
  expect(await rendered(), 'nor is it for the next constraint').toBeLessThan(2000)
})
