import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, missingId, test } from './support/test.ts'

const notes = [
  { ask: 'Name a bird that swims.', words: 'The penguin swims and does not fly.', ref: 'n-1' },
  { ask: 'Name a bird that hovers.', words: 'The hummingbird hovers in front of a flower.', ref: 'n-2' },
  { ask: 'Name a bird that hunts at night.', words: 'The owl hunts at night, by ear more than by eye.', ref: 'n-3' },
]

function lines(rows: readonly unknown[]): string {
  return rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
}

/** Goes to a dataset's import, and waits until it takes a file. */
async function open(page: Page, dataset: Dataset): Promise<void> {
  await page.goto(`/datasets/${dataset.id}/import`)
  await expect(page.getByText('Pairs go into')).toBeVisible()
}

async function choose(page: Page, dataset: Dataset, name: string, content: string | Buffer): Promise<void> {
  await open(page, dataset)
  await page.getByLabel('File to import').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
}

/** Starts the import that the preview shows and waits for its end. Answers the table of counts. */
async function importIt(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.waitForURL(/\/runs\//)
  await expect(page.getByText(/records imported/)).toBeVisible()
  return page.getByRole('table', { name: 'What went in' })
}

function count(counts: Locator, label: string): Locator {
  return counts.getByRole('row').filter({ has: counts.page().getByRole('rowheader', { name: label, exact: true }) })
}

test('fields with names of their own become pairs once their columns are chosen', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports odd names', [])
  await page.goto(`/datasets/${dataset.id}`)
  await expect(page, 'an empty dataset leads to its import').toHaveURL(/\/import$/)
  await expect(page.getByText('Drop a file here, or choose one')).toBeVisible()
  await expectAccessible(page)

  await choose(page, dataset, 'birds.jsonl', lines(notes))
  await expect(page.getByText('JSON lines · ')).toBeVisible()
  await expect(page.getByText('Choose the column of the instruction and of the response first.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await expectAccessible(page)

  await page.getByLabel('Instruction', { exact: true }).selectOption('ask')
  await page.getByLabel('Response', { exact: true }).selectOption('words')
  await expect(page.getByLabel('Id', { exact: true })).toHaveValue('')
  await page.getByLabel('Id', { exact: true }).selectOption('ref')
  const pairs = page.getByRole('region', { name: 'First 3 pairs' }).getByRole('listitem')
  await expect(pairs).toHaveCount(3)
  await expect(pairs.first()).toContainText('Name a bird that swims.')
  await expect(pairs.first()).toContainText('The penguin swims')
  await page.getByRole('textbox', { name: 'Source' }).fill('Field notes')
  await expectAccessible(page)

  const counts = await importIt(page)
  await expect(count(counts, 'New pairs')).toContainText('3')
  await expect(count(counts, 'Records in the file')).toContainText('=3')
  await expect(page.getByText('instruction from “ask”, response from “words”, id from “ref”')).toBeVisible()
  await expectAccessible(page)
  const stored = await dataset.pairs()
  expect(stored.map(({ instruction, response, source }) => ({ instruction, response, source }))).toEqual(
    notes.map(({ ask, words }) => ({ instruction: ask, response: words, source: 'Field notes' })),
  )
})

test('the mapping that was found can be changed', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports another column', [])
  const rows = notes.map(({ ask, words }) => ({ instruction: 'Answer.', output: words, question: ask, draft: 'To be written.' }))
  await choose(page, dataset, 'both.jsonl', lines(rows))
  await expect(page.getByText('Recognised, 90% sure')).toBeVisible()
  await expect(page.getByLabel('Format', { exact: true })).toHaveValue('alpaca')
  await expect(page.getByLabel('Instruction', { exact: true })).toHaveValue('instruction')
  await expect(page.getByLabel('Response', { exact: true })).toHaveValue('output')
  await expect(page.getByRole('listitem').filter({ hasText: 'Answer.' })).toHaveCount(3)

  await page.getByLabel('Instruction', { exact: true }).selectOption('question')
  await expect(page.getByRole('listitem').filter({ hasText: 'Name a bird that swims.' })).toHaveCount(1)
  await page.getByLabel('Format', { exact: true }).selectOption({ label: 'Crab (messages with back-translated constraints)' })
  await expect(page.getByText('Your choice; Alpaca looks likelier')).toBeVisible()
  await expect(page.getByText('No pair could be read this way')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Rows that do not become pairs' }).getByRole('row')).toHaveCount(4)
  await expectAccessible(page)

  await page.getByLabel('Format', { exact: true }).selectOption('alpaca')
  await page.getByLabel('Instruction', { exact: true }).selectOption('question')
  await importIt(page)
  expect((await dataset.pairs()).map(({ instruction }) => instruction)).toEqual(notes.map(({ ask }) => ask))
})

test('a file dropped on the page: CSV with quotes, line breaks and umlauts', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports CSV', [])
  const text = 'prompt,completion,lang\n"Sag ""hallo"", bitte.","Hallo!\nSchöne Grüße, auch an Jürgen.",de\nCount to two.,"One, two.",en\n'
  await open(page, dataset)
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'hallo.csv', { type: 'text/csv' }))
    return transfer
  }, text)
  await page.getByLabel('File to import').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByText('CSV · ')).toBeVisible()
  await expect(page.getByLabel('Language', { exact: true })).toHaveValue('lang')

  const counts = await importIt(page)
  await expect(count(counts, 'New pairs')).toContainText('2')
  expect(await dataset.pairs()).toMatchObject([
    { instruction: 'Sag "hallo", bitte.', response: 'Hallo!\nSchöne Grüße, auch an Jürgen.', language: 'de', source: 'hallo.csv' },
    { instruction: 'Count to two.', response: 'One, two.', language: 'en', source: 'hallo.csv' },
  ])
})

