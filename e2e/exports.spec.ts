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
  await page.goto(`/datasets/${dataset.id}/exports`)
  await page.getByRole('button', { name: 'New export' }).click()
  const form = page.getByRole('dialog', { name: 'New export' })
  if (format) await form.getByLabel('Format').selectOption({ label: format })
  if (atLeast) await form.getByLabel('Constraints a pair, at least').fill(String(atLeast))
  if (seed !== undefined) await form.getByLabel('Seed').fill(String(seed))
  if (fileType) await form.getByLabel('File type').selectOption({ label: fileType })
  await form.getByRole('button', { name: 'Export' }).click()
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
  await page.getByRole('button', { name: 'New export' }).click()
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
    expect(Object.keys(row)).toEqual(['id', 'instruction', 'input', 'output'])
  }

  await makeExport(page, dataset, { format: 'Alpaca', seed: 3, fileType: 'JSON lines, gzip' })
  expect(gunzipSync(await downloadFile(page, 'train.jsonl.gz')).toString()).toBe(contents[0])

  await page.getByRole('link', { name: 'All exports of the dataset' }).click()
  await expect(page.getByRole('table', { name: 'Exports' }).getByRole('row')).toHaveCount(5)
  await expectAccessible(page)
})

test('an export that nothing can leave by says so before and after', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports nothing')
  await page.goto(`/datasets/${dataset.id}/exports`)
  await page.getByRole('button', { name: 'New export' }).click()
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
