import { card, expectCurrent, expectPair, mill, notice, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

const crafts = ['mill', 'forge', 'dairy', 'bakery', 'press', 'loom']

test('a key pressed twice at the last constraint decides once and passes no pair, while the next one is slow to come', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Pressed twice', crafts.map((craft) => ({ ...mill, instruction: `Describe a ${craft}.`, refined: '' })))
  await page.route('**/api/v1/datasets/*/review?**', async (route) => {
    await new Promise((later) => setTimeout(later, 700))
    await route.continue()
  })
  // The third is the last that came with the page: the fourth is fetched from here.
  await press(page, ']', ']')
  await expectPair(page, 'dairy')
  await press(page, '1', 's', '2', 's', '3', 'a', 'a')
  await expect(notice(page)).toContainText('Accepted 3 already. All decided')
  await press(page, 'Enter', 'Enter', 'Enter')
  await expectPair(page, 'bakery')
  await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(3)
  // Longer than any answer that is still on its way.
  await page.waitForTimeout(1500)
  await expectPair(page, 'bakery')
  await sent(page)

  const pairs = await dataset.pairs()
  expect(pairs.map(({ constraints }) => constraints.map(({ status, version }) => `${status} ${version}`))).toEqual(
    crafts.map((craft) => (craft === 'dairy' ? ['skipped 1', 'skipped 1', 'accepted 1'] : ['pending 0', 'pending 0', 'pending 0'])),
  )
})

test('five different keys within a quarter of a second all take effect', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Five keys')
  await expectCurrent(page, 1)
  const took = await page.evaluate(async () => {
    const began = performance.now()
    for (const [key, code] of [['s', 'KeyS'], ['a', 'KeyA'], ['f', 'KeyF'], ['x', 'KeyX'], ['2', 'Digit2']]) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))
      await new Promise((later) => setTimeout(later, 20))
    }
    return performance.now() - began
  })
  test.info().annotations.push({ type: 'five keys', description: `${Math.round(took)} ms` })
  expect(took).toBeLessThan(250)
  for (const [index, words] of ['Skipped', 'Accepted', 'Flagged', 'Not a real restriction'].entries()) await expect(card(page, index + 1)).toContainText(words)
  await sent(page)
  const [pair] = await dataset.pairs()
  expect(pair?.constraints.map(({ status, version }) => `${status} ${version}`)).toEqual(['skipped 1', 'accepted 1', 'flagged 1', 'rejected 1'])
  expect(pair?.constraints[3]?.decision?.reason).toBe('vacuous')
})
