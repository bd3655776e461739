import type { Browser, Locator, Page } from '@playwright/test'
import { statePath } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { reviewDataset } from './support/review.ts'
import { expect, test } from './support/test.ts'

/** A constraint by its number on the screen. */
function card(page: Page, number: number): Locator {
  return page.getByTestId('constraint').nth(number - 1)
}

async function expectCurrent(page: Page, number: number): Promise<void> {
  await expect(card(page, number)).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('[data-testid="constraint"][aria-selected="true"]')).toHaveCount(1)
}

/** Opens the review of a fresh dataset at its first pair. */
async function openReview(page: Page, name: string): Promise<Dataset> {
  const dataset = await reviewDataset(page, name)
  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'harbour')
  return dataset
}

async function expectPair(page: Page, word: string): Promise<void> {
  await expect(page.getByRole('region', { name: 'Instruction' })).toContainText(word)
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

const sent = (page: Page): Promise<void> => expect(page.getByTestId('unsent')).toHaveCount(0)
const marks = (page: Page): Locator => page.getByTestId('response').locator('mark[data-evidence]')
const notice = (page: Page): Locator => page.getByTestId('notice')
const reasons = (page: Page): Locator => page.getByRole('group', { name: 'Why is it rejected?' })

test('a whole review is done by keys alone', async ({ signedInPage: page }) => {
  await openReview(page, 'By keys')
  await expectCurrent(page, 1)
  await press(page, 'j')
  await expectCurrent(page, 2)
  await press(page, 'ArrowDown', 'k', 'k')
  await expectCurrent(page, 1)
  await press(page, '2')
  await expectCurrent(page, 2)

  await press(page, 'a')
  await expect(card(page, 2)).toContainText('Accepted')
  await expectCurrent(page, 3)

  await press(page, 'x')
  await expect(card(page, 3)).toContainText('Rejected')
  await expect(reasons(page)).toContainText('Rejected 3. Why?')
  await press(page, '2')
  await expect(reasons(page)).toHaveCount(0)
  await expect(card(page, 3)).toContainText('Not a real restriction')
  await expectCurrent(page, 4)

  await press(page, 'e')
  const field = page.getByLabel('Text of constraint 4')
  await expect(field).toBeFocused()
  await field.fill('Write in a calm, dry voice.')
  await expect(card(page, 4).locator('del')).toHaveText(['observant'])
  await expect(card(page, 4).locator('ins')).toHaveText(['dry'])
  await expect(page.getByTestId('check')).toContainText('saving it accepts it')
  await press(page, 'Control+Enter')
  await expect(card(page, 4)).toContainText('Accepted')
  await expect(card(page, 4).locator('ins')).toHaveText(['dry'])

  await expectCurrent(page, 1)
  await press(page, 's')
  await expect(card(page, 1)).toContainText('Skipped')
  await expect(notice(page)).toContainText('All decided')
  await press(page, 'Enter')

  await expectPair(page, 'mill')
  await press(page, 'Enter')
  await expect(card(page, 2)).toContainText('Accepted')
  await expect(notice(page)).toContainText('Accepted 1. 2 left')
  await expectCurrent(page, 1)
  await press(page, 'f')
  await expect(card(page, 1)).toContainText('Flagged')
  await press(page, 's')
  await expect(page.getByTestId('progress')).toContainText('7 / 10 constraints')
  await expect(page.getByTestId('progress')).toContainText('2 / 3 pairs')
  await press(page, 'Enter')
  await expectPair(page, 'orchard')
  await press(page, 'Enter', 'x', 's', 'Enter')
  await expect(page.getByText('All decided', { exact: true })).toBeVisible()
})

test('undo and redo reach across pairs, and bring an edit back with what it changed', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Undone')
  await press(page, '4', 'e')
  await page.getByLabel('Text of constraint 4').fill('Write in a dry voice.')
  await press(page, 'Control+Enter')
  await expect(card(page, 4)).toContainText('Accepted')
  await press(page, ']')
  await expectPair(page, 'mill')
  await press(page, 'Enter')
  await expect(card(page, 2)).toContainText('Accepted')

  await press(page, 'z')
  await expect(card(page, 2)).toContainText('Undecided')
  await press(page, 'z')
  await expectPair(page, 'harbour')
  await expectCurrent(page, 4)
  await expect(card(page, 4)).toContainText('Undecided')
  await expect(card(page, 4)).toContainText('Write in a calm, observant voice.')
  await expect(notice(page)).toHaveText('Undone.')
  await press(page, 'z')
  await expect(notice(page)).toHaveText('There is nothing to undo.')

  await press(page, 'Shift+Z')
  await expect(card(page, 4)).toContainText('Accepted')
  await expect(card(page, 4).locator('del')).not.toHaveCount(0)
  await press(page, 'Shift+Z')
  await expectPair(page, 'mill')
  await expect(card(page, 2)).toContainText('Accepted')
  await sent(page)

  await page.goto(`/datasets/${dataset.id}/review?scope=all`)
  await expectPair(page, 'harbour')
  await expect(card(page, 4)).toContainText('Accepted')
  await expect(card(page, 4).locator('ins')).not.toHaveCount(0)
})

