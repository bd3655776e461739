import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

interface Wanted {
  format?: string
  atLeast?: number
  seed?: number
  fileType?: string
}

/** Asks for an export on the screen and goes to its page. */
async function makeExport(page: Page, dataset: Dataset, { format, atLeast, seed, fileType }: Wanted = {}): Promise<void> {
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  if (format) await form.getByLabel('Format', { exact: true }).selectOption({ label: format })
  if (atLeast) await form.getByLabel('Constraints a pair, at least').fill(String(atLeast))
  if (seed !== undefined) await form.getByLabel('Seed', { exact: true }).fill(String(seed))
  if (fileType) await form.getByLabel('File type').selectOption({ label: fileType })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Export of /)
}

/** Downloads one of the files on the export's page, and holds it to the hash that the page shows. */
async function downloadFile(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
  const content = await readFile(await download.path())
  if (name !== 'manifest.json') {
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
    await expect(row).toContainText(createHash('sha256').update(content).digest('hex'))
  }
  return content
}

interface MessagesRow {
  messages: { role: string; content: string }[]
  meta: { constraints: { proven: boolean }[] }
}

function parseLines<Row extends object>(content: Buffer): Row[] {
  return content.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line))
}

test('accepted constraints leave as messages that parse, with a manifest that adds up', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports as messages')
  await dataset.backtranslate()
  const pairs = await dataset.pairs()
  // Six pairs wholly accepted, one wholly rejected, one not looked at.
  for (const pair of pairs.slice(0, 6)) await dataset.decide(pair)
  for (const pair of pairs.slice(6, 7)) await dataset.decide(pair, [...pair.constraints.keys()])

  await page.goto(`/datasets/${dataset.id}/exports`)
  await expect(page.getByText('No exports yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'New export' }).click()
  await expect(page.getByRole('link', { name: '6 pairs' })).toHaveAttribute('href', `/datasets/${dataset.id}/browse?decision=accepted`)
  await expectAccessible(page)

  await makeExport(page, dataset, { seed: 7 })
  await expectAccessible(page)
  await expect(page.getByRole('table', { name: 'What went in' })).toContainText('Left out: no accepted constraint')
  await expect(page.getByRole('navigation', { name: 'Main' }).getByLabel('Dataset', { exact: true })).toHaveValue(dataset.id)
  await expect(page.getByText('Instruction-response pairs with constraints that the response meets')).toBeVisible()

  const rows = parseLines<MessagesRow>(await downloadFile(page, 'train.jsonl'))
  expect(rows).toHaveLength(6)
  for (const row of rows) {
    const original = fixturePairs.find(({ output }) => output === row.messages.at(-1)?.content)
    expect(original, 'the response leaves as it came').toBeDefined()
    expect(row.messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
    expect(row.messages[0]?.content).toContain(original?.instruction.replace(/\.$/, ''))
    expect(row.meta.constraints.length).toBeGreaterThan(0)
    expect(row.meta.constraints.length).toBeLessThanOrEqual(8)
    for (const constraint of row.meta.constraints) expect(constraint.proven).toBe(true)
  }

  const manifest = JSON.parse((await downloadFile(page, 'manifest.json')).toString())
  expect(manifest.seed).toBe(7)
  expect(manifest.counts).toEqual({ in: 8, out: 6, dropped: { 'no accepted constraint': 2 } })
  expect(manifest.constraints.total).toBe(rows.reduce((sum, row) => sum + row.meta.constraints.length, 0))
  expect((await downloadFile(page, 'README.md')).toString()).toContain('Exports as messages')
})

test('the same recipe and seed give the same bytes, another seed others', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports again')
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)

  const contents: string[] = []
  for (const seed of [3, 3, 4]) {
    await makeExport(page, dataset, { format: 'Alpaca', seed })
    contents.push((await downloadFile(page, 'train.jsonl')).toString())
  }
  expect(contents[1]).toBe(contents[0])
  expect(contents[2]).not.toBe(contents[0])
  for (const row of parseLines(Buffer.from(contents[0] ?? ''))) {
    expect(Object.keys(row)).toEqual(['id', 'instruction', 'input', 'output', 'system', 'history'])
  }

  await makeExport(page, dataset, { format: 'Alpaca', seed: 3, fileType: 'JSON lines, gzip' })
  expect(gunzipSync(await downloadFile(page, 'train.jsonl.gz')).toString()).toBe(contents[0])

  await page.getByRole('link', { name: 'All exports of the dataset' }).click()
  await expect(page.getByRole('table', { name: 'Exports' }).getByRole('row')).toHaveCount(5)
  await expectAccessible(page)
})

