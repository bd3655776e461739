import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { parquetReadObjects } from 'hyparquet'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

/** Pairs with an input, so that there is something to stand around. */
const rows = Array.from({ length: 20 }, (_, n) => ({
  instruction: `Retell entry ${n + 1} of the logbook.`,
  input: `Entry ${n + 1}: lamp lit at dusk, wind from the west.`,
  output: `The keeper lit the lamp at dusk on day ${n + 1}. A wind came from the west.${n % 2 === 0 ? '\n\nNobody slept until it turned, and the boats stayed in.' : ''}`,
}))

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
  const content = await readFile(await file.path())
  await expect(page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })).toContainText(createHash('sha256').update(content).digest('hex'))
  return content
}

test('where stages are parted is seen on the scores that there are, and moved by key, by pointer, into equal shares and by natural breaks', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, `Stages to be parted ${randomUUID().slice(0, 8)}`, rows)
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  await form.getByLabel('Training in').selectOption({ label: 'Stages, easy to hard' })
  await expect(form.getByText('No row of training has a score. 20 pairs stay out, for no model has rated their difficulty')).toBeVisible()
  await form.getByLabel('Constraints a pair, at most').fill('6')
  await form.getByLabel('Usually from').fill('1')
  await form.getByLabel('Stages by').selectOption({ label: 'Number of constraints' })
  const stages = form.getByRole('list', { name: 'Rows of each stage' }).getByRole('listitem')
  const sizes = async (): Promise<number[]> => (await stages.allInnerTexts()).map((text) => Number(/: (\d+) rows?,/.exec(text)?.[1] ?? 0))
  const parted = form.getByLabel('Parted at')
  const cut = form.getByRole('slider', { name: 'Stage 2 begins at' })
  await expect(cut).toBeVisible()
  await parted.fill('3')
  await expect(stages).toHaveCount(2)
  const [below = 0, from = 0] = await sizes()
  expect(below + from).toBe(rows.length)
  await expectAccessible(page)

  await cut.focus()
  await page.keyboard.press('ArrowRight')
  await expect(parted).toHaveValue('4')
  await expect(cut).toHaveAttribute('aria-valuenow', '4')
  expect((await sizes())[0]).toBeGreaterThanOrEqual(below)
  await page.keyboard.press('Home')
  await expect(stages.first()).toContainText('no rows')
  const chart = (await form.getByTestId('stage-cuts').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const handle = (await cut.locator('circle').boundingBox()) ?? chart
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(chart.x + chart.width / 2, handle.y + 40, { steps: 4 })
  await page.mouse.up()
  await expect(parted).toHaveValue(/^[2-6]$/)

  await form.getByLabel('So many stages').selectOption('3')
  await form.getByRole('button', { name: 'Equal shares' }).click()
  await expect(stages).toHaveCount(3)
  expect((await sizes()).reduce((sum, size) => sum + size, 0)).toBe(rows.length)
  expect(Math.min(...(await sizes()))).toBeGreaterThan(0)
  await form.getByRole('button', { name: 'Natural breaks' }).click()
  await expect(parted).toHaveValue(/^\d, \d$/)
  const wanted = await sizes()
  if (process.env.PINCER_SHOTS) await form.screenshot({ path: `${process.env.PINCER_SHOTS}/stages.png` })

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  for (const [n, size] of wanted.entries()) expect((await download(page, `train_stage_${n + 1}.jsonl`)).toString().trimEnd().split('\n')).toHaveLength(size)
})

