import { expectAccessible } from './support/axe.ts'
import { hold } from './support/hold.ts'
import { card, expectCurrent, expectPair, mill, notice, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

/** What brings the pairs behind those that the page came with. */
const next = /\/review\?.*\bafter=/
const crafts = ['mill', 'forge', 'dairy', 'bakery', 'press', 'loom']

test('a key pressed twice at the last constraint decides once and passes no pair, while the next one is slow to come', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Pressed twice', crafts.map((craft) => ({ ...mill, instruction: `Describe a ${craft}.`, refined: '' })))
  const behind = await hold(page, next)
  // The third is the last that came with the page: the fourth is fetched from here.
  await press(page, ']', ']')
  await expectPair(page, 'dairy')
  await press(page, '1', 's', '2', 's', '3', 'a', 'a')
  await expect(notice(page)).toContainText('Accepted 3 already. All decided')
  await press(page, 'Enter', 'Enter', 'Enter')
  await expectPair(page, 'dairy')
  await behind.release()
  await expectPair(page, 'bakery')
  await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(3)
  // Every answer is there, and what is pressed behind all that was held is for this pair too.
  await press(page, '2')
  await expectCurrent(page, 2)
  await expectPair(page, 'bakery')
  await sent(page)

  const pairs = await dataset.pairs()
  expect(pairs.map(({ constraints }) => constraints.map(({ status, version }) => `${status} ${version}`))).toEqual(
    crafts.map((craft) => (craft === 'dairy' ? ['skipped 1', 'skipped 1', 'accepted 1'] : ['pending 0', 'pending 0', 'pending 0'])),
  )
})

test('keys that are faster than the next pair mean that pair, and not the one before', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Ahead of the pair', crafts.map((craft) => ({ ...mill, instruction: `Describe a ${craft}.`, refined: '' })))
  const behind = await hold(page, next)
  await press(page, ']', ']')
  await expectPair(page, 'dairy')
  await press(page, '1', 's', '2', 's', '3', 's', 'Enter', 'x', '4', 's', 'e')
  await page.keyboard.type(' As at sea.')
  await expectPair(page, 'dairy')
  await behind.release()
  await expectPair(page, 'bakery')
  await expect(page.getByLabel('Text of constraint 3')).toHaveValue('Sound like somebody who grew up nearby. As at sea.')
  await press(page, 'Control+Enter')
  await sent(page)
  const pairs = await dataset.pairs()
  const of = (craft: number) => pairs[craft]?.constraints.map(({ status, version }) => `${status} ${version}`)
  expect([of(2), of(3)]).toEqual([['skipped 1', 'skipped 1', 'skipped 1'], ['rejected 1', 'skipped 1', 'accepted 1']])
  expect(pairs[3]?.constraints[0]?.decision?.reason).toBe('ambiguous')
})

test('keys for a pair that does not come are not taken, and that is said', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'None comes', ['mill', 'forge', 'dairy'].map((craft) => ({ ...mill, instruction: `Describe a ${craft}.`, refined: '' })))
  await press(page, ']', ']')
  await expectPair(page, 'dairy')
  // Behind the last one those before it are asked for.
  const behind = await hold(page, /\/api\/v1\/datasets\/[^/]+\/review\?/)
  await press(page, '1', 's', '2', 's', '3', 's', 'Enter', 'x', '4')
  await expect(page.getByTestId('waiting-keys')).toHaveText('2 keys wait for the next pair')
  await expectAccessible(page)
  await behind.refuse()
  await expect(page.getByText('No other pair came: the 2 keys that waited for it were not taken.').first()).toBeVisible()
  await expect(page.getByTestId('waiting-keys')).toHaveCount(0)
  await sent(page)
  const pairs = await dataset.pairs()
  expect(pairs.map(({ constraints }) => constraints.map(({ status, version }) => `${status} ${version}`))).toEqual([
    ['pending 0', 'pending 0', 'pending 0'], ['pending 0', 'pending 0', 'pending 0'], ['skipped 1', 'skipped 1', 'skipped 1'],
  ])
})

test('five different keys that follow each other at once all take effect', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Five keys')
  await expectCurrent(page, 1)
  // Faster than anybody types: between two keys the page has only what it does for the first of them.
  const took = await page.evaluate(async () => {
    const began = performance.now()
    for (const [key, code] of [['s', 'KeyS'], ['a', 'KeyA'], ['f', 'KeyF'], ['x', 'KeyX'], ['2', 'Digit2']]) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))
      await new Promise((later) => setTimeout(later))
    }
    return performance.now() - began
  })
  // Told and not held to: on a busy machine that says more of the machine than of the page.
  test.info().annotations.push({ type: 'five keys', description: `${Math.round(took)} ms` })
  for (const [index, words] of ['Skipped', 'Accepted', 'Flagged', 'Not a real restriction'].entries()) await expect(card(page, index + 1)).toContainText(words)
  await sent(page)
  const [pair] = await dataset.pairs()
  expect(pair?.constraints.map(({ status, version }) => `${status} ${version}`)).toEqual(['skipped 1', 'accepted 1', 'flagged 1', 'rejected 1'])
  expect(pair?.constraints[3]?.decision?.reason).toBe('vacuous')
})
