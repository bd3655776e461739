import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

const birds = [
  { instruction: 'Tell me about the owl.', output: 'The owl hunts at night. It hears a mouse under the snow.', source: 'Night' },
  { instruction: 'Tell me about the penguin.', output: 'The penguin swims. It does not fly, and it does not mind the cold.', source: 'Sea' },
  { instruction: 'Tell me about the gull.', output: 'The gull follows the ships. It steals what it can.', source: 'Sea' },
  { instruction: 'Tell me about the swift.', output: `The swift sleeps on the wing. ${'It flies on and on. '.repeat(20)}`, source: 'Air' },
  { instruction: 'Erzähl mir vom Adler.', output: 'Der Adler kreist über dem Tal. Er sieht einen Hasen aus großer Höhe.', source: 'Air' },
]

function rows(page: Page): Locator {
  return page.getByTestId('pairs').getByRole('row').filter({ has: page.getByRole('gridcell') })
}

function filterBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search and filter' })
}

function panel(page: Page): Locator {
  return page.getByRole('region', { name: 'Facets' })
}

/** A facet's check box by its name, which ends in its count. */
function value(page: Page, facet: string, name: string): Locator {
  return panel(page).getByRole('group', { name: facet }).getByRole('checkbox', { name, exact: true })
}

/** A picture in light, for whoever wants to look: PINCER_SHOTS names the folder. */
async function shot(page: Page, name: string): Promise<void> {
  if (!process.env.PINCER_SHOTS) return
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'))
  await page.screenshot({ path: `${process.env.PINCER_SHOTS}/${name}.png` })
}

test('facets count what is found, and a click puts a term into the box or takes it out', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse facets', birds)
  await dataset.backtranslate()
  const [owl] = await dataset.pairs()
  if (!owl) throw new Error('the pair is not there')
  await dataset.decide(owl)
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(rows(page)).toHaveCount(5)
  await expect(panel(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Facets' }).click()
  await expect(panel(page)).toContainText('Counts of the whole dataset.')
  await expect(value(page, 'Source', 'Air 2')).not.toBeChecked()
  await expect(value(page, 'Status', 'To review 4')).toBeVisible()
  await expect(value(page, 'Status', 'In review 0'), 'a value that nothing has is said').toBeVisible()
  await expectAccessible(page)
  await shot(page, 'facets')

  await value(page, 'Source', 'Sea 2').check()
  await expect(filterBox(page)).toHaveValue('source:Sea')
  await expect(page).toHaveURL(/source=Sea/)
  await expect(rows(page)).toHaveCount(2)
  await expect(panel(page)).toContainText('Counts of what the filter finds.')
  await expect(value(page, 'Status', 'To review 2')).toBeVisible()
  await value(page, 'Source', 'Air 2').check()
  await expect(filterBox(page)).toHaveValue('source:Sea source:Air')
  await expect(rows(page)).toHaveCount(4)
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveText(['Source: Sea', 'Source: Air', 'Clear all'])
  await expect(value(page, 'Source', 'Night 1'), 'its own facet is counted as if it were not set').toBeVisible()
  await expectAccessible(page)
  await shot(page, 'facets-set')

  await value(page, 'Source', 'Night 1').check()
  await expect(rows(page)).toHaveCount(5)
  // The address follows what is shown some fifty milliseconds later.
  await expect(page).toHaveURL(/Night/)
  await page.goBack()
  await expect(filterBox(page), 'each click is a step of its own').toHaveValue('source:Sea source:Air')

  await page.reload()
  await expect(rows(page)).toHaveCount(4)
  await expect(value(page, 'Source', 'Air 2')).toBeChecked()
  await page.getByRole('button', { name: 'Remove the filter Source: Sea' }).click()
  await expect(filterBox(page)).toHaveValue('source:Air')
  await expect(value(page, 'Source', 'Sea 2')).not.toBeChecked()
  await expect(page).not.toHaveURL(/Sea/)
  await value(page, 'Source', 'Air 2').uncheck()
  await expect(filterBox(page)).toHaveValue('')
  await expect(rows(page)).toHaveCount(5)
  await expect(page).not.toHaveURL(/source=/)
  await page.goBack()
  await expect(value(page, 'Source', 'Air 2')).toBeChecked()
})

test('facets are used by keys, folded, remembered, and say what is unknown or nothing', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse facets by keys', birds)
  await dataset.backtranslate()
  await page.goto(`/datasets/${dataset.id}/browse`)
  await page.getByRole('button', { name: 'Facets' }).focus()
  await page.keyboard.press('Enter')
  await value(page, 'Source', 'Night 1').focus()
  await page.keyboard.press('Space')
  await expect(filterBox(page)).toHaveValue('source:Night')
  await expect(value(page, 'Source', 'Night 1')).toBeFocused()
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('Space')
  await expect(rows(page)).toHaveCount(5)

  const run = panel(page).getByRole('group', { name: /^Run/ })
  await expect(run.getByRole('checkbox')).toHaveCount(0)
  await run.getByRole('button', { name: /^Run/ }).focus()
  await page.keyboard.press('Enter')
  await expect(run.getByRole('checkbox')).toHaveCount(2)
  await run.getByRole('checkbox', { name: /^Import, .* 5$/ }).check()
  await expect(filterBox(page)).toHaveValue(/^run:[0-9a-f-]{36}$/)
  await expect(rows(page)).toHaveCount(5)
  await run.getByRole('checkbox', { name: /^Import/ }).uncheck()

  const words = panel(page).getByRole('group', { name: /^Words of the response/ })
  await words.getByRole('button').first().click()
  await words.getByRole('checkbox', { name: '50–99 0' }).waitFor({ state: 'detached' })
  await words.getByRole('checkbox', { name: '0–49 4' }).check()
  await expect(rows(page)).toHaveCount(4)
  await words.getByRole('checkbox', { name: /^100–149/ }).check()
  await expect(filterBox(page)).toHaveValue('words:0..49 words:100..149')
  await expect(rows(page)).toHaveCount(5)

  await page.reload()
  await expect(words.getByRole('checkbox', { name: '0–49 4' })).toBeChecked()
  await filterBox(page).fill('source:Mars')
  await expect(page.getByText('No pair meets these filters')).toBeVisible()
  await expect(value(page, 'Source', 'Mars 0')).toBeChecked()
  await expect(value(page, 'Source', 'Air 2')).not.toBeChecked()
  await expectAccessible(page)
  await shot(page, 'facets-none')

  await page.getByRole('button', { name: 'Facets' }).click()
  await expect(panel(page)).toHaveCount(0)
  const empty = await Dataset.make(page, 'Browse facets of nothing', [])
  await page.goto(`/datasets/${empty.id}/browse`)
  await page.getByRole('button', { name: 'Facets' }).click()
  await expect(panel(page)).toContainText('There is nothing to count yet.')
  await expectAccessible(page)
})
