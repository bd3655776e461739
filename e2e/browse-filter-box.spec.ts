import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

const birds = [
  { instruction: 'Tell me about the owl.', output: 'The owl hunts at night. It hears a mouse under the snow.', source: 'Night' },
  { instruction: 'Tell me about the penguin.', output: 'The penguin swims. It does not fly, and it does not mind the cold.', source: 'Sea' },
  { instruction: 'Tell me about the swift.', output: 'The swift sleeps on the wing.', source: 'Air' },
]

function total(page: Page): Locator {
  return page.getByTestId('total')
}

function filterBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search and filter' })
}

function option(page: Page, name: string | RegExp): Locator {
  return page.getByRole('listbox', { name: 'What may follow' }).getByRole('option', { name })
}

function chips(page: Page): Locator {
  return page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')
}

test('has is completed within its quotes, and a filter asks for several constraints', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse for several constraints', birds)
  await dataset.backtranslate()
  const [owl, penguin] = await dataset.pairs()
  if (!owl || !penguin) throw new Error('the pairs are not there')
  await dataset.decide(owl)
  await dataset.decide(penguin, [0])
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(total(page)).toHaveText('3 pairs')

  await filterBox(page).pressSequentially('has:')
  await expect(option(page, /^source/), 'a source is nothing that a constraint has').toHaveCount(0)
  await expect(option(page, /^verdict:/)).toBeVisible()
  await expectAccessible(page)
  // A browser that is busy draws late: the next key has its place all the same.
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0
  })
  await option(page, /^decision:/).click()
  await expect(filterBox(page), 'the quotes are closed behind the caret').toHaveValue('has:"decision:"')
  await page.keyboard.type('rej')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(filterBox(page)).toHaveValue('has:"decision:rejected "')
  await expect(total(page), 'taken as it stands').toHaveText('1 pair found')
  await page.keyboard.type('origin:r')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(filterBox(page)).toHaveValue('has:"decision:rejected origin:rule "')
  await page.keyboard.type('" has:decision:acc')
  await expect(filterBox(page), 'quotes that are closed are not closed twice').toHaveValue('has:"decision:rejected origin:rule " has:decision:acc')
  await option(page, /^accepted/).click()
  await page.keyboard.press('Enter')
  await expect(chips(page)).toHaveText(['Also a constraint: Decision: Rejected, Origin: Rule', 'Also a constraint: Decision: Accepted', 'Clear all'])
  await expect(total(page)).toHaveText('1 pair found')
  await expect(page.getByRole('link', { name: 'Run on this pair' })).toHaveAttribute('href', /has=%22decision%3Arejected\+origin%3Arule%22\+%22decision%3Aaccepted%22/)
  await expectAccessible(page)

  await page.reload()
  await expect(filterBox(page)).toHaveValue('has:"decision:rejected origin:rule" has:decision:accepted')
  await expect(total(page)).toHaveText('1 pair found')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByLabel('Name of the view').fill('Both')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Both', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Remove the filter Also a constraint: Decision: Rejected/ }).click()
  await expect(filterBox(page)).toHaveValue('has:decision:accepted')
  await expect(total(page)).toHaveText('2 pairs found')
  await page.getByRole('button', { name: 'Clear all', exact: true }).click()
  await expect(total(page)).toHaveText('3 pairs')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('link', { name: 'Both', exact: true }).click()
  await expect(filterBox(page)).toHaveValue('has:"decision:rejected origin:rule" has:decision:accepted')
  await expect(total(page)).toHaveText('1 pair found')

  await filterBox(page).fill('has:type:a has:type:b has:type:c has:type:d has:type:e has:type:f ')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Column 56' })).toContainText('A filter asks for 5 more constraints by has')
})

test('what is still being written is called wrong only once somebody has gone on', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse while writing', birds)
  await page.goto(`/datasets/${dataset.id}/browse`)
  const alert = page.getByRole('alert').filter({ hasText: /^Column/ })
  const open = 'Column 1: The quotes that open here are not closed: put a " at the end of the text.'
  await filterBox(page).pressSequentially('owl')
  await expect(total(page)).toHaveText('1 pair found')
  await page.getByRole('button', { name: 'Clear all', exact: true }).click()
  await expect(total(page)).toHaveText('3 pairs')

  await filterBox(page).pressSequentially('"hunts at')
  // A mistake would be said by then: the same box says it of a name that there is not, at once.
  await expect(filterBox(page)).not.toHaveAttribute('aria-invalid')
  await expect(alert).toHaveCount(0)
  await expect(total(page), 'the rows stay').toHaveText('3 pairs')
  await page.keyboard.press('Home')
  await expect(alert, 'gone on').toHaveText(open)
  await page.keyboard.press('End')
  await expect(alert).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(alert, 'pressed Enter').toHaveText(open)
  await expect(filterBox(page)).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('End')
  await page.keyboard.type(' nig')
  await expect(alert, 'written on').toHaveCount(0)
  await filterBox(page).blur()
  await expect(alert, 'left the box').toHaveText(open)
  await filterBox(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.type('ht"')
  await expect(alert).toHaveCount(0)
  await expect(total(page)).toHaveText('1 pair found')

  await filterBox(page).fill('license:')
  await expect(filterBox(page)).not.toHaveAttribute('aria-invalid')
  await page.keyboard.type(' ')
  await expect(alert).toContainText('license: needs a value')
  await filterBox(page).fill('verdikt:fail')
  await expect(alert, 'a mistake is said at once').toContainText('There is no filter “verdikt”')
})
