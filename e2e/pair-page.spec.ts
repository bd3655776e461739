import type { PairVariants } from '#lib/generation/variants-contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset, pairsOfItsOwn } from './support/dataset.ts'
import { expect, missingId, test } from './support/test.ts'

test('a pair has a page of its own: what it says, its history, and its end, whose consequences are said first', async ({ signedInPage: page }) => {
  // Of its own: what other tests have exported says the same otherwise, and those exports would hold it.
  const dataset = await Dataset.make(page, 'A pair by itself', pairsOfItsOwn('Be patient.'))
  await dataset.backtranslate()
  const [pair] = await dataset.pairs()
  if (!pair) throw new Error('the pair is not there')
  await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/browse?pair=${pair.id}`)
  await page.getByRole('complementary', { name: 'Preview of the pair' }).getByRole('link', { name: 'History' }).click()
  await expect(page).toHaveURL(`/pairs/${pair.id}`)
  const history = page.getByRole('region', { name: 'History' })
  await expect(history.getByText('Imported from fixture.jsonl, record 1')).toBeVisible()
  await expect(history.getByText(/constraints? \(Rule\) by a run/)).toBeVisible()
  await expect(history.getByText(/accepted “/).first()).toBeVisible()
  await expect(history.getByText(/A program found met “/).first()).toBeVisible()
  const comments = page.getByRole('region', { name: 'Comments' })
  await comments.getByLabel('New comment').fill('Is this one worth keeping?')
  await comments.getByRole('button', { name: 'Send' }).click()
  await expect(comments.getByRole('article')).toContainText('Is this one worth keeping?')
  await expect(page.getByRole('navigation', { name: 'Main' }).getByLabel('Dataset', { exact: true })).toHaveValue(dataset.id)
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await page.screenshot({ path: `${process.env.PINCER_SHOTS}/pair.png`, fullPage: true })

  await page.reload()
  const end = page.getByRole('region', { name: 'Delete' })
  await expect(end).toContainText(/With it go \d+ constraints?, \d+ decisions?, 1 comment\./)
  await expect(page.getByRole('region', { name: 'In exports' })).toContainText('No export holds it.')
  await end.getByRole('button', { name: 'Delete this pair' }).click()
  await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toContainText('This cannot be undone.')
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page).toHaveURL(`/datasets/${dataset.id}/browse`)
  await expect(page.getByTestId('total')).toHaveText('7 pairs')
})

test('what models made of a pair and measured of its constraints stands on its page', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Measured by models', pairsOfItsOwn('Be measured.'))
  const [pair] = await dataset.pairs()
  if (!pair) throw new Error('the pair is not there')
  const variants: PairVariants = {
    instruction: pair.instruction,
    variants: [{
      id: missingId, kind: 'evolved', text: `${pair.instruction} Use at most 40 words.`, parentId: null, level: 1, operation: 'elements', generationId: null, runId: null,
      added: [{ text: 'Use at most 40 words.', type: 'length.words', checkable: true }, { text: 'Be of good cheer.', type: 'unmapped', checkable: false }],
      difficulty: { judged: 3, before: 2, reason: 'It must be short.' },
    }],
    answers: [{ id: 'a', variantId: null, text: 'It stands.', model: 'made-up-model', checks: [], own: { met: 1, of: 2 }, generationId: null }],
    difficulty: { value: 2.5, spread: 0.58, n: 4, model: 'made-up-model' },
    measured: [
      { id: 'c', text: 'Use at most 20 words.', satisfaction: { unasked: 0.25, asked: 1, n: 8, reading: 'met when asked', model: 'made-up-model' }, lift: { value: -0.0312, model: 'another-model' } },
      { id: 'd', text: `Name ${'every '.repeat(30)}boat.`, satisfaction: null, lift: { value: 0.5, model: 'another-model' } },
    ],
    more: { variants: 1, answers: 20 },
  }
  await page.route(`**/api/v1/pairs/${pair.id}/variants`, (route) => route.fulfill({ json: { variants } }))
  await page.goto(`/pairs/${pair.id}`)
  const made = page.getByRole('region', { name: 'Made of it by models' })
  await expect(made).toContainText('Difficulty 2.5 of 5 ± 0.6, the mean of 4 ratings by made-up-model.')
  await expect(made.getByRole('row', { name: /at most 20 words/ })).toContainText('met when asked25%100%−0.031')
  await expect(made.getByRole('row', { name: /boat/ })).toContainText('––0.500')
  await expect(made).toContainText('Level 1Difficulty 3 of 5, judged beside 2 of the one before it')
  await expect(made.getByRole('list', { name: 'What it adds' }).getByRole('listitem')).toHaveText([/^Use at most 40 words.*Checked by program$/, /^Be of good cheer\.No known type$/])
  await expect(made).toContainText('1 variant and 20 answers more are not listed.')
  await made.getByText('1 answer to the instruction itself, 0 of 1 with all that was checked').click()
  await expect(made).toContainText('meets 1 of 2 constraints of the pair that a program can tell')
  await expectAccessible(page)
  if (process.env.PINCER_SHOTS) await made.screenshot({ path: `${process.env.PINCER_SHOTS}/measured.png` })
})

test('the page of a pair that is not there says so', async ({ signedInPage: page }) => {
  await page.goto(`/pairs/${missingId}`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no such pair')
})
