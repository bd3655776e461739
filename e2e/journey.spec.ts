import { readFile } from 'node:fs/promises'
import { expect, test } from './support/test.ts'

const responses = {
  lanterns:
    'Paper lanterns began as simple covers against the wind. Makers stretch thin paper over split bamboo and paint it by hand.\n\nToday they hang over night markets from Hoi An to Kyoto, and each town keeps its own shape.',
  tides:
    'Tides rise and fall because the moon pulls on the sea. Twice a month the sun pulls along the same line, and the range grows.\n\nHarbours print tables of the hours, so that boats leave with enough water under them.',
}

/** Two of Crab's records: one whose rule-made constraints hold, one whose word length was counted as the longest word. */
const records = [
  record(1, 'Tell me about paper lanterns.', responses.lanterns, { Digit: 'Answer with at most 60 words.', Tone_Constraints: 'Write for curious travellers.' }),
  record(2, 'Why are there tides?', responses.tides, { Word: 'Each word must be at least 7 characters long.', Digit: 'Answer with at most 60 words.' }),
]

function record(id: number, instruction: string, response: string, added: Record<string, string>): object {
  return {
    id,
    messages: [{ role: 'user', content: instruction }, { role: 'assistant', content: response }],
    Aug_instruction: { Refined_Instruction: '', Additional_Instruction: added },
  }
}

interface ExportedRow {
  messages: { role: string; content: string }[]
  meta: { constraints: { text: string; proven: boolean }[] }
}

test('from a file to training data: import, back-translation, review by key, statistics, export', async ({ signedInPage: page }) => {
  await test.step('a dataset is made and a file imported', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: 'New dataset' }).click()
    const form = page.getByRole('dialog', { name: 'New dataset' })
    await form.getByLabel('Name').fill('Journey')
    await form.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible()
    await page.getByLabel('File to import').setInputFiles({ name: 'crab.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(records)) })
    await expect(page.getByText('Why are there tides?')).toBeVisible()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByRole('row', { name: /New pairs/ })).toContainText('2')
    await expect(page.getByRole('row', { name: /refuted/ })).toContainText('1')
  })

  await test.step('what the responses meet is read off them', async () => {
    await page.getByRole('button', { name: 'Back-translate by rule' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Back-translation by rule' })).toBeVisible()
    await expect(page.getByRole('row', { name: /Pairs with new constraints/ })).toContainText('2')
    await page.getByRole('link', { name: 'Review', exact: true }).last().click()
  })

  const cards = page.getByTestId('constraint')
  await test.step('all of it is decided without the mouse', async () => {
    await expect(page.getByRole('region', { name: 'Pair' })).toContainText('Paper lanterns began')
    // The constraint that no program can decide is read and accepted; Enter takes the proven rest, and again Enter the next pair.
    const tone = cards.filter({ hasText: 'Write for curious travellers.' })
    await expect(tone).toBeVisible()
    await page.keyboard.press(String((await indexOf(tone)) + 1))
    await page.keyboard.press('a')
    await expect(tone).toContainText('Accepted')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')

    await expect(page.getByRole('region', { name: 'Pair' })).toContainText('Tides rise and fall')
    const refuted = cards.first()
    await expect(refuted).toContainText('Each word must be at least 7 characters long.')
    await expect(refuted).toContainText('Refuted')
    await expect(page.locator('mark[data-evidence]').first()).toBeVisible()
    await page.keyboard.press('x')
    await page.keyboard.press('1')
    await expect(refuted).toContainText('Rejected')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(page.getByText('All decided', { exact: true })).toBeVisible()
  })

  const counted = await test.step('the statistics tell what was decided', async () => {
    await page.getByRole('link', { name: 'Statistics' }).first().click()
    await expect(page.getByTestId('tile-pairs')).toContainText('2 reviewed')
    await expect(page.getByTestId('tile-decided')).toContainText('0 undecided')
    await expect(page.getByTestId('tile-refuted').getByRole('link', { name: /refuted/ })).toHaveText('1')
    return Number(await page.getByTestId('tile-accepted').getByRole('link').first().innerText())
  })
  expect(counted).toBeGreaterThanOrEqual(8)

  await test.step('the accepted ones leave, the rejected one does not', async () => {
    await page.getByRole('link', { name: 'Exports' }).first().click()
    await page.getByRole('link', { name: 'New export' }).click()
    const form = page.getByRole('form', { name: 'Recipe' })
    await form.getByLabel('Constraints a pair, at most').fill('50')
    await form.getByLabel('Usually from').fill('50')
    await form.getByLabel('Any number, per cent').fill('0')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('link', { name: 'Open the export' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'train.jsonl', exact: true }).click()])
    const rows: ExportedRow[] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line))
    expect(rows.map(({ messages }) => messages.at(-1)?.content).toSorted()).toEqual(Object.values(responses).toSorted())
    const left = rows.flatMap(({ meta }) => meta.constraints)
    const [manifestFile] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'manifest.json', exact: true }).click()])
    const { constraints }: { constraints: { total: number; leftOut: Record<string, number> } } = JSON.parse(await readFile(await manifestFile.path(), 'utf8'))
    expect(constraints.total).toBe(left.length)
    expect(Object.keys(constraints.leftOut), 'what another one says is not said twice').toEqual(['implied by another'])
    expect(left.length + (constraints.leftOut['implied by another'] ?? 0)).toBe(counted)
    for (const { messages, meta } of rows) {
      for (const { text } of meta.constraints) expect(messages[0]?.content).toContain(text)
    }
    const texts = left.map(({ text }) => text)
    expect(texts).not.toContain('Each word must be at least 7 characters long.')
    expect(left.find(({ text }) => text === 'Write for curious travellers.')).toMatchObject({ proven: false })
  })

  /** The place of a card in the list. */
  async function indexOf(card: typeof cards): Promise<number> {
    const label = await card.getAttribute('aria-label')
    return Number(/^Constraint (\d+)/.exec(label ?? '')?.[1]) - 1
  }
})
