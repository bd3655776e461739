import { readFile } from 'node:fs/promises'
import { expect, type Download, type Page } from '@playwright/test'
import type { PairView } from '#lib/review/contract.ts'
import { Dataset } from './dataset.ts'

/** A pair that brings constraints along: one that is true, one that is not, one that no program can judge. */
const withConstraints = {
  messages: [
    { role: 'user', content: 'Write a line about ducks.' },
    { role: 'assistant', content: 'Ducks swim in the pond.' },
  ],
  Aug_instruction: {
    Refined_Instruction: null,
    Additional_Instruction: {
      Keywords: 'Include the keyword "ducks".',
      Length: 'Use at least 200 words.',
      Style: 'Write like a sailor.',
    },
  },
}

/** Eight pairs back-translated and one with constraints of its own; the first is accepted, of the second one constraint rejected. */
export async function countedDataset(page: Page, name: string): Promise<{ dataset: Dataset; pairs: PairView[] }> {
  const dataset = await Dataset.make(page, name)
  await dataset.backtranslate()
  const { uploadId } = await (
    await page.request.post('/api/v1/uploads', {
      data: Buffer.from(JSON.stringify(withConstraints)),
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'crab.jsonl' },
    })
  ).json()
  await dataset.run({ kind: 'import', datasetId: dataset.id, params: { uploadId, fileName: 'crab.jsonl', mapping: { format: 'crab' } } })
  const [first, second] = await dataset.pairs()
  if (!first || !second) throw new Error('the pairs are not there')
  await dataset.decide(first)
  await dataset.decide(second, [0])
  return { dataset, pairs: await dataset.pairs() }
}

/** What the browser was handed, as it is. */
export async function bytes(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

/** What the browser was handed, as text. */
export async function text(download: Download): Promise<string> {
  return (await bytes(download)).toString()
}

/** Waits until everything on a page of statistics has been counted: its parts come one by one. */
export async function counted(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('main section[aria-label]').first()).toBeVisible()
  await expect(page.locator('main .animate-pulse')).toHaveCount(0)
}
