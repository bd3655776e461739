import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page, TestInfo } from '@playwright/test'
import { z } from 'zod'
import { startFaultServer, type FaultRequest, type FaultServer, type Reaction } from '#lib/generation/model/fault-server.fixture.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset, pairsOfItsOwn } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

const pairs = pairsOfItsOwn('It is for a chain of harder ones.')
const responseOf = new Map(pairs.map(({ instruction, output }) => [instruction, output]))
/** What each round adds to the instruction, and what an answer says for it. */
const rounds = [
  { asks: 'Mention the word "lantern".', says: 'A lantern hangs beside the door.' },
  { asks: 'Mention the word "compass".', says: 'An old compass lies on the sill.' },
]

/** A model that makes instructions harder by one word that is to be mentioned, and answers them as they want it. */
function evolving({ messages, response_format: format }: FaultRequest): Reaction | undefined {
  const asked = messages.findLast(({ role }) => role === 'user')?.content ?? ''
  const instruction = [...responseOf.keys()].find((each) => asked.includes(each)) ?? ''
  const said = rounds.filter(({ asks }) => asked.includes(`${instruction} ${rounds[0]?.asks ?? ''}`) && asked.includes(asks))
  if (!format) return [responseOf.get(instruction) ?? '', ...said.map(({ says }) => says)].join(' ')
  if (format.json_schema?.name !== 'evolved') return undefined
  const stage = said.length
  const evolved = [instruction, ...rounds.slice(0, stage + 1).map(({ asks }) => asks)].join(' ')
  return JSON.stringify({ rationale: 'One word more to place.', added_constraints: [{ text: rounds[stage]?.asks ?? '', type: 'lexical.include' }], evolved_instruction: evolved, kept: said.map((_, n) => n + 1) })
}

let server: FaultServer
test.beforeEach(async () => {
  server = await startFaultServer({ answer: evolving })
})
test.afterEach(() => server.stop())

/** Downloads every file of the export that is shown, and holds them to what they say of themselves, by the command line. */
async function downloaded(page: Page, info: TestInfo, name: string): Promise<Row[]> {
  const folder = join(info.outputDir, name)
  await mkdir(folder, { recursive: true })
  const links = page.getByRole('table', { name: 'Files of the export' }).getByRole('link')
  await expect(links.filter({ hasText: 'manifest.json' })).toBeVisible()
  for (const link of await links.all()) {
    const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
    await file.saveAs(join(folder, file.suggestedFilename()))
  }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['bin/pincer', 'verify-export', folder])
  expect([stdout, stderr]).toEqual(['', expect.stringMatching(/checked: no fault\.\n$/)])
  return (await readFile(join(folder, 'train.jsonl'), 'utf8')).trimEnd().split('\n').map((line) => row.parse(JSON.parse(line)))
}

const turn = z.object({ role: z.string(), content: z.string() })
const row = z.object({ id: z.string(), messages: z.array(turn).default([]), prompt: z.array(turn).default([]), chosen: z.array(turn).default([]), rejected: z.array(turn).default([]), meta: z.object({ method: z.string().optional(), turns: z.array(z.number()).optional(), violated: z.array(z.number()).default([]), constraints: z.array(z.object({ text: z.string() })) }) })
type Row = z.infer<typeof row>