test('the preview shows rows as the export writes them, by recipe and seed, and what is left out', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports previewed')
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByText('5 of 8, as the export would write them now')).toBeVisible()
  await expectAccessible(page)

  await form.getByLabel('Constraints a pair, at most').fill('2')
  await expect(preview.getByText('Writing…'), 'what is unfolded sooner goes with its row').toBeHidden()
  await preview.getByText(/constraints? (is|are) not stated/).first().click()
  await expect(preview.getByText('more than wanted').first()).toBeVisible()
  await form.getByLabel('Demonstrations, at most').fill('2')
  await form.getByLabel('Prompts with demonstrations, per cent').fill('100')
  await form.getByLabel('Turned round, per cent').fill('40')
  await form.getByLabel('Validation, per cent').fill('30')
  await expect(preview.getByText('"demonstrations"').first()).toBeVisible()
  await form.getByRole('button', { name: 'Throw the dice for another seed' }).click()
  await expect(preview.getByText('Writing…')).toBeHidden()
  await expectAccessible(page)

  const shown: { file: string; json: string }[] = []
  for (const row of await preview.getByRole('region').all()) {
    const file = ((await row.getAttribute('aria-label')) ?? '').replace(/^Pair \d: a row of /, '')
    await row.locator('..').getByRole('button', { name: 'As written' }).click()
    shown.push({ file, json: (await row.textContent()) ?? '' })
  }
  expect(shown).toHaveLength(5)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByRole('table', { name: 'What the recipe made' })).toContainText('forward rows')
  const files: Record<string, string[]> = {}
  for (const name of ['train.jsonl', 'validation.jsonl']) files[name] = (await downloadFile(page, name)).toString().split('\n')
  for (const { file, json } of shown) expect(files[file]).toContain(json)
})

test('the form says at the field what is wrong, and makes a ladder', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports a ladder')
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  await form.getByLabel('Training in').selectOption({ label: 'Ladder of levels' })
  await form.getByLabel('Turned round, per cent').fill('20')
  await expect(form.getByText('Cannot have reverse examples beside it.')).toBeVisible()
  await expect(page.getByText('The recipe has to be mended first.')).toBeVisible()
  await form.getByLabel('Constraints a pair, at least').fill('0')
  await form.getByLabel('Test, per cent').fill('120')
  await form.getByLabel('Seed', { exact: true }).fill('-1')
  for (const said of ['At least 1.', 'At most 90.', 'A whole number from 0 to 2,147,483,647.']) await expect(form.getByText(said, { exact: true })).toBeVisible()
  await expectAccessible(page)
  await form.getByLabel('Constraints a pair, at least').fill('1')
  await form.getByLabel('Test, per cent').fill('0')
  await form.getByLabel('Seed', { exact: true }).fill('0')
  await form.getByLabel('Turned round, per cent').fill('0')
  await form.getByLabel('Levels', { exact: true }).fill('3')
  await form.getByLabel('Levels as').selectOption({ label: 'Turns of one conversation, easy to hard' })
  // Nothing was evolved from these pairs: their levels are rows of their own, in one file.
  await expect(page.getByRole('region', { name: /a row of train.jsonl/ }).first()).toContainText('-level-1-of-')
  await form.getByLabel('Levels as').selectOption({ label: 'A file for each level' })
  await expect(page.getByRole('region', { name: /a row of train_level_3.jsonl/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByText('To be trained on in this order: train_level_1.jsonl, train_level_2.jsonl, train_level_3.jsonl.')).toBeVisible()
  await expectAccessible(page)
})

test('an export that nothing can leave by says so before and after', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports nothing')
  await page.goto(`/datasets/${dataset.id}/exports`)
  await page.getByRole('link', { name: 'New export' }).click()
  await expect(page.getByText('No constraint is accepted yet')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Review first' })).toHaveAttribute('href', `/datasets/${dataset.id}/review`)

  await page.getByLabel('Constraints a pair, at least').fill('9')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText('no pair could meet both')).toBeVisible()

  await makeExport(page, dataset)
  await expect(page.getByText('No pair met the recipe')).toBeVisible()
  await expectAccessible(page)
  expect((await downloadFile(page, 'train.jsonl')).toString()).toBe('')
})

test('the address of an export that is gone says so', async ({ signedInPage: page }) => {
  await page.goto('/exports/00000000-0000-7000-8000-000000000000')
  await expect(page.getByText('There is no such export')).toBeVisible()
  await expectAccessible(page)
})