test('unreadable records are listed with line, field and reason, and the rest arrives', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports with errors', [])
  const content = lines([
    { instruction: 'Say yes.', input: '', output: 'Yes.' },
    '{"instruction": "Say no.", "output": "No."',
    { instruction: 'Say perhaps.', input: '', output: ['Perhaps.'] },
    { instruction: 'Say yes.', input: '', output: 'Yes.' },
    { instruction: 'Say maybe.', input: '', output: 'Maybe.' },
  ])
  await choose(page, dataset, 'broken.jsonl', content)
  const problems = page.getByRole('table', { name: 'Rows that do not become pairs' })
  await expect(problems.getByRole('row', { name: /^2 / })).toBeVisible()
  await expect(problems.getByRole('row', { name: /^3 output / })).toBeVisible()
  await expectAccessible(page)

  const counts = await importIt(page)
  await expect(page.getByText('Done, with problems')).toBeVisible()
  await expect(count(counts, 'New pairs')).toContainText('2')
  await expect(count(counts, 'Left out: exact duplicate')).toContainText('1')
  await expect(count(counts, 'Left out: could not be read')).toContainText('2')
  await expect(count(counts, 'Records in the file')).toContainText('=5')
  const errors = page.getByRole('table', { name: 'Records that could not be read' })
  await expect(errors.getByRole('row')).toHaveCount(3)
  await expect(errors.getByRole('row', { name: /^3 output / })).toContainText('"output":["Perhaps."]')
  await expectAccessible(page)

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download all as JSONL' }).click()])
  const listed = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line))
  expect(listed).toMatchObject([
    { line: 2, field: null, raw: '{"instruction": "Say no.", "output": "No."' },
    { line: 3, field: 'output', raw: '{"instruction":"Say perhaps.","input":"","output":["Perhaps."]}' },
  ])
})

test('gzip is unpacked, and a file that was imported before adds nothing', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports twice', [])
  const rows = Array.from({ length: 40 }, (_, index) => ({ instruction: `Count to ${index}.`, input: '', output: `Here you are: ${index}.` }))
  const packed = gzipSync(lines(rows))
  for (const [fresh, known] of [[40, 0], [0, 40]]) {
    await choose(page, dataset, 'counting.jsonl.gz', packed)
    await expect(page.getByText('JSON lines, gzip')).toBeVisible()
    await expect(page.getByRole('region', { name: 'First 20 pairs' })).toBeVisible()
    const counts = await importIt(page)
    await expect(count(counts, 'New pairs')).toContainText(String(fresh))
    await expect(count(counts, 'Left out: exact duplicate')).toHaveCount(known ? 1 : 0)
    if (known) await expect(count(counts, 'Left out: exact duplicate')).toContainText(String(known))
    await expect(count(counts, 'Records in the file')).toContainText('=40')
  }
  expect(await dataset.pairs()).toHaveLength(40)
})

