import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { takeShots } from './support/shots.ts'
import { expect, test } from './support/test.ts'

test('an export is pushed to the Hub from its page, its commit linked, and the same bytes again change nothing', async ({ signedInPage: page }) => {
  // Seven pages held to axe in both themes.
  test.setTimeout(150_000)
  const hub = process.env.HF_ENDPOINT ?? ''
  const dataset = await Dataset.make(page, 'Pushed to the Hub')
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  await dataset.run({ kind: 'export', datasetId: dataset.id, seed: 3, params: { format: 'sft-messages', validation: 0.2 } })
  await page.goto(`/datasets/${dataset.id}/exports`)
  await page.getByRole('table', { name: 'Exports' }).getByRole('link').first().click()
  const panel = page.getByRole('region', { name: 'Hugging Face Hub' })
  await expect(panel.getByText('Pincer needs a token that may write')).toBeVisible()
  await expectAccessible(page)

  await panel.getByRole('link', { name: 'Settings, Hugging Face Hub' }).click()
  await expect(page.getByText('No token')).toBeVisible()
  await expectAccessible(page)
  const token = page.getByLabel('Token that may write')
  await token.fill('sk-of-another-service')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByText('It is no token of the Hub: those begin with hf_.')).toBeVisible()
  await token.fill('hf_writer')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByText('A token is kept')).toBeVisible()
  await expect(token).toHaveValue('')
  await expectAccessible(page)
  await takeShots(page, 'settings')
  expect(await (await page.request.get('/api/v1/hub')).text()).not.toContain('hf_writer')

  await page.goto(`/datasets/${dataset.id}/exports`)
  await page.getByRole('table', { name: 'Exports' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]{36}$/)
  const address = page.url()
  await panel.getByLabel('Repository').fill('lighthouses')
  await panel.getByRole('button', { name: 'Push to the Hub' }).click()
  await expect(panel.getByText('Is no repository: write OWNER/NAME')).toBeVisible()
  await expectAccessible(page)
  await panel.getByLabel('Repository').fill('ada/lighthouses')
  await panel.getByRole('button', { name: 'Push to the Hub' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Push to the Hub' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'What went in' })).toContainText('Files pushed')
  await expect(page.getByText('ada/lighthouses is at commit')).toBeVisible()
  await expectAccessible(page)
  await takeShots(page, 'run')

  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page).toHaveURL(address)
  const pushes = panel.getByRole('table', { name: 'Pushes of the export' })
  const { private: isPrivate, commits } = await (await page.request.get(`${hub}/stand-in/ada/lighthouses`)).json()
  expect(isPrivate).toBe(true)
  expect(commits).toHaveLength(2)
  const { oid, files } = commits[1]
  expect(Object.keys(files).toSorted()).toEqual(['.gitattributes', 'README.md', 'manifest.json', 'train.jsonl', 'validation.jsonl'])
  // Each is the file whose hash the page shows.
  for (const name of ['README.md', 'train.jsonl', 'validation.jsonl']) await expect(page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })).toContainText(files[name])
  await expect(pushes.getByRole('link', { name: oid.slice(0, 12) })).toHaveAttribute('href', `${hub}/datasets/ada/lighthouses/commit/${oid}`)
  await expectAccessible(page)

  await expect(panel.getByLabel('Repository')).toHaveValue('ada/lighthouses')
  await panel.getByRole('button', { name: 'Push to the Hub' }).click()
  await expect(page.getByText('Nothing changed: ada/lighthouses has these very files already.')).toBeVisible()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(pushes.getByText('Nothing changed since')).toBeVisible()

  await panel.getByLabel('Repository').fill('bob/lighthouses')
  await panel.getByRole('button', { name: 'Push to the Hub' }).click()
  await expect(page.getByText('The token may not write to bob/lighthouses.').first()).toBeVisible()
  await expectAccessible(page)
  await page.goto(address)
  await expect(pushes.getByText('The token may not write to bob/lighthouses.')).toBeVisible()
  await panel.scrollIntoViewIfNeeded()
  await expectAccessible(page)
  await takeShots(page, 'export')

  await page.goto('/settings/hub')
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByText('No token')).toBeVisible()
})

test('licences that do not go together are pointed out before the export, and left out by name', async ({ signedInPage: page }) => {
  const rows = ['CC-BY-SA-4.0', 'CC-BY-NC-4.0', undefined, undefined].map((license, n) => ({
    instruction: `Describe harbour number ${n + 1} to a visitor.`,
    output: `Harbour ${n + 1} lies behind a long wall. Boats come in at noon. The keeper counts them twice and writes the number down.`,
    ...(license ? { license } : {}),
  }))
  const dataset = await Dataset.make(page, 'Licences mixed', rows)
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const panel = page.getByRole('region', { name: 'Licences' })
  await expect(panel.getByRole('row', { name: /CC0-1.0 free 2/ })).toBeVisible()
  await expect(panel.getByText('CC-BY-SA-4.0 asks that all of it be shared under CC BY-SA, which allows what CC-BY-NC-4.0 forbids. (2 pairs)')).toBeVisible()
  await page.getByLabel('Intended use').selectOption({ label: 'Commercial use' })
  await expect(panel.getByText('CC-BY-NC-4.0: not for commercial purposes. (1 pair)')).toBeVisible()
  await expectAccessible(page)
  await takeShots(page, 'licences')

  await panel.getByRole('button', { name: 'Leave out what does not fit' }).click()
  await expect(panel.getByLabel('CC-BY-NC-4.0')).not.toBeChecked()
  await expect(panel.getByLabel('CC-BY-SA-4.0')).toBeChecked()
  await expect(panel.getByText('Nothing is known that speaks against commercial use of these together.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('Left out: its licence is left out: CC-BY-NC-4.0')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByRole('table', { name: 'What went in' })).toContainText('Left out: its licence is left out: CC-BY-NC-4.0')
  await expect(page.getByText('What is made from CC-BY-SA-4.0 has to be shared under CC BY-SA')).toBeVisible()
  await expectAccessible(page)
})