test('source, evidence, differences, guidelines and the keys themselves are a key away', async ({ signedInPage: page }) => {
  await openReview(page, 'Looks')
  const response = page.getByTestId('response')
  await expect(response.locator('strong')).toHaveText('harbour')
  await press(page, 'm')
  await expect(response).toContainText('**harbour**')
  await expect(response.locator('strong')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Source (m)' })).toHaveAttribute('aria-pressed', 'true')
  await press(page, 'm')
  await expect(response.locator('strong')).toHaveCount(1)

  await expect(marks(page)).not.toHaveCount(0)
  await press(page, 'h')
  await expect(marks(page)).toHaveCount(0)
  await press(page, 'h')
  await expect(marks(page)).not.toHaveCount(0)

  const instruction = page.getByRole('region', { name: 'Instruction' })
  await expect(instruction.locator('ins')).not.toHaveCount(0)
  await press(page, 'd')
  await expect(instruction.locator('ins')).toHaveCount(0)
  await expect(instruction).toContainText('Describe a harbour in the morning.')

  await press(page, 'g')
  await expect(page.getByRole('dialog', { name: 'Guidelines' })).toContainText('no guidelines yet')
  await press(page, 'Escape', '?')
  const help = page.getByRole('dialog', { name: 'Keys of the review screen' })
  await expect(help).toContainText('Accept the constraint')
  await press(page, 'a', 'x')
  await press(page, 'Escape')
  await expect(help).toHaveCount(0)
  await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(4)

  await press(page, ']')
  await expectPair(page, 'mill')
  await press(page, '[')
  await expectPair(page, 'harbour')
})

test('the evidence of the constraint in focus is marked, and that of another while the mouse points at it', async ({ signedInPage: page }) => {
  await openReview(page, 'Evidence')
  await expect(marks(page)).toHaveText([','])
  await expect(marks(page)).toHaveAttribute('data-evidence', 'violation')

  await card(page, 2).hover()
  await expect(marks(page)).toHaveText(['harbour', 'Gulls', 'gulls'])
  for (const mark of await marks(page).all()) await expect(mark).toHaveAttribute('data-evidence', 'support')
  await card(page, 3).hover()
  await expect(marks(page)).toHaveCount(0)
  await page.getByRole('heading', { name: 'Review' }).hover()
  await expect(marks(page)).toHaveText([','])

  await press(page, 'j', 'm')
  await expect(marks(page)).toHaveText(['harbour', 'Gulls', 'gulls'])
  await expect(marks(page).first()).toBeInViewport()
})

test('a refuted constraint cannot be accepted, and shows what was measured and where', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Refuted')
  await expect(card(page, 1)).toContainText('Refuted')
  await expect(marks(page)).toHaveCSS('text-decoration-style', 'wavy')
  await press(page, 'a')
  await expect(notice(page)).toContainText('cannot be accepted: a program refutes it')
  await expect(card(page, 1)).toContainText('Undecided')
  await expectCurrent(page, 1)
  await page.getByRole('button', { name: 'Accept constraint 1' }).click()
  await expect(card(page, 1)).toContainText('Undecided')

  await press(page, ']')
  await expectPair(page, 'mill')
  await expect(card(page, 1)).toContainText('Refuted')
  await expect(card(page, 1)).toContainText(/\b17\b.*500/)
  await press(page, 'e')
  await page.getByLabel('Text of constraint 1').fill('Your response should be at least 400 words long.')
  await expect(page.getByTestId('check')).toContainText('Refuted')
  await press(page, 'Control+Enter')
  await expect(card(page, 1)).toContainText('Undecided')
  await expect(notice(page)).toContainText('Saved 1, but a program refutes it')
  await press(page, 'e')
  await page.getByLabel('Text of constraint 1').fill('Your response should be at least 10 words long.')
  await expect(page.getByTestId('check')).toContainText('Proven')
  await press(page, 'Control+Enter')
  await expect(card(page, 1)).toContainText('Accepted')
  await sent(page)

  // Whoever asks the server directly is refused as well.
  const [pair] = await dataset.pairs()
  if (!pair) throw new Error('the dataset has pairs')
  await expect(dataset.decide(pair)).rejects.toThrow('a program refutes it')
})

