import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { expect, missingId, test } from './support/test.ts'

function datasetRow(page: Page, name: string): Locator {
  return page.getByRole('table', { name: 'Datasets' }).getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
}

test('home shows how far each dataset is and leads into it', async ({ signedInPage: page }) => {
  await Dataset.make(page, 'Home empty', [])
  await Dataset.make(page, 'Home without constraints', fixturePairs.slice(0, 2))
  const dataset = await Dataset.make(page, 'Home under way')
  await dataset.backtranslate()
  const pairs = await dataset.pairs()
  for (const pair of pairs.slice(0, 4)) await dataset.decide(pair)
  const total = pairs.reduce((sum, { constraints }) => sum + constraints.length, 0)
  const decided = pairs.slice(0, 4).reduce((sum, { constraints }) => sum + constraints.length, 0)

  await page.goto('/')
  await expect(datasetRow(page, 'Home empty')).toContainText('Empty: import a file first')
  await expect(datasetRow(page, 'Home without constraints').getByRole('link', { name: 'Make constraints' })).toBeVisible()
  const row = datasetRow(page, 'Home under way')
  await expect(row).toContainText(`${decided} of ${total}`)
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', String(Math.round((100 * decided) / total)))
  await expect(row).toContainText('CC0-1.0')
  await expectAccessible(page)
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await row.scrollIntoViewIfNeeded()
    for (const name of [/^Review/, /^Browse/, /^Import into/]) await expect(row.getByRole('link', { name })).toBeInViewport({ ratio: 1 })
  }
  await expect(row).toContainText('8 pairs')
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 800 })

  for (const [link, address] of [['Review', 'review'], ['Browse', 'browse'], ['Import into', 'import']] as const) {
    await page.goto('/')
    await datasetRow(page, 'Home under way').getByRole('link', { name: `${link} Home under way` }).click()
    await expect(page).toHaveURL(new RegExp(`/datasets/${dataset.id}/${address}`))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await page.getByLabel('Dataset', { exact: true }).selectOption({ label: 'Home without constraints' })
  await expect(page).toHaveURL(/\/browse$/)
  await expect(page.getByTestId('total')).toHaveText('2 pairs')
  await page.goto('/')
  await datasetRow(page, 'Home without constraints').getByRole('link', { name: 'Make constraints' }).click()
  await expect(page.getByRole('region', { name: 'Start on Home without constraints' })).toBeVisible()
})

test('a dataset is made, and a name that is taken is refused beside the name', async ({ signedInPage: page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New dataset' }).click()
  const form = page.getByRole('dialog', { name: 'New dataset' })
  await form.getByLabel('Name').fill('Home made here')
  await form.getByLabel('Description').fill('Made on the screen.')
  await form.getByLabel('Licence').fill('CC-BY-4.0')
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Create and import' }).click()
  await expect(page).toHaveURL(/\/import$/)
  await expect(page.getByText('Pairs go into Home made here.')).toBeVisible()

  await page.goto('/')
  await expect(datasetRow(page, 'Home made here')).toContainText('Made on the screen.')
  await expect(datasetRow(page, 'Home made here')).toContainText('CC-BY-4.0')
  await page.getByRole('button', { name: 'New dataset' }).click()
  await form.getByLabel('Name').fill('Home made here')
  await form.getByRole('button', { name: 'Create and import' }).click()
  await expect(form.getByLabel('Name')).toHaveAccessibleDescription('There is a dataset named "Home made here" already: choose another name.')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(form).toHaveCount(0)
})

test('a dataset is renamed, licensed and given guidelines that reviewers see', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Home to be renamed', fixturePairs.slice(0, 1))
  await dataset.backtranslate()
  await page.goto(`/datasets/${dataset.id}/settings`)
  await expect(page.getByLabel('Name')).toHaveValue('Home to be renamed')
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Home renamed')
  await page.getByLabel('Licence').fill('')
  await page.getByLabel('Guidelines, in markdown').fill('# What to accept\n\nOnly what *holds*.')
  await expect(page.getByRole('region', { name: 'Guidelines as reviewers see them' }).getByRole('heading')).toHaveText('What to accept')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByLabel('Dataset', { exact: true }).locator('option:checked')).toHaveText('Home renamed')
  await page.reload()
  await expect(page.getByLabel('Name')).toHaveValue('Home renamed')
  await expect(page.getByLabel('Licence')).toHaveValue('')
  await page.goto('/')
  await expect(datasetRow(page, 'Home renamed')).toContainText('not stated')

  await page.goto(`/datasets/${dataset.id}/settings`)
  await page.getByLabel('Name').fill('Sample')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/named "Sample" already/)
  await page.goto(`/datasets/${dataset.id}/review`)
  await expect(page.getByText('Lighthouse 1 stands on a low cliff')).toBeVisible()
  await page.keyboard.press('g')
  await expect(page.getByText('What to accept')).toBeVisible()
})

