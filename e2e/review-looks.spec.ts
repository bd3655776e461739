import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { card, expectPair, marks, openReview, press, reasons } from './support/review.ts'
import { expect, test } from './support/test.ts'

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
  await expect(page.getByRole('region', { name: 'Guidelines' })).toContainText('no guidelines yet')
  await press(page, 'g', '?')
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

test('the screen has no barriers, with editor, reasons or dialog open as well', async ({ signedInPage: page }) => {
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
  await expect(page.getByRole('region', { name: 'Guidelines' })).toContainText('no guidelines yet')
  await expectAccessible(page)
  await press(page, 'g', 'm', '1')
  await expectAccessible(page)
})

/** Nothing is wider than the window, in a part that scrolls by itself neither. */
async function expectWithin(page: Page): Promise<void> {
  const tooWide = () => page.evaluate(() =>
    [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1).map((each) => each.outerHTML.slice(0, 120)),
  )
  await expect.poll(tooWide).toEqual([])
}

test('nothing runs out of a narrow screen', async ({ signedInPage: page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openReview(page, 'Narrow')
  const room = () => page.getByRole('region', { name: 'Pair' }).evaluate((pair) => {
    const constraints = document.querySelector('section[aria-label="Constraints"]')
    return (constraints?.getBoundingClientRect().top ?? 0) - pair.getBoundingClientRect().top - pair.scrollHeight
  })
  await expect.poll(room, 'the text ends where the constraints begin').toBeGreaterThanOrEqual(0)
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
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expectAccessible(page)
})

test('how a constraint is counted stands under it when it is asked for, and goes again', async ({ signedInPage: page }) => {
  await openReview(page, 'Rules')
  const rule = page.getByTestId('constraint').filter({ hasText: 'words' }).getByText(/A word is a run of/).first()
  await expect(rule).toBeHidden()
  await press(page, 'c')
  await expect(rule).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'How each is counted' }).click()
  await expect(rule).toBeHidden()
})