test('decisions are there after a reload', async ({ signedInPage: page }) => {
  await openReview(page, 'Reloaded')
  await press(page, '2', 'a', '4', 'x', '7')
  await sent(page)
  await page.reload()
  await expect(card(page, 2)).toContainText('Accepted')
  await expect(card(page, 4)).toContainText('Rejected')
  await expect(card(page, 4)).toContainText('Badly worded')
  await expect(card(page, 1)).toContainText('Undecided')
  await expect(page.getByTestId('progress')).toContainText('2 / 10 constraints')
})

test('a rejection without a reason is sent all the same, once the time for one is over', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Without a reason')
  await press(page, '4', 'x')
  await expect(reasons(page)).toBeVisible()
  await expect(reasons(page)).toHaveCount(0)
  await sent(page)
  expect((await dataset.pairs())[0]?.constraints[3]).toMatchObject({ status: 'rejected', decision: { reason: null } })
})

/** The same dataset in another browser. */
async function elsewhere(browser: Browser, baseURL: string | undefined, dataset: Dataset): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', storageState: statePath })
  const page = await context.newPage()
  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'harbour')
  return page
}

test('of two who decide one constraint the first stands, and the second sees both sides and chooses', async ({ signedInPage: page, browser, baseURL }) => {
  const dataset = await openReview(page, 'Conflicts')
  const other = await elsewhere(browser, baseURL, dataset)
  await press(other, '2', 'x', '4', '3', 'x', '6')
  await sent(other)
  await other.context().close()

  await press(page, '2', 'a', '3', 's')
  const first = card(page, 2).getByRole('group', { name: 'Conflict' })
  await expect(first).toContainText('was decided meanwhile by')
  await expect(first.getByRole('definition')).toContainText(['Rejected', 'Accept'])
  await expect(card(page, 2).locator('dd').first()).toContainText('keywords')
  await expect(page.getByRole('button', { name: '2 conflicts' })).toBeVisible()
  await press(page, '2', 'a')
  await expect(notice(page)).toContainText('say first whose decision stands')
  await expectAccessible(page)

  await first.getByRole('button', { name: 'Use theirs' }).click()
  await expect(first).toHaveCount(0)
  await expect(card(page, 2)).toContainText('Ambiguous')
  await card(page, 3).getByRole('button', { name: 'Decide again with mine' }).click()
  await expect(card(page, 3).getByRole('group', { name: 'Conflict' })).toHaveCount(0)
  await sent(page)
  const statuses = (await dataset.pairs())[0]?.constraints.map(({ status }) => status)
  expect(statuses).toEqual(['pending', 'rejected', 'skipped', 'pending'])
  await page.reload()
  await expect(card(page, 3)).toContainText('Skipped')
  await expect(page.getByRole('group', { name: 'Conflict' })).toHaveCount(0)
})