test('a dataset goes only when its name is typed, and nothing of it stays', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Home to be deleted')
  await page.goto(`/datasets/${dataset.id}/settings`)
  await page.getByRole('button', { name: 'Delete this dataset' }).click()
  const question = page.getByRole('dialog', { name: 'Delete the dataset?' })
  await expect(question).toContainText('8 pairs')
  await expect(question.getByRole('button', { name: 'Delete it' })).toBeDisabled()
  await question.getByLabel('Type Home to be deleted to confirm').fill('Home to be')
  await expect(question.getByRole('button', { name: 'Delete it' })).toBeDisabled()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('button', { name: 'Delete this dataset' }).click()
  await question.getByLabel('Type Home to be deleted to confirm').fill('Home to be deleted')
  await question.getByRole('button', { name: 'Delete it' }).click()
  await expect(page).toHaveURL(/\/$/)
  await expect(page.getByRole('table', { name: 'Datasets' })).toBeVisible()
  await expect(datasetRow(page, 'Home to be deleted')).toHaveCount(0)
  expect((await page.request.get(`/api/v1/datasets/${dataset.id}`)).status()).toBe(404)
  await page.goto('/runs')
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible()
  // Of all its runs only the deletion is left, and goes to its end.
  const runs = page.getByRole('row').filter({ hasText: 'Home to be deleted' })
  await expect(runs).toHaveText([/^Deletion of a dataset.*Done/])
})

test('an address that leads nowhere says so and shows the way back', async ({ signedInPage: page }) => {
  for (const address of ['/nowhere', '/datasets/not-an-id', `/datasets/${missingId}`, `/datasets/${missingId}/statistics`]) {
    const response = await page.goto(address)
    expect(response?.status(), address).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
  }
  await expectAccessible(page)
  await expect(page.getByRole('complementary', { name: 'Sidebar' })).toBeVisible()
  await page.getByRole('link', { name: 'To the datasets' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Datasets')
})

test('every page has a title of its own, one heading, and fetches nothing that is not there', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Home of all pages')
  await dataset.backtranslate()
  const titles = new Set<string>()
  const addresses = ['/', '/runs', '/settings', ...['review', 'browse', 'statistics', 'import', 'exports', 'settings'].map((name) => `/datasets/${dataset.id}/${name}`)]
  for (const address of addresses) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveCount(1)
    await page.waitForLoadState('networkidle')
    titles.add(await page.title())
  }
  expect(titles.size).toBe(addresses.length)
})

test('the menu keeps the dataset on the pages of its runs and exports', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Kept in the menu', fixturePairs.slice(0, 1))
  const menu = page.getByRole('navigation', { name: 'Main' })
  const chosen = menu.getByLabel('Dataset', { exact: true })
  await page.goto(`/datasets/${dataset.id}/browse`)
  await menu.getByRole('link', { name: 'Runs' }).click()
  await expect(page).toHaveURL(new RegExp(`/runs\\?dataset=${dataset.id}`))
  await expect(chosen).toHaveValue(dataset.id)
  await page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: 'Import' }).click()
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/)
  await page.reload()
  await expect(chosen).toHaveValue(dataset.id)
  await menu.getByRole('link', { name: 'Statistics' }).click()
  await expect(page).toHaveURL(new RegExp(`/datasets/${dataset.id}/statistics`))
  await page.goto('/runs')
  await expect(chosen).toHaveValue('')
})

test('the sidebar folds up on a narrow screen, and the theme stays as chosen', async ({ signedInPage: page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  const overflows = (): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  await page.goto('/')
  await expect(page.getByRole('table')).toBeVisible()
  await expect.poll(overflows, 'the table scrolls by itself').toBe(false)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await page.getByRole('button', { name: 'Open the menu' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Runs' }).click()
  await expect(page).toHaveURL(/\/runs$/)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await expect.poll(overflows, 'nothing sticks out of the page').toBe(false)

  const theme = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset.theme)
  // Until one chooses, it is the system's, also when that changes.
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect.poll(theme).toBe(colorScheme)
  }
  const before = await theme()
  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  await expect.poll(theme).not.toBe(before)
  const after = await theme()
  await page.reload()
  expect(await theme()).toBe(after)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await theme()).toBe(after)
})
