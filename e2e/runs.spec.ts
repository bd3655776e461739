import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { RunPage, RunView } from '#lib/runs/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { expect, missingId, test } from './support/test.ts'

/** So many that a run over them can be caught on its way. */
const manyPairs = Array.from({ length: 3000 }, (_, index) => ({
  instruction: `Write entry ${index} of the harbour's log.`,
  output: Array.from({ length: 6 }, (__, line) => `At ${line + 1} bells of watch ${index} the wind was from the west. A ship passed.`).join('\n\n'),
}))

async function latestRun(page: Page, dataset: Dataset): Promise<RunView> {
  const { runs }: RunPage = await (await page.request.get(`/api/v1/runs?datasetId=${dataset.id}`)).json()
  const [run] = runs
  if (!run) throw new Error('there is no run')
  return run
}

/** Starts back-translation where a dataset's runs are listed, and goes to its page. */
async function startBacktranslation(page: Page, dataset: Dataset): Promise<void> {
  await page.goto(`/runs?dataset=${dataset.id}`)
  await page.getByRole('button', { name: 'Back-translate by rule' }).click()
  await page.waitForURL(/\/runs\/./)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Back-translation by rule')
}

test('the runs of all datasets or of one, and no complaint of React however fast the datasets come', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Runs listed')
  await dataset.backtranslate()
  await Dataset.make(page, 'Runs of another', fixturePairs.slice(0, 1))
  const datasets = await (await page.request.get('/api/v1/datasets')).text()
  await page.route('**/api/v1/datasets', (route) => route.fulfill({ body: datasets, contentType: 'application/json' }))
  for (let visit = 0; visit < 8; visit++) {
    await page.goto(`/runs?visit=${visit}`)
    await expect(page.getByRole('row').filter({ hasText: 'Runs of another' })).toBeVisible()
  }
  await expectAccessible(page)

  await page.getByLabel('Dataset of the runs').selectOption({ label: 'Runs listed' })
  await expect(page).toHaveURL(new RegExp(`dataset=${dataset.id}`))
  const rows = page.getByRole('table', { name: 'Runs' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText('Back-translation by rule')
  await expect(rows.nth(2)).toContainText('fixture.jsonl')
  await expect(rows.nth(2)).toContainText('Done')
  await expectAccessible(page)
  await page.reload()
  await expect(rows).toHaveCount(3)
  await page.goBack()
  await expect(page.getByRole('row').filter({ hasText: 'Runs of another' })).toBeVisible()
})

test('back-translation says what it did: counts that add up, parameters, log, and where to go next', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Runs to the end')
  await page.goto(`/runs?dataset=${dataset.id}`)
  await page.getByLabel('Constraint types').selectOption({ label: 'Crab’s six families' })
  await page.getByLabel('Seed').fill('12')
  await page.getByRole('button', { name: 'Back-translate by rule' }).click()
  await page.waitForURL(/\/runs\/./)
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '100')
  await expect(page.getByText('8 of 8 pairs', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Parameters' })).toContainText('Crab’s six families')
  await expect(page.getByRole('region', { name: 'Parameters' })).toContainText('Seed12')
  await expect(page.getByRole('region', { name: 'Log' }).getByRole('listitem').first()).toContainText('8 pairs in one shard.')
  await expect(page.getByRole('row', { name: 'Pairs gone through' })).toContainText('8')
  const { counts } = await latestRun(page, dataset)
  expect(counts.out + Object.values(counts.dropped).reduce((sum, n) => sum + n, 0)).toBe(counts.in)
  await expect(page.getByRole('row', { name: 'Pairs with new constraints' })).toContainText(String(counts.out))
  await expect(page.getByRole('row', { name: 'Constraints made, each proven' })).toContainText(String(counts.made?.constraints))
  await expectAccessible(page)
  await page.getByRole('region', { name: 'Next' }).getByRole('link', { name: 'Review' }).click()
  await expect(page).toHaveURL(new RegExp(`/datasets/${dataset.id}/review`))

  await page.goto(`/runs?dataset=${dataset.id}`)
  await page.getByRole('button', { name: 'Verify' }).click()
  await page.waitForURL(/\/runs\/./)
  await expect(page.getByRole('row', { name: 'Constraints checked' })).toContainText(String(counts.made?.constraints))
})

test('a run is cancelled, taken up again and paused, and loses and repeats nothing', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Runs interrupted', manyPairs)
  await startBacktranslation(page, dataset)
  // By its attributes: behind the question it has no role.
  const bar = page.locator('[role="progressbar"][aria-label="Progress"]')
  // Asked before anything is done, so that one click is left once something is.
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Cancel the run' }).click()
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Cancelled by Owner.' })).toBeVisible()
  await expectAccessible(page)
  expect((await latestRun(page, dataset)).progress).toBeLessThan(manyPairs.length)

  await page.getByRole('button', { name: 'Take up again' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel this run?' })
  await expect(question).toContainText('What it has done so far is kept.')
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Keep it' }).click()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('row', { name: 'Pairs gone through' })).toContainText('3,000')
  const { counts, progress } = await latestRun(page, dataset)
  expect(progress).toBe(manyPairs.length)
  const { dataset: view } = await (await page.request.get(`/api/v1/datasets/${dataset.id}`)).json()
  expect(view.constraints).toBe(counts.made?.constraints)
})

test('more errors than fit on the page come a part at a time, and all of them in the download', async ({ signedInPage: page }) => {
  const rows = Array.from({ length: 131 }, (_, index) => ({ instruction: `Question ${index}`, output: index === 0 ? 'An answer.' : null }))
  const dataset = await Dataset.make(page, 'Runs with errors', [])
  const { uploadId } = await (
    await page.request.post('/api/v1/uploads', {
      data: Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')),
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'faulty.jsonl' },
    })
  ).json()
  const params = { uploadId, fileName: 'faulty.jsonl', mapping: { format: 'alpaca' } }
  const run: RunView = await (await page.request.post('/api/v1/runs', { data: { kind: 'import', datasetId: dataset.id, params } })).json()
  await page.goto(`/runs/${run.id}`)
  await expect(page.getByRole('heading', { name: '130 records that could not be read' })).toBeVisible()
  const errors = page.getByRole('table', { name: 'Records that could not be read' }).getByRole('row')
  await expect(errors).toHaveCount(51)
  await page.getByRole('button', { name: 'More' }).click()
  await expect(errors).toHaveCount(101)
  await page.getByRole('button', { name: 'More' }).click()
  await expect(errors).toHaveCount(131)
  await expect(page.getByRole('button', { name: 'More' })).toHaveCount(0)
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download all as JSONL' }).click()])
  const listed = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line))
  expect(listed.map(({ line }) => line)).toEqual(Array.from({ length: 130 }, (_, index) => index + 2))
})

test('the address of a run that is gone says so', async ({ signedInPage: page }) => {
  await page.goto(`/runs/${missingId}`)
  await expect(page.getByText('There is no such run')).toBeVisible()
  await expectAccessible(page)
})