test('a conflict that was not settled is there again after a reload', async ({ signedInPage: page, browser, baseURL }) => {
  const dataset = await openReview(page, 'Conflict kept')
  const other = await elsewhere(browser, baseURL, dataset)
  await press(other, '4', 's')
  await sent(other)
  await other.context().close()
  await press(page, '4', 'e')
  await page.getByLabel('Text of constraint 4').fill('My own words.')
  await press(page, 'Control+Enter')
  await expect(card(page, 4).getByRole('group', { name: 'Conflict' })).toContainText('My own words.')
  await page.reload()
  await expect(card(page, 4).getByRole('group', { name: 'Conflict' })).toContainText('My own words.')
  await page.getByRole('button', { name: 'Decide again with mine' }).click()
  await expect(card(page, 4)).toContainText('Accepted')
  await sent(page)
  expect((await dataset.pairs())[0]?.constraints[3]).toMatchObject({ text: 'My own words.', status: 'accepted', version: 2 })
})

test('without a connection one goes on, and each decision is sent once when it is back', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Offline')
  await page.context().setOffline(true)
  await press(page, '2', 'a', '4', 'x', '2', '4', 'z')
  await expect(card(page, 2)).toContainText('Accepted')
  await expect(card(page, 4)).toContainText('Undecided')
  await expect(page.getByTestId('unsent')).toHaveText('3 unsent')
  await expect(page.getByRole('button', { name: 'Send now' })).toBeVisible()
  await expectAccessible(page)
  await press(page, ']')
  await expectPair(page, 'mill')
  await press(page, '3', 's')
  await expect(page.getByTestId('unsent')).toHaveText('4 unsent')

  await page.context().setOffline(false)
  await sent(page)
  const [harbour, mill] = await dataset.pairs()
  expect(harbour?.constraints.map(({ status, version }) => [status, version])).toEqual([['pending', 0], ['accepted', 1], ['pending', 0], ['pending', 2]])
  expect(mill?.constraints.map(({ status, version }) => [status, version])).toEqual([['pending', 0], ['pending', 0], ['skipped', 1]])
})

test('what was decided offline outlives the page, and is sent when it is opened again', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Closed offline')
  const context = page.context()
  await context.setOffline(true)
  await press(page, '2', 'a', '4', 'x', '5')
  await expect(page.getByTestId('unsent')).toHaveText('2 unsent')
  await page.close()
  await context.setOffline(false)
  expect((await dataset.pairs())[0]?.constraints.map(({ version }) => version)).toEqual([0, 0, 0, 0])

  const again = await context.newPage()
  await again.goto(`/datasets/${dataset.id}/review`)
  await expect(card(again, 2)).toContainText('Accepted')
  await expect(card(again, 4)).toContainText('Conflicts with another')
  await sent(again)
  expect((await dataset.pairs())[0]?.constraints.map(({ status, version }) => [status, version])).toEqual([
    ['pending', 0], ['accepted', 1], ['pending', 0], ['rejected', 1],
  ])
})

