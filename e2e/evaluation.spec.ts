import type { Page } from '@playwright/test'
import type { StartRunInput } from '#lib/runs/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

/** A dataset with an export of all its pairs, whose page is opened. */
async function exported(page: Page, name: string, recipe: object = {}): Promise<{ dataset: Dataset; exportId: string }> {
  const dataset = await Dataset.make(page, name)
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  const input: StartRunInput = { kind: 'export', datasetId: dataset.id, seed: 3, params: { format: 'sft-messages', ...recipe } }
  const { exportId } = await dataset.run(input)
  await page.goto(`/exports/${exportId}`)
  return { dataset, exportId: exportId ?? '' }
}

function lines(name: string, rows: readonly object[]): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'application/jsonl', buffer: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')) }
}

const asked = ['Name a harbour.', 'Name a tower.', 'Name a lamp.'].map((prompt) => ({ prompt, instruction_id_list: ['punctuation:no_comma', 'startend:quotation'], kwargs: [{}, {}] }))
const prompts = lines('prompts.jsonl', asked)
const before = lines('base <b>model</b>.jsonl', asked.map(({ prompt }) => ({ prompt, response: '"Well, a name."' })))
const after = lines('tuned.jsonl', [...asked.map(({ prompt }, n) => ({ prompt, response: n === 0 ? '"A name, perhaps."' : '"A name."' })), { prompt: 'Name nothing.', response: 'No.' }, { response: 'To what?' }])

test('answers before and after training are added to an export, and the report card of a type tells the gain', async ({ signedInPage: page }) => {
  const { dataset, exportId } = await exported(page, 'Evaluated')
  const panel = page.getByRole('region', { name: 'Gain after training' })
  await expect(panel).toContainText('Nothing is known of it yet')
  await panel.getByRole('button', { name: 'Add an evaluation' }).click()
  const form = panel.getByRole('form', { name: 'Add an evaluation' })
  await form.getByRole('button', { name: 'Compare the answers' }).click()
  await expect(form.getByRole('alert')).toHaveText(['Choose a file.', 'Choose a file.', 'Choose a file.'])
  await expectAccessible(page)
  await form.getByLabel('Answers before training').setInputFiles(before)
  await form.getByLabel('Answers after training').setInputFiles(after)
  await form.getByLabel('File of prompts').setInputFiles(prompts)
  await expect(form.getByLabel('Model before')).toHaveValue('base <b>model</b>')
  await form.getByLabel('Model after').fill('Tuned')
  await form.getByRole('button', { name: 'Compare the answers' }).click()

  const row = panel.getByRole('table', { name: 'Evaluations' }).getByRole('row', { name: /^Tuned/ })
  await expect(row).toContainText('base <b>model</b>')
  await expect(row).toContainText('0% → 67% (+66.7 pt)')
  await expect(row).toContainText('50% → 83% (+33.3 pt)')
  await expect(page).toHaveURL(/evaluation=/)
  const figure = page.getByRole('region', { name: 'Gain by type', exact: true })
  await expect(figure.getByRole('link', { name: /: \+66\.7 pt of 3, between / })).toHaveAttribute('href', `/datasets/${dataset.id}/types/punctuation.absent`)
  await expect(figure).toContainText('Pincer verified all answers itself.')
  const files = page.getByRole('region', { name: 'Files that were compared' })
  await files.getByText('2 rows left out').click()
  await expect(files.getByRole('listitem')).toHaveText(['tuned.jsonl, line 4, prompt: is none of the prompts', 'tuned.jsonl, line 5, prompt: should be a text'])
  await expectAccessible(page)
  await figure.getByRole('button', { name: 'Table', exact: true }).click()
  await expect(figure.getByRole('row', { name: /^All instructions/ })).toContainText('+33.3 pt')
  await expectAccessible(page)

  await page.goto(`/datasets/${dataset.id}/types/punctuation.absent`)
  const card = page.getByRole('region', { name: 'Gain after training', exact: true })
  const mark = card.getByRole('link', { name: /^Tuned: \+66\.7 pt of 3/ })
  await expectAccessible(page)
  await mark.click()
  await expect(page).toHaveURL(new RegExp(`/exports/${exportId}\\?evaluation=`))

  await panel.getByRole('button', { name: 'Delete the evaluation of Tuned' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the evaluation?' })
  await expect(dialog).toContainText('the report cards of 2 types')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Delete it' }).click()
  await expect(panel).toContainText('Nothing is known of it yet')
  await page.goto(`/datasets/${dataset.id}/types/punctuation.absent`)
  await expect(card).toContainText('No evaluation of this dataset’s exports')
})

test('an export’s own test is what the answers are held to, and a stranger may neither read nor add', async ({ signedInPage: page, browser }) => {
  const { exportId } = await exported(page, 'Evaluated by its own test', { test: 0.5, evaluation: true })
  const split = (await (await page.request.get(`/api/v1/exports/${exportId}/files/test_ifeval.jsonl`)).text()).trimEnd().split('\n').map((line): { prompt: string } => JSON.parse(line))
  const panel = page.getByRole('region', { name: 'Gain after training' })
  await panel.getByRole('button', { name: 'Add an evaluation' }).click()
  const form = panel.getByRole('form', { name: 'Add an evaluation' })
  const answers = (name: string) => lines(name, split.map(({ prompt }) => ({ prompt, response: 'So.' })))
  await form.getByLabel('Answers before training').setInputFiles(answers('one.jsonl'))
  await form.getByLabel('Answers after training').setInputFiles(answers('two.jsonl'))
  await form.getByRole('button', { name: 'Compare the answers' }).click()
  await expect(panel.getByRole('row', { name: /^two/ })).toContainText('(±0.0 pt)')
  await expect(panel.getByRole('row', { name: /^two/ })).toContainText('test_ifeval.jsonl of the export')

  const stranger = await browser.newContext()
  const address = (path: string): string => new URL(path, page.url()).href
  expect((await stranger.request.get(address(`/api/v1/exports/${exportId}/evaluations`))).status()).toBe(401)
  expect((await stranger.request.post(address(`/api/v1/exports/${exportId}/evaluations`), { data: {} })).status()).toBe(401)
  const { evaluations }: { evaluations: { id: string }[] } = await (await page.request.get(`/api/v1/exports/${exportId}/evaluations`)).json()
  expect((await stranger.request.delete(address(`/api/v1/evaluations/${evaluations[0]?.id}`))).status()).toBe(401)
  await stranger.close()
})
