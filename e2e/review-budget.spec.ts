import type { Page } from '@playwright/test'
import { card, expectPair, notice, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

const words = ['lamp', 'rope', 'crate', 'quay', 'gull']
const allHold = (place: string) => ({
  instruction: `Describe a ${place}.`,
  refined: '',
  response: `At the ${place} a lamp swings. A rope and a crate lie on the quay, and a gull looks on.`,
  constraints: Object.fromEntries(words.map((word, index) => [['Keyword', 'Keyword_2', 'Keyword_3', 'Keyword_4', 'Keyword_5'][index] ?? '', `Include the following keywords in your response: "${word}".`])),
})

/** Presses keys, and holds their number to what was promised. */
async function within(page: Page, budget: number, ...keys: string[]): Promise<void> {
  expect(keys.length, `${keys.join(' ')} within ${budget}`).toBeLessThanOrEqual(budget)
  await press(page, ...keys)
}

test('what is done most takes as many keys as were promised', async ({ signedInPage: page }) => {
  const places = ['harbour', 'pier', 'dock', 'wharf']
  const dataset = await openReview(page, 'Budgets', places.map(allHold))
  await expect(page.getByTestId('constraint')).toHaveCount(5)

  await test.step('five constraints all fine: 1, the next pair included', async () => {
    await within(page, 1, 'Enter')
    await expectPair(page, 'pier')
  })
  await test.step('one of five wrong: 2, the next pair included', async () => {
    await within(page, 2, 'Shift+Digit3', 'Enter')
    await expectPair(page, 'dock')
    await sent(page)
    expect((await dataset.pairs())[1]?.constraints.map(({ status }) => status).toSorted()).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'rejected'])
  })
  await test.step('accept: 1', async () => {
    await within(page, 1, 'a')
    await expect(card(page, 1)).toContainText('Accepted')
  })
  await test.step('reject: 1, and 1 with the reason', async () => {
    await within(page, 1, 'x')
    await expect(card(page, 2)).toContainText('Rejected')
    await within(page, 1, '2')
    await expect(card(page, 2)).toContainText('Not a real restriction')
  })
  await test.step('edit: 2 besides the text', async () => {
    await within(page, 1, 'e')
    await page.keyboard.insertText(' Use it once.')
    await within(page, 1, 'Control+Enter')
    await expect(card(page, 3)).toContainText('Use it once.')
  })
  await test.step('undo the last pair: 1', async () => {
    await within(page, 1, 'u')
    await expect(notice(page)).toContainText('Undone: 3 decisions on this pair.')
    await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(5)
    await within(page, 1, 'u')
    await expectPair(page, 'pier')
    await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(5)
  })
  await sent(page)
  expect((await dataset.pairs()).map(({ constraints }) => constraints.filter(({ status }) => status === 'accepted').length)).toEqual([5, 0, 0, 0])
})