test('a decision whose answer got lost is sent again and taken once', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Answer lost')
  let asked = 0
  await page.route('**/api/v1/decisions', async (route) => {
    asked += 1
    if (asked > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await press(page, '2', 'a')
  await expect(page.getByRole('button', { name: 'Send now' })).toBeVisible()
  await sent(page)
  expect(asked).toBe(2)
  expect((await dataset.pairs())[0]?.constraints[1]).toMatchObject({ status: 'accepted', version: 1 })
  await expect(page.getByRole('group', { name: 'Conflict' })).toHaveCount(0)
})

test('keys do nothing in fields, with Ctrl, Alt or Cmd, held down, or when they are switched off', async ({ signedInPage: page }) => {
  await openReview(page, 'Inert keys')
  const undecided = page.getByTestId('constraint').filter({ hasText: 'Undecided' })
  await press(page, '4', 'Control+a', 'Alt+x', 'Meta+s', 'Backspace', 'Delete')
  await expect(undecided).toHaveCount(4)
  await page.keyboard.down('s')
  await page.keyboard.down('s')
  await page.keyboard.down('s')
  await page.keyboard.up('s')
  await expect(undecided).toHaveCount(3)
  await press(page, 'z')
  await expect(undecided).toHaveCount(4)

  await press(page, '4', 'e')
  const field = page.getByLabel('Text of constraint 4')
  await page.keyboard.type(' axszf?jk]1')
  await expect(field).toHaveValue('Write in a calm, observant voice. axszf?jk]1')
  await press(page, 'Enter', 'Tab')
  await expect(page.getByRole('button', { name: /^Save/ })).toBeFocused()
  await press(page, 'a', 'x', 's')
  await expect(field).toBeVisible()
  await press(page, 'Escape')
  await expect(field).toHaveCount(0)
  await expect(undecided).toHaveCount(4)
  await expectCurrent(page, 4)

  await press(page, '?')
  await page.getByLabel('Single keys decide and move').uncheck()
  await press(page, 'Escape', 'a', 'x', 's', 'Enter')
  await page.reload()
  await expect(undecided).toHaveCount(4)
  await press(page, 'a', 's')
  await page.getByRole('button', { name: 'Keys (?)' }).click()
  await page.getByLabel('Single keys decide and move').check()
  await press(page, 'Escape', '4', 'a')
  await expect(undecided).toHaveCount(3)
})

test('everything can be done by clicks', async ({ signedInPage: page }) => {
  await openReview(page, 'By clicks')
  const bar = page.getByRole('toolbar', { name: 'Decide' })
  await card(page, 4).getByText('Write in a calm').click()
  await expectCurrent(page, 4)
  await bar.getByRole('button', { name: /^Flag/ }).click()
  await expect(card(page, 4)).toContainText('Flagged')
  await card(page, 2).hover()
  await page.getByRole('button', { name: 'Accept constraint 2' }).click()
  await expect(card(page, 2)).toContainText('Accepted')
  await card(page, 3).hover()
  await page.getByRole('button', { name: 'Reject constraint 3' }).click()
  await reasons(page).getByRole('button', { name: 'Ambiguous' }).click()
  await expect(card(page, 3)).toContainText('Ambiguous')
  await card(page, 1).hover()
  await page.getByRole('button', { name: 'Edit constraint 1' }).click()
  await page.getByLabel('Text of constraint 1').fill('Do not use any exclamation marks.')
  await expect(page.getByTestId('check')).toContainText('Proven')
  await page.getByRole('button', { name: /^Save/ }).click()
  await expect(card(page, 1)).toContainText('Accepted')
  await bar.getByRole('button', { name: /^Undo/ }).click()
  await expect(card(page, 1)).toContainText('Undecided')
  await bar.getByRole('button', { name: /^Redo/ }).click()
  await expect(card(page, 1)).toContainText('Accepted')
  await bar.getByRole('button', { name: /^Next pair/ }).click()
  await expectPair(page, 'mill')
  await bar.getByRole('button', { name: /^Accept 1 proven/ }).click()
  await expect(card(page, 2)).toContainText('Accepted')
  await bar.getByRole('button', { name: /^Previous/ }).click()
  await expectPair(page, 'harbour')
  await page.getByRole('button', { name: 'Refuted', exact: true }).click()
  await expectPair(page, 'mill')
  await expect(page).toHaveURL(/scope=refuted/)
})

test('an edit that was begun is not lost by going elsewhere', async ({ signedInPage: page }) => {
  await openReview(page, 'Drafts')
  await press(page, '4', 'e')
  await page.getByLabel('Text of constraint 4').fill('Half a thou')
  await card(page, 2).getByText('Include the following').click()
  await press(page, 'a', ']')
  await expectPair(page, 'mill')
  await press(page, '[')
  await expectPair(page, 'harbour')
  await press(page, '4', 'e')
  await expect(page.getByLabel('Text of constraint 4')).toHaveValue('Half a thou')
  await press(page, 'Escape', 'e')
  await expect(page.getByLabel('Text of constraint 4')).toHaveValue('Write in a calm, observant voice.')
})

test('the screen has no barriers, with editor, reasons or dialog open as well', async ({ signedInPage: page }) => {
  test.slow()
  await openReview(page, 'No barriers')
  await expectAccessible(page)
  await press(page, '4', 'e')
  await page.getByLabel('Text of constraint 4').fill('Write in a dry voice.')
  await expect(page.getByTestId('check')).toContainText('Your call')
  await expectAccessible(page)
  await press(page, 'Control+Enter', '2', 'a', '3', 'x')
  await reasons(page).hover()
  await expectAccessible(page)
  await press(page, '?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Escape', 'g')
  await expect(page.getByRole('dialog', { name: 'Guidelines' })).toContainText('no guidelines yet')
  await expectAccessible(page)
  await press(page, 'Escape', 'm', '1')
  await expectAccessible(page)
})

/** Nothing is wider than the window, in a part that scrolls by itself neither. */
async function expectWithin(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1).map((each) => each.outerHTML.slice(0, 120)),
  )
  expect(tooWide).toEqual([])
}

