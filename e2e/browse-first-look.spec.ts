import type { Page } from '@playwright/test'
import type { RunView } from '#lib/runs/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

/** Imports a text of which no record can be read, and waits for the end. */
async function importInVain(page: Page, datasetId: string): Promise<void> {
  const upload = await page.request.post('/api/v1/uploads', { data: Buffer.from('{"instruction":"Say bye.","output":\nno record at all\n'), headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'notes.jsonl' } })
  const { uploadId }: { uploadId: string } = await upload.json()
  const { id }: RunView = await (await page.request.post('/api/v1/runs', { data: { kind: 'import', datasetId, params: { uploadId, fileName: 'notes.jsonl', mapping: { format: 'alpaca' } } } })).json()
  await expect.poll(async () => ((await (await page.request.get(`/api/v1/runs/${id}`)).json()) as { run: RunView }).run.status).toBe('failed')
}

test('a dataset whose import brought in nothing says so, and leads to what was wrong', async ({ signedInPage: page }) => {
  const { id } = await Dataset.make(page, 'Browse after an import in vain', [])
  await page.goto(`/datasets/${id}/browse`)
  await expect(page.getByText('Import instructions with their responses')).toBeVisible()
  await importInVain(page, id)
  await page.reload()
  await expect(page.getByText('The import of notes.jsonl brought in none. No record could be read')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'What was wrong' }).click()
  await expect(page).toHaveURL(/\/runs\//)
})

test('the preview of a pair without constraints leads to a run on it', async ({ signedInPage: page }) => {
  const { id } = await Dataset.make(page, 'Browse before any constraint', [{ instruction: 'Tell me about the wren.', output: 'The wren sings.' }])
  await page.goto(`/datasets/${id}/browse`)
  await page.getByRole('row').filter({ hasText: 'wren' }).click()
  const preview = page.getByRole('complementary', { name: 'Preview of the pair' })
  await expect(preview).toContainText('No constraints')
  await expect(preview).not.toContainText('To review')
  await expectAccessible(page)
  await preview.getByRole('link', { name: 'A run on this pair' }).click()
  await expect(page).toHaveURL(/\/generate\?ids=/)
})

test('head and table find room beside the facets, and on a phone', async ({ signedInPage: page }) => {
  const many = Array.from({ length: 1010 }, (_, n) => ({ instruction: `Tell me about heron ${n}.`, output: `It stands in the shallow water, grey and patient, until at last something that it can eat, such as a gudgeon, swims by: ${n}.` }))
  const { id } = await Dataset.make(page, 'Browse in little room', many)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`/datasets/${id}/browse?response=gudgeon`)
  await page.getByRole('button', { name: 'Facets' }).click()
  await expect(page.getByRole('region', { name: 'Facets' })).toContainText('Status')
  const grid = page.getByTestId('pairs')
  await expect.poll(() => grid.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  const cell = grid.locator('[data-column=response]').first()
  const below = () => cell.evaluate((element) => {
    const [mark, clip] = [element.querySelector('mark'), element.querySelector('.line-clamp-2')]
    return mark && clip ? mark.getBoundingClientRect().bottom - clip.getBoundingClientRect().bottom : Infinity
  })
  await expect.poll(below, 'what is looked for is in sight').toBeLessThan(4)

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByTestId('total')).toHaveText('More than 1,000 pairs found')
  const run = page.getByRole('link', { name: 'Run on these pairs' })
  await expect.poll(async () => { const box = await run.boundingBox(); return box ? box.x + box.width : Infinity }).toBeLessThanOrEqual(390)
  await expect.poll(async () => (await page.getByTestId('total').boundingBox())?.height).toBeLessThan(32)
  await expectAccessible(page)
})