test('stages, constraints around the input, weights of types, Parquet and evaluation prompts: from the form to the files', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports by stages', rows)
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  const preview = page.getByRole('region', { name: 'Preview' })
  await form.getByLabel('File type').selectOption({ label: 'Parquet' })
  await form.getByLabel('Constraints a pair, at most').fill('4')
  await form.getByLabel('Usually from').fill('2')
  await form.getByLabel('Any number, per cent').fill('0')
  await form.getByLabel('Weights of types').fill('length.sentences 0')
  await form.getByLabel('Input', { exact: true }).selectOption({ label: 'Among the constraints: some before it, some behind' })
  await form.getByLabel('Training in').selectOption({ label: 'Stages, easy to hard' })
  await form.getByLabel('Stages by').selectOption({ label: 'Number of constraints' })
  await form.getByLabel('Parted at').fill('3')
  const evaluation = form.getByLabel('Also write the test as IFEval prompts')
  await expect(evaluation).toHaveCount(0)
  await form.getByLabel('Test, per cent').fill('40')
  await evaluation.check()
  await expect(preview.getByText('test_ifeval.jsonl').first()).toBeVisible()
  await expect(preview.getByText('"input_position": "around"').first()).toBeVisible()
  await expect(preview.getByText(/of a type that is not wanted/).first()).toBeAttached()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  await expect(page.getByText('To be trained on in this order: train_stage_1.parquet, train_stage_2.parquet.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'What the recipe made' })).toContainText('evaluation prompts')
  await expectAccessible(page)

  const staged: { messages: { role: string; content: string }[] }[] = []
  for (const [n, name] of ['train_stage_1.parquet', 'train_stage_2.parquet', 'test.parquet'].entries()) {
    const content = await download(page, name)
    const read = await parquetReadObjects({ file: new Uint8Array(content).buffer })
    for (const { messages, meta } of read) {
      const { stage, composed, constraints } = typeof meta === 'string' ? JSON.parse(meta) : meta
      if (n < 2) expect(stage.number).toBe(n + 1)
      expect(constraints.map(({ type }: { type: string }) => type)).not.toContain('length.sentences')
      if (composed.input_position === 'around') {
        const [prompt] = messages
        const at = constraints.map(({ text }: { text: string }) => prompt.content.indexOf(text.trim()))
        const input = prompt.content.indexOf('lamp lit at dusk')
        expect(Math.min(...at)).toBeLessThan(input)
        expect(Math.max(...at)).toBeGreaterThan(input)
      }
      staged.push({ messages })
    }
  }
  expect(staged).toHaveLength(rows.length)
  const prompts: { key: number; prompt: string; instruction_id_list: string[]; kwargs: object[] }[] = (await download(page, 'test_ifeval.jsonl')).toString().trimEnd().split('\n').map((line) => JSON.parse(line))
  expect(prompts.length).toBeGreaterThan(0)
  for (const { instruction_id_list: ids, kwargs } of prompts) expect(ids.length).toBe(kwargs.length)
})

test('a stage has rows of the one before again, and the control has the same rows in random stages', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports stages again', rows)
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)

  const exported = async (control: boolean): Promise<string[][]> => {
    await page.goto(`/datasets/${dataset.id}/exports/new`)
    const form = page.getByRole('form', { name: 'Recipe' })
    await form.getByLabel('Constraints a pair, at most').fill('4')
    await form.getByLabel('Usually from').fill('2')
    await form.getByLabel('Any number, per cent').fill('0')
    await form.getByLabel('Training in').selectOption({ label: 'Stages, easy to hard' })
    await form.getByLabel('Stages by').selectOption({ label: 'Number of constraints' })
    await form.getByLabel('Parted at').fill('3')
    await form.getByLabel('Earlier stages again, per cent').fill('50')
    if (control) await form.getByLabel('As the control: the same rows in random stages of the same sizes').check()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('link', { name: 'Open the export' }).click()
    await expect(page.getByRole('table', { name: 'What the recipe made' })).toContainText('replayed rows')
    await expectAccessible(page)
    const files: string[][] = []
    for (const name of ['train_stage_1.jsonl', 'train_stage_2.jsonl']) {
      const lines = (await download(page, name)).toString().trimEnd().split('\n')
      files.push(lines.map((line) => String(JSON.parse(line).id)))
    }
    return files
  }

  const [easy = [], hard = []] = await exported(false)
  expect(easy.length).toBeGreaterThan(1)
  const again = hard.filter((id) => id.includes('-replay-'))
  expect(easy.length + hard.length - again.length).toBe(rows.length)
  expect(again).toHaveLength(Math.round(easy.length / 2))
  expect(new Set(again.map((id) => id.replace(/-replay-\d+$/, '')))).toEqual(new Set(easy.filter((id) => again.some((other) => other.startsWith(id)))))

  const control = await exported(true)
  expect(control.map((ids) => ids.length)).toEqual([easy.length, hard.length])
  const own = (files: string[][]): string[] => files.flat().filter((id) => !id.includes('-replay-')).toSorted()
  expect(own(control)).toEqual(own([easy, hard]))
})