test('nothing runs out of a narrow screen', async ({ signedInPage: page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openReview(page, 'Narrow')
  await press(page, '3', 'x')
  await expectWithin(page)
  await press(page, '4', '4', 'e')
  await page.getByLabel('Text of constraint 4').fill(`Write ${'w'.repeat(200)}.`)
  await expect(page.getByTestId('check')).toContainText('Would be')
  await expectWithin(page)
  await expect(page.getByRole('button', { name: /^Leave/ })).toBeInViewport({ ratio: 1 })
  await press(page, 'Escape')
  for (const name of [/^Accept/, /^Reject/, /^Edit/, /^Undo/, /^Next/]) {
    await expect(page.getByRole('toolbar').getByRole('button', { name }).first()).toBeInViewport({ ratio: 1 })
  }
  await expectAccessible(page)
})

test('where there is nothing to review it says why and what to do', async ({ signedInPage: page }) => {
  const empty = await Dataset.make(page, 'Nothing yet', [])
  await page.goto(`/datasets/${empty.id}/review`)
  await expect(page.getByText('No pairs yet')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Import a file' })).toHaveAttribute('href', `/datasets/${empty.id}/import`)
  await expectAccessible(page)

  const bare = await Dataset.make(page, 'No constraints', fixturePairs.slice(0, 2))
  await page.goto(`/datasets/${bare.id}/review`)
  await expect(page.getByText('No constraints yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Find constraints by rule' }).click()
  await page.getByRole('link', { name: 'Watch it' }).click()
  await expect(page.getByText('Done', { exact: true }).first()).toBeVisible()
  await page.goto(`/datasets/${bare.id}/review?scope=refuted`)
  await expect(page.getByText('Nothing is refuted')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Show what is undecided' }).click()
  await expectPair(page, 'lighthouse')

  await press(page, 'Enter')
  await expectPair(page, 'number 2')
  await press(page, 'Enter')
  await expect(page.getByText('All decided', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Export what is accepted' })).toHaveAttribute('href', `/datasets/${bare.id}/exports`)
  await expectAccessible(page)
  await press(page, '[')
  await expectPair(page, 'number 2')
})

test('the address of a dataset that is not there says so', async ({ signedInPage: page }) => {
  await page.goto('/datasets/00000000-0000-7000-8000-000000000000/review')
  await expect(page.getByText('There is no such dataset').first()).toBeVisible()
  await expectAccessible(page)
})