test('from a chain of harder instructions to its preferences, and out as DPO and as a conversation of levels', async ({ signedInPage: page }, info) => {
  const unlike = randomUUID().slice(0, 8)
  const dataset = await Dataset.make(page, `Evolved chain ${unlike}`, pairs.slice(0, 3))
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  const added = await page.request.post('/api/v1/endpoints', { data: { name: `Chain stand-in ${unlike}`, baseUrls: [server.url], model: 'made-up-model' } })
  expect(added.status()).toBe(201)

  await page.goto(`/datasets/${dataset.id}/generate`)
  await page.getByLabel('Recipe').selectOption({ label: 'Evolve and answer (ECD)' })
  await page.getByRole('combobox', { name: 'Endpoint' }).last().selectOption({ label: `Chain stand-in ${unlike} (made-up-model)` })
  await page.getByLabel('Rounds, difficulties or levels').fill('2')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Start the run' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible()

  const [first] = await dataset.pairs()
  await page.goto(`/pairs/${first?.id}`)
  const made = page.getByRole('region', { name: 'Made of it by models' })
  const harder = made.getByRole('list', { name: 'Instructions made of its own' })
  await expect(harder.locator('ins').first()).toHaveText(/lantern/)
  await expect(harder.getByRole('list', { name: 'Made of that one' }).locator('ins')).toHaveText(/compass/)
  await harder.getByText('1 answer to this instruction, 1 of 1 with all that was checked').last().click()
  await expect(harder.getByRole('list', { name: 'Answers to this instruction' }).last()).toContainText('An old compass lies on the sill.')
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/variants.png`, fullPage: true })
  await harder.getByRole('button', { name: 'The call' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Evolve the instruction' })).toContainText('One word more to place.')

  await page.goto(`/datasets/${dataset.id}/preferences`)
  await page.getByRole('button', { name: 'Make preferences' }).first().click()
  for (const method of ['Small edits that break', 'Small edits that mend', 'Several answers']) await page.getByLabel(method).uncheck()
  await page.getByRole('button', { name: 'Make', exact: true }).click()
  await page.getByRole('link', { name: 'Look at the preferences' }).click()

  // Two rounds a pair: each answer against the text that answered the easier instruction.
  const counts = page.getByTestId('counts')
  await expect(counts).toHaveText('6 not decided, 0 accepted, 0 dropped')
  const items = page.getByRole('navigation', { name: 'Preferences' }).getByRole('button')
  await expect(items).toHaveCount(6)
  await expect(page.getByRole('region', { name: 'Prompt', exact: true })).toContainText('Mention the word')
  await expect(page.getByRole('region', { name: 'Constraints of the prompt' }).getByText('fails:')).toHaveCount(1)
  await expect(page.getByTestId('chosen').locator('ins').filter({ hasText: /lantern|compass/ }).first()).toBeVisible()
  await expectAccessible(page)

  await page.keyboard.press('f')
  await expect(page.getByText(/The texts cannot change places\./).first()).toBeVisible()
  await page.keyboard.press('x')
  await expect(counts).toHaveText('5 not decided, 0 accepted, 1 dropped')
  await page.keyboard.press('z')
  await expect(counts).toHaveText('6 not decided, 0 accepted, 0 dropped')
  for (let left = 5; left >= 0; left--) {
    await page.keyboard.press('a')
    await expect(counts).toHaveText(`${left} not decided, ${6 - left} accepted, 0 dropped`)
  }

  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  await form.getByLabel('Format', { exact: true }).selectOption({ label: 'DPO' })
  await expect(form.getByText('6 accepted preferences can leave')).toBeVisible()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  const preferences = await downloaded(page, info, 'dpo')
  expect(preferences).toHaveLength(6)
  for (const { prompt, chosen, rejected, meta } of preferences) {
    expect(meta.method).toBe('evolved')
    expect(meta.violated).toEqual([meta.constraints.length - 1])
    for (const { text } of meta.constraints) expect(prompt.at(-1)?.content).toContain(text)
    const says = rounds[meta.constraints.length - 1]?.says ?? ''
    expect([chosen[0]?.content.includes(says), rejected[0]?.content.includes(says)]).toEqual([true, false])
  }

  await page.goto(`/datasets/${dataset.id}/exports/new`)
  await form.getByLabel('Format', { exact: true }).selectOption({ label: 'SFT messages' })
  await form.getByLabel('Training in').selectOption({ label: 'Ladder of levels' })
  await form.getByLabel('Levels', { exact: true }).fill('3')
  await form.getByLabel('Levels as').selectOption({ label: 'Turns of one conversation, easy to hard' })
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Mention the word "compass".')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  const ladders = await downloaded(page, info, 'ladder')
  expect(ladders).toHaveLength(3)
  for (const { messages, meta } of ladders) {
    expect(meta.turns).toEqual([0, 1])
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user', 'assistant'])
    const [own = '', first = '', second = ''] = messages.filter(({ role }) => role === 'assistant').map(({ content }) => content)
    expect(first).toBe(`${own} ${rounds[0]?.says ?? ''}`)
    expect(second).toBe(`${first} ${rounds[1]?.says ?? ''}`)
  }
})
