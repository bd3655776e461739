import { card, expectPair, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'
import { usable } from './support/usable.ts'

test('what happens by a key is told to screen readers, once each time', async ({ signedInPage: page }) => {
  await openReview(page, 'Heard')
  const heard = page.getByTestId('announcer')
  await expect(heard).toHaveAttribute('aria-live', 'polite')
  await press(page, '2', 'a')
  await expect(heard).toHaveText('Accepted 2. 3 left.')
  await press(page, '1', 'a')
  await expect(heard).toContainText('a program refutes it')
  await press(page, 'x')
  await expect(heard).toHaveText('Rejected 1. 2 left.')
  await press(page, '2')
  await expect(heard).toHaveText(/^Reason: /)
  await press(page, 'z')
  await expect(heard).toHaveText('Undone.')
  const first = await heard.textContent()
  await press(page, 'z')
  // The same words again are other text, or nobody would say them.
  await expect.poll(() => heard.textContent()).not.toBe(first)
  await expect(heard).toHaveText('Undone.')
  await press(page, 'Shift+Digit4')
  await expect(heard).toHaveText('Rejected 4. 3 left.')
  await sent(page)
})

test('fingers decide: cards, buttons, editing and going on', async ({ signedInPage, browser, app }) => {
  const dataset = await openReview(signedInPage, 'Touched')
  const context = await browser.newContext({ baseURL: app.baseUrl, storageState: app.statePath, hasTouch: true, isMobile: true, viewport: { width: 412, height: 800 } })
  const page = usable(await context.newPage())
  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'harbour')
  await card(page, 2).tap()
  await page.getByRole('toolbar', { name: 'Decide' }).getByRole('button', { name: /^Accept(?! \d| proven)/ }).tap()
  await expect(card(page, 2)).toContainText('Accepted')
  await card(page, 4).tap()
  await page.getByRole('button', { name: 'Reject constraint 4' }).tap()
  await page.getByRole('group', { name: 'Why is it rejected?' }).getByRole('button').first().tap()
  await expect(card(page, 4)).toContainText('Rejected')
  await page.getByRole('toolbar', { name: 'Decide' }).getByRole('button', { name: /^Undo/ }).tap()
  await expect(card(page, 4)).toContainText('Undecided')
  await page.getByRole('toolbar', { name: 'Decide' }).getByRole('button', { name: /^Next/ }).tap()
  await expectPair(page, 'mill')
  await sent(page)
  expect((await dataset.pairs())[0]?.constraints.map(({ status }) => status)).toEqual(['pending', 'accepted', 'pending', 'pending'])
  await context.close()
})

test('a pair begins at its top, where one reads first, also after one that was read to its end', async ({ signedInPage, browser, app }) => {
  const long = (thing: string) => ({
    instruction: `Describe a ${thing}.`,
    refined: '',
    response: Array.from({ length: 60 }, (_, day) => `Day ${day + 1} at the ${thing} was like the one before it.`).join('\n\n'),
    constraints: { Desired_Writing_Style: `Sound like somebody who grew up near the ${thing}.` },
  })
  const dataset = await openReview(signedInPage, 'From the top', [long('mill'), long('harbour')])
  const narrow = await browser.newContext({ baseURL: app.baseUrl, storageState: app.statePath, hasTouch: true, isMobile: true, viewport: { width: 412, height: 800 } })
  const phone = usable(await narrow.newPage())
  await phone.goto(`/datasets/${dataset.id}/review`)
  for (const page of [phone, signedInPage]) {
    await expectPair(page, 'mill')
    await expect(page.getByText('Describe a mill.')).toBeInViewport()
    await page.getByText('Day 60 at the mill').scrollIntoViewIfNeeded()
    await expect(page.getByText('Describe a mill.')).not.toBeInViewport()
    await page.getByRole('toolbar', { name: 'Decide' }).getByRole('button', { name: /^Next/ }).click()
    await expectPair(page, 'harbour')
    await expect(page.getByText('Describe a harbour.')).toBeInViewport()
    await page.getByRole('toolbar', { name: 'Decide' }).getByRole('button', { name: /^Previous/ }).click()
    await expectPair(page, 'mill')
    await expect(page.getByText('Describe a mill.')).toBeInViewport()
  }
  await narrow.close()
})