test('a conversation keeps its system prompt and its earlier turns', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports messages', [])
  const messages = [
    { role: 'system', content: 'You answer in one word.' },
    { role: 'user', content: 'Which ocean is the largest?' },
    { role: 'assistant', content: 'Pacific.' },
    { role: 'user', content: 'And the smallest?' },
    { role: 'assistant', content: 'Arctic.' },
  ]
  await choose(page, dataset, 'chat.json', JSON.stringify([{ messages }]))
  const pair = page.getByRole('region', { name: 'First pair' }).getByRole('listitem')
  await expect(pair).toContainText('You answer in one word.')
  await expect(pair).toContainText('2 earlier turns')
  await importIt(page)

  await page.getByRole('link', { name: 'Browse pairs' }).click()
  await page.getByRole('row').filter({ hasText: 'And the smallest?' }).click()
  const preview = page.getByRole('complementary', { name: 'Preview of the pair' })
  await expect(preview).toContainText('You answer in one word.')
  await expect(preview.getByRole('listitem')).toContainText(['Which ocean is the largest?', 'Pacific.'])
  await expect(preview).toContainText('And the smallest?')
})

for (const { what, name, content, said } of [
  { what: 'an archive', name: 'pairs.zip', content: Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(400, 7)]), said: 'a zip archive or a spreadsheet' },
  { what: 'a picture', name: 'pairs.jsonl', content: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(4000)]), said: 'not a text file' },
]) {
  test(`${what} is refused with what it is and what to do`, async ({ signedInPage: page }) => {
    const dataset = await Dataset.make(page, `Imports ${what}`, [])
    await choose(page, dataset, name, content)
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Choose another file' }).click()
    await expect(page.getByText('Drop a file here, or choose one')).toBeVisible()
  })
}

test('an import that is cancelled says so, keeps what it has, and leaves the dataset to the next', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports in part', [])
  // So many that it is not done before it is cancelled, however slow that is.
  const many = Array.from({ length: 200_000 }, (_, n) => `{"instruction":"Name ${n}.","output":"${n}"}\n`).join('')
  await choose(page, dataset, 'many.jsonl', many)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.waitForURL(/\/runs\//)
  const run = async () => (await (await page.request.get(`/api/v1/runs/${page.url().split('/').at(-1)}`)).json()).run
  // Asked before anything is in, so that one click is left once something is.
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(async () => (await run()).counts.out).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Cancel the run' }).click()
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Cancelled by Owner.' })).toBeVisible()
  await expectAccessible(page)

  // The batch that was being written is in it; then it is over.
  const { id } = await run()
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(async () => {
    const { counts } = (await (await page.request.get(`/api/v1/runs/${id}`)).json()).run
    await page.reload()
    await expect(page.getByTestId('total')).not.toHaveText('')
    expect(await page.getByTestId('total').textContent()).toBe(`${counts.out.toLocaleString('en')} pairs`)
  }).toPass()
  await choose(page, dataset, 'notes.jsonl', lines(notes.map(({ ask, words }) => ({ instruction: ask, output: words }))))
  await importIt(page)
  await page.goto(`/datasets/${dataset.id}/browse?q=hummingbird`)
  await expect(page.getByTestId('total')).toHaveText('1 pair found')
})

test('an empty file is refused', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Imports nothing', [])
  await choose(page, dataset, 'empty.jsonl', '')
  await expect(page.getByRole('alert').filter({ hasText: 'empty' })).toBeVisible()
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await expect(page.getByText('Drop a file here, or choose one')).toBeVisible()
})

test('the import of a dataset that is gone says so', async ({ signedInPage: page }) => {
  await page.goto(`/datasets/${missingId}/import`)
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expectAccessible(page)
})
