import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

/** Goes to the element with the keyboard alone. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '')
    if (focused.startsWith(name)) return
  }
  throw new Error(`no key leads to ${name}`)
}

test('preferences are made, decided and taken away with the keyboard alone', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Preferences by keys')
  await dataset.backtranslate()
  for (const pair of (await dataset.pairs()).slice(0, 3)) await dataset.decide(pair)

  await page.goto(`/datasets/${dataset.id}/preferences`)
  await expect(page.getByText('No preferences yet')).toBeVisible()
  await expectAccessible(page)
  await tabTo(page, 'Make preferences')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Make preferences' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Small edits that mend').focus()
  await page.keyboard.press(' ')
  await page.getByLabel('Seed').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Look at the preferences' })).toBeVisible()
  await expect(page.getByText('Preferences made, each certain')).toBeVisible()
  await tabTo(page, 'Look at the preferences')
  await page.keyboard.press('Enter')

  const counts = page.getByTestId('counts')
  await expect(counts).toHaveText('9 not decided, 0 accepted, 0 dropped')
  const items = page.getByRole('navigation', { name: 'Preferences' }).getByRole('button')
  await expect(items).toHaveCount(9)
  await expect(items.nth(0)).toHaveAttribute('aria-current', 'true')
  await expectAccessible(page)
  // What differs is marked in the text.
  const [chosen, rejected] = [await page.getByTestId('chosen').innerText(), await page.getByTestId('rejected').innerText()]
  expect(chosen).not.toBe(rejected)
  await expect(page.getByTestId('chosen').locator('ins').or(page.getByTestId('rejected').locator('del'))).not.toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Constraints of the prompt' }).getByText('fails:')).toHaveCount(1)

  await page.keyboard.press('a')
  await expect(counts).toHaveText('8 not decided, 1 accepted, 0 dropped')
  await expect(items.nth(1)).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('x')
  await expect(counts).toHaveText('7 not decided, 1 accepted, 1 dropped')
  await page.keyboard.press('k')
  await expect(items.nth(1)).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('j')
  await expect(items.nth(2)).toHaveAttribute('aria-current', 'true')

  // The checks do not allow it, and it is said why.
  await page.keyboard.press('f')
  await expect(page.getByText(/The texts cannot change places\. A chosen text meets every constraint, and the rejected one fails/).first()).toBeVisible()
  await expect(counts).toHaveText('7 not decided, 1 accepted, 1 dropped')

  await page.keyboard.press('z')
  await expect(counts).toHaveText('8 not decided, 1 accepted, 0 dropped')
  await expect(items.nth(1)).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('a')
  await page.keyboard.press('a')
  await expect(counts).toHaveText('6 not decided, 3 accepted, 0 dropped')

  // The filters are lists that keys work.
  await tabTo(page, 'Status')
  await page.keyboard.press('A')
  await expect(page).toHaveURL(/status=accepted/)
  await expect(items).toHaveCount(3)
  await page.getByLabel('Method').focus()
  await page.keyboard.press('F')
  await expect(page).toHaveURL(/method=evolved/)
  await expect(page.getByText('Nothing meets the filter')).toBeVisible()
  await expectAccessible(page)
})

test('accepted preferences leave as DPO', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Preferences to export')
  await dataset.backtranslate()
  for (const pair of (await dataset.pairs()).slice(0, 2)) await dataset.decide(pair)
  await dataset.run({ kind: 'preferences', datasetId: dataset.id, params: { methods: ['edits'] } })
  await page.goto(`/datasets/${dataset.id}/preferences`)
  await expect(page.getByTestId('counts')).toHaveText('6 not decided, 0 accepted, 0 dropped')
  await expect(page.getByTestId('chosen')).toBeVisible()
  for (let n = 0; n < 4; n++) await page.keyboard.press('a')
  await expect(page.getByTestId('counts')).toHaveText('2 not decided, 4 accepted, 0 dropped')

  await page.goto(`/datasets/${dataset.id}/exports`)
  await page.getByRole('link', { name: 'New export' }).click()
  const form = page.getByRole('form', { name: 'Recipe' })
  await form.getByLabel('Format', { exact: true }).selectOption({ label: 'DPO' })
  await expect(form.getByText('4 accepted preferences can leave')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByRole('table', { name: 'What went in' })).toContainText('Left out: not decided')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'train.jsonl', exact: true }).click()])
  const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line))
  expect(rows).toHaveLength(4)
  for (const row of rows) expect(Object.keys(row)).toEqual(['id', 'source', 'prompt', 'chosen', 'rejected', 'meta'])
})

test('a preference shows what came before its prompt, and one that mends says what the response failed', async ({ signedInPage: page }) => {
  const said = "It's the second bay, and it's calm! You can't miss it: the boats lie there at noon, and the lighthouse stands right behind."
  const before = ['Answer as a harbour master.', 'Which bay is first?', 'The north bay.'] as const
  const dataset = await Dataset.make(page, 'Preferences in conversation', [{ system: before[0], history: [[before[1], before[2]]], instruction: 'And the second one?', output: said }])
  await dataset.backtranslate()
  // What was read off the text asks for its marks, too: only its length stands.
  for (const pair of await dataset.pairs()) await dataset.decide(pair, pair.constraints.flatMap(({ type }, place) => (type.startsWith('length.') ? [] : [place])))
  await dataset.run({ kind: 'preferences', datasetId: dataset.id, params: { methods: ['mends'] } })
  await page.goto(`/datasets/${dataset.id}/preferences`)
  const prompt = page.getByRole('region', { name: 'Prompt', exact: true })
  await prompt.getByText('3 messages before it').click()
  for (const content of before) await expect(prompt.getByText(content)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Constraints of the prompt' }).getByText('fails:')).toHaveCount(1)
  await expect(page.getByTestId('chosen').locator('ins').filter({ hasText: /\S/ }).first()).toBeVisible()
  // Both texts are in sight without scrolling.
  for (const side of ['chosen', 'rejected']) await expect(page.getByTestId(side)).toBeInViewport()
  await expectAccessible(page)
})
