import { readFile } from 'node:fs/promises'
import type { ExportView } from '#lib/exports/contract.ts'
import type { ExportsOfPair } from '#lib/exports/holding/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset, pairsOfItsOwn } from './support/dataset.ts'
import { takeShots } from './support/shots.ts'
import { expect, test } from './support/test.ts'

test('a pair says which exports hold it, is taken down, stays out, and its export is made again without it', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Taken down', pairsOfItsOwn('Be kind.'))
  await dataset.backtranslate()
  const pairs = await dataset.pairs()
  for (const pair of pairs) await dataset.decide(pair)
  const run = await dataset.run({ kind: 'export', datasetId: dataset.id, seed: 5, params: { format: 'sft-messages', demonstrations: 2, demonstrationShare: 1 } })
  // One that also stands before another's prompt: which those are is drawn.
  const held = await Promise.all(pairs.map(async ({ id }): Promise<ExportsOfPair> => (await page.request.get(`/api/v1/pairs/${id}/exports`)).json()))
  const pair = pairs.find((_, n) => held[n]?.exports[0]?.places.some(({ as }) => as === 'demonstration'))
  if (!pair) throw new Error('no pair demonstrates')

  await page.goto(`/pairs/${pair.id}`)
  const holding = page.getByRole('region', { name: 'In exports' })
  await expect(holding.getByRole('link', { name: /^Taken down, SFT messages/ })).toHaveAttribute('href', `/exports/${run.exportId}`)
  await expect(holding.getByText(/^train.jsonl, row \d; as a demonstration in train.jsonl, rows? \d/)).toBeVisible()
  await expectAccessible(page)
  await takeShots(page, 'pair')

  await page.getByRole('button', { name: 'Delete this pair' }).click()
  const asked = page.getByRole('dialog')
  await expect(asked).toContainText('It stays in these exports:')
  await expect(asked.getByRole('link', { name: /^Taken down, SFT messages/ })).toBeVisible()
  await expectAccessible(page)
  await asked.getByRole('button', { name: 'Keep it' }).click()

  await page.getByRole('button', { name: 'Take this pair down' }).click()
  await expect(asked.getByRole('button', { name: 'Take it down' })).toBeDisabled()
  await asked.getByLabel('Why').fill('Its author asked for it.')
  await expectAccessible(page)
  await takeShots(page, 'take-down')
  await asked.getByRole('button', { name: 'Take it down' }).click()
  await expect(page).toHaveURL(`/datasets/${dataset.id}/browse`)
  await expect(page.getByTestId('total')).toHaveText('7 pairs')

  await page.goto(`/exports/${run.exportId}`)
  const notice = page.getByRole('region', { name: 'Taken down' })
  await expect(notice).toContainText('This export holds a pair that was taken down on request.')
  await expect(notice).toContainText('Its author asked for it.')
  await expectAccessible(page)
  await takeShots(page, 'taken-down')
  await notice.getByRole('button', { name: 'Make it again without it' }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByText('7 rows as SFT messages')).toBeVisible()
  await expect(notice).toBeHidden()
  const { export: made }: { export: ExportView } = await (await page.request.get(`/api/v1/exports/${page.url().split('/').at(-1)}`)).json()
  expect(made.manifest).toMatchObject({ seed: 5, recipe: { demonstrations: 2, demonstrationShare: 1 } })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'train.jsonl', exact: true }).click()])
  expect(await readFile(await download.path(), 'utf8')).not.toContain(JSON.stringify(pair.response).slice(1, -1))

  // Imported again, it is left out and counted.
  await page.goto(`/datasets/${dataset.id}/import`)
  await page.getByLabel('File to import').setInputFiles({ name: 'again.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(`${JSON.stringify({ instruction: pair.instruction, output: pair.response })}\n`) })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('table', { name: 'What went in' })).toContainText('Left out: taken down on request')
  await expectAccessible(page)
})
