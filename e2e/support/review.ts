import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import { Dataset } from './dataset.ts'
import { reasonTimeOver } from './reasons.ts'

/** A pair as Crab writes it. */
interface CrabPair {
  instruction: string
  refined: string
  response: string
  constraints: Record<string, string>
}

/** A pair with a refuted constraint, a proven one, and one for a person. */
export const mill: CrabPair = {
  instruction: 'Describe a mill.',
  refined: 'Describe a mill by a river.',
  response: 'The mill leans over the river. Its wheel turns all day, and flour lies on every sill.',
  constraints: {
    Digit: 'Your response should be at least 500 words long.',
    Keyword: 'Include the following keywords in your response: "wheel", "flour".',
    Desired_Writing_Style: 'Sound like somebody who grew up nearby.',
  },
}

/** Three pairs with constraints as Crab writes them. Of each pair the first on the screen is refuted, the last is for a person. */
const records: readonly CrabPair[] = [
  {
    instruction: 'Describe a harbour in the morning.',
    refined: 'Describe a small harbour in the early morning.',
    response: [
      'The **harbour** wakes before the town. Gulls argue over the first crates, and the boats come in slowly.',
      '- Nets hang to dry\n- Ropes are coiled\n- Ice is shovelled',
      'Nobody speaks much until the last crate is weighed. Then the gulls have the quay to themselves.',
    ].join('\n\n'),
    constraints: {
      Keyword: 'Include the following keywords in your response: "harbour", "gulls".',
      Digit: 'Your response should be no more than 90 words long.',
      Punctuation: 'Please verify that there are no commas in your entire response.',
      Desired_Writing_Style: 'Write in a calm, observant voice.',
    },
  },
  mill,
  {
    instruction: 'Describe an orchard.',
    refined: 'Describe an orchard in autumn.',
    response: 'The orchard smells of cider. Wasps drift from one fallen apple to the next.',
    constraints: {
      Punctuation: 'Please verify that there are no full stops in your entire response.',
      Keyword: 'Include the following keywords in your response: "cider".',
      Desired_Writing_Style: 'Let the season be felt without naming it.',
    },
  },
]

/** A new dataset of the signed-in owner with constraints to review. */
export async function reviewDataset(page: Page, name: string, pairs: readonly CrabPair[]): Promise<Dataset> {
  // Names are taken once, and a test may run more than once.
  const dataset = await Dataset.make(page, `${name} ${randomUUID().slice(0, 8)}`, [])
  const rows = pairs.map(({ instruction, refined, response, constraints }, index) => ({
    id: index + 1,
    messages: [
      { role: 'user', content: instruction },
      { role: 'assistant', content: response },
    ],
    Aug_instruction: { Refined_Instruction: refined, Additional_Instruction: constraints },
  }))
  const answer = await page.request.post('/api/v1/uploads', {
    data: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'crab.jsonl' },
  })
  const { uploadId }: { uploadId: string } = await answer.json()
  await dataset.run({ kind: 'import', datasetId: dataset.id, params: { uploadId, fileName: 'crab.jsonl', mapping: { format: 'crab' } } })
  return dataset
}

/** A constraint by its number on the screen. */
export function card(page: Page, number: number): Locator {
  return page.getByTestId('constraint').nth(number - 1)
}

/** The constraint of this number, and no other, is the one that keys decide. */
export async function expectCurrent(page: Page, number: number): Promise<void> {
  await expect(card(page, number)).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('[data-testid="constraint"][aria-selected="true"]')).toHaveCount(1)
}

/** Opens the review of a fresh dataset at its first pair. */
export async function openReview(page: Page, name: string, pairs: readonly CrabPair[] = records): Promise<Dataset> {
  const dataset = await reviewDataset(page, name, pairs)
  await page.goto(`/datasets/${dataset.id}/review`)
  // The last words may be part of a refinement that is shown as a difference.
  await expectPair(page, /^Describe an? (\w+)/.exec(pairs[0]?.instruction ?? '')?.[1] ?? '')
  return dataset
}

/** The pair on the screen is the one whose instruction has this word. */
export async function expectPair(page: Page, word: string): Promise<void> {
  await expect(page.getByRole('region', { name: 'Instruction' })).toContainText(word)
}

/** Presses keys one after the other, wherever the focus is. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Waits until the server has every decision, the last one without its reason where none was given, and the browser has written down what can be undone. */
export async function sent(page: Page): Promise<void> {
  await expect(async () => {
    await reasonTimeOver(page)
    expect(await page.getByTestId('unsent').count()).toBe(0)
  }).toPass()
  await written(page)
}

/** Waits until the browser has written down what the page told it to so far, where it keeps anything: a page that closes or is loaded anew before loses that. */
export const written = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => failed(request.error)
      })
    const database = await new Promise<IDBDatabase>((done) => done(answered(indexedDB.open('pincer-review')))).catch(() => null)
    // Who wants to write waits for all who wanted to before.
    if (database) await answered(database.transaction('rows', 'readwrite').objectStore('rows').count())
    database?.close()
  })

/** What is marked as evidence in the response. */
export const marks = (page: Page): Locator => page.getByTestId('response').locator('mark[data-evidence]')
/** What the bar says of the last act. */
export const notice = (page: Page): Locator => page.getByTestId('notice')
/** The question why a constraint is rejected. */
export const reasons = (page: Page): Locator => page.getByRole('group', { name: 'Why is it rejected?' })

/** Presses Enter, alone and with Ctrl, as an input method does that ends a word by it: the focused field is told that it composes. */
export const composedEnter = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const ctrlKey of [false, true]) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey, isComposing: true, bubbles: true, cancelable: true }))
    }
  })
