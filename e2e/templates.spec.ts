import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import type { Dataset } from './support/dataset.ts'
import { hold, type Held } from './support/hold.ts'
import { card, expectCurrent, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

/** Twelve pairs worded alike; every third has more words than its constraint allows. */
const alike = Array.from({ length: 12 }, (_, n) => ({
  instruction: `Describe a lamp, number ${n + 1}.`,
  refined: `Describe a lamp, number ${n + 1}, in a few words.`,
  response: `Lamp ${n + 1} hangs over the table. ${'It is lit at dusk. '.repeat(n % 3 === 0 ? 20 : 2)}`,
  constraints: { Digit: `Your response should be no more than ${40 + n} words long.`, Desired_Writing_Style: 'Write in a calm voice.' },
}))

test('a wording is looked at once: reworded, approved and rejected for all that share it, and taken back', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Worded alike', alike)
  await page.goto(`/datasets/${dataset.id}/templates`)
  await expect(page.getByTestId('templates-total')).toHaveText('24 constraints in 2 wordings, 24 of them undecided')
  await page.getByRole('button', { name: /no more than/ }).click()
  const template = page.getByTestId('template')
  await expect(template.getByRole('heading', { level: 2 })).toHaveText('Your response should be no more than {1} words long.')
  await expect(template.getByRole('region', { name: 'Examples' }).getByRole('listitem')).toHaveCount(6)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Edit the wording' }).click()
  await page.getByLabel('New wording').fill('Use at most {1} words.')
  await expect(page.getByTestId('would-hold')).toContainText('8 would be reworded')
  await expect(page.getByTestId('left-out')).toContainText('4 are left as they are')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Reword these 8 constraints' }).click()
  await expect(page.getByTestId('batch-words')).toHaveText('8 of 8.')
  await page.getByRole('button', { name: 'Undo all' }).click()
  await expect(page.getByTestId('batch-words')).toHaveText('Taken back: 8.')

  await page.getByRole('button', { name: /no more than/ }).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(page.getByTestId('bulk-count')).toHaveText('8 constraints:')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Approve and accept 8' }).click()
  await expect(page.getByTestId('batch-words').first()).toHaveText('8 of 8.')
  await expect(template.getByText('Wording approved')).toBeVisible()
  await expect(page.getByTestId('templates-total')).toHaveText('24 constraints in 2 wordings, 16 of them undecided')

  await page.getByRole('button', { name: 'Reject', exact: true }).click()
  await page.getByLabel('Reason').selectOption('false')
  await page.getByRole('button', { name: 'Reject and reject 4' }).click()
  await expect(page.getByTestId('templates-total')).toHaveText('24 constraints in 2 wordings, 12 of them undecided')
})

test('the constraints of one wording are decided in a row, one key each, with undo across them', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'In a row', alike.slice(0, 6))
  await expect(page.getByTestId('why')).toHaveText('Next in the order of import.')
  await expectAccessible(page)
  await page.goto(`/datasets/${dataset.id}/statistics`)
  await page.getByRole('link', { name: 'Review Style and tone in a row' }).click()
  await expectCurrent(page, 1)
  await page.goto(`/datasets/${dataset.id}/templates`)
  await page.getByRole('button', { name: 'Write in a calm voice.' }).click()
  await page.getByRole('link', { name: 'Review in a row' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^In a row/)
  await expectCurrent(page, 1)
  await expect(page.getByTestId('constraint')).toHaveCount(1)
  await expectAccessible(page)
  const progress = page.getByTestId('progress')
  await press(page, 'a')
  await expect(progress).toContainText('1 / 6 constraints')
  await atRest(page)
  await press(page, 'x', '4')
  await expect(progress).toContainText('2 / 6 constraints')
  await atRest(page)
  await press(page, 'z')
  await atRest(page)
  await press(page, 'z')
  await expect(progress).toContainText('0 / 6 constraints')
  for (let done = 1; done <= 6; done++) {
    await press(page, 'a')
    if (done < 6) await expect(progress).toContainText(`${done} / 6 constraints`)
    await atRest(page)
  }
  await expect(page.getByText('All decided', { exact: true }).first()).toBeVisible()
  await sent(page)
  await expectAccessible(page)
  const tones = (await dataset.pairs()).flatMap(({ constraints }) => constraints).filter(({ text }) => text === 'Write in a calm voice.')
  expect(tones.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'accepted'))
  // From the page that says so, the last one is taken back and shown; also when the page was loaded anew.
  await press(page, 'z')
  await expect(progress).toContainText('5 / 6 constraints')
  await expect(card(page, 1)).toContainText('Undecided')
  await press(page, 'a')
  await expect(page.getByText('All decided', { exact: true }).first()).toBeVisible()
  await sent(page)
  await page.reload()
  await expect(page.getByText('All decided', { exact: true }).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo the last one' }).click()
  await expect(card(page, 1)).toContainText('Undecided')
  await press(page, 'a')
  await expect(page.getByText('All decided', { exact: true }).first()).toBeVisible()
})

test('what is typed behind an edit in a fast streak arrives in its editor and nowhere else', async ({ signedInPage: page }) => {
  const { dataset, behind } = await rowWithHeldRest(page, 'Typed behind an edit', 8)
  // The fourth is on its way while this is typed; what stands in the text are keys of other commands, a digit among them.
  await press(page, 'a', 'a', 'x', '4', 'e')
  await page.keyboard.type(' As at a desk, 4 sax!s')
  await press(page, 'Backspace', 'Control+Enter', 'a')
  await expect(page.getByTestId('progress')).toContainText('3 / 8 constraints')
  await behind.release()
  await expect(page.getByTestId('progress')).toContainText('5 / 8 constraints')
  await atRest(page)
  await press(page, 'e')
  await page.keyboard.type('zzz')
  await expect(page.getByLabel('Text of constraint 1')).toHaveValue('Write in a calm voice.zzz')
  await press(page, 'Escape')
  await sent(page)
  const made = (await dataset.pairs()).flatMap(({ constraints }) => constraints)
  expect(made.filter(({ status }) => status === 'accepted').map(({ text }) => text).sort()).toEqual([
    'Write in a calm voice.', 'Write in a calm voice.', 'Write in a calm voice.', 'Write in a calm voice. As at a desk, 4 sax!',
  ])
  expect(made.filter(({ status }) => status === 'rejected').map(({ decision }) => decision?.reason)).toEqual(['ambiguous'])
  expect(made.filter(({ status }) => status === 'pending').map(({ text }) => text)).toEqual(Array.from({ length: 3 }, () => 'Write in a calm voice.'))
})

test('in a row nothing that is typed fast is dropped, whatever the next ones take to come', async ({ signedInPage: page }) => {
  const { dataset, behind } = await rowWithHeldRest(page, 'Typed fast', 24)
  // No pause between the keys; a reason behind a rejection, an undo and a redo among them.
  await press(page, ...'aasafaax4aszZaassaafasas'.split('').map((key) => (key === 'Z' ? 'Shift+Z' : key)))
  await expect(page.getByTestId('progress')).toContainText('3 / 24 constraints')
  await behind.release()
  await expect(page.getByTestId('progress')).toContainText('21 / 24 constraints', { timeout: 60_000 })
  await atRest(page)
  await sent(page)
  const counted = (await dataset.pairs()).flatMap(({ constraints }) => constraints)
  const of = (status: string) => counted.filter((each) => each.status === status).length
  expect([of('accepted'), of('skipped'), of('flagged'), of('rejected'), of('pending')]).toEqual([12, 6, 2, 1, 3])
  expect(counted.find(({ status }) => status === 'rejected')?.decision?.reason).toBe('ambiguous')
})

test('a lane opens once people have kept what it drew, and accepts the rest in its own name', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'A lane', Array.from({ length: 80 }, (_, n) => ({ ...alike[1], ...at(n) })))
  await page.goto(`/datasets/${dataset.id}/templates`)
  await page.getByRole('button', { name: /no more than/ }).click()
  const lane = page.getByTestId('lane')
  await expect(lane.getByRole('button', { name: 'Start the lane' })).toBeDisabled()
  await approveWording(page)
  await lane.getByLabel('People may refuse, %').fill('50')
  await lane.getByLabel('People look at, %').fill('60')
  await lane.getByLabel('Given back on closing').fill('5')
  await expectAccessible(page)
  await lane.getByRole('button', { name: 'Start the lane' }).click()
  await expect(lane.getByTestId('lane-words')).toContainText('Accepts nothing yet')
  await page.getByRole('link', { name: 'Review in a row' }).click()
  await expectCurrent(page, 1)
  const progress = page.getByTestId('progress')
  const byLane = async (): Promise<number> =>
    (await dataset.pairs()).flatMap(({ constraints }) => constraints).filter(({ decision, status }) => status === 'accepted' && decision?.reviewer === 'Lane').length
  // Ten answers open it. Chance draws more than so many of sixty, but for less than once in a thousand million times.
  for (let done = 1; done <= 60 && (await byLane()) === 0; done++) {
    // Once the lane is open, more are decided than by this key.
    const before = await progress.textContent()
    await press(page, 'a')
    await expect(progress).not.toHaveText(before ?? '')
    await atRest(page)
    await sent(page)
  }
  await sent(page)
  await page.getByRole('link', { name: 'Wordings' }).first().click()
  await page.getByRole('button', { name: /no more than/ }).click()
  await expect(lane.getByText('Lane open')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Wordings' }).getByText('Lane open')).toBeVisible()
  await expect(lane.getByTestId('bound')).toBeVisible()
  await expectAccessible(page)
  await expect.poll(byLane).toBeGreaterThan(0)
})

test('a lane that people refuse what it drew shuts itself, gives back what it took, and says so', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'A lane that shuts', Array.from({ length: 80 }, (_, n) => ({ ...alike[1], ...at(n) })))
  await page.goto(`/datasets/${dataset.id}/templates`)
  await page.getByRole('button', { name: /no more than/ }).click()
  const lane = page.getByTestId('lane')
  await approveWording(page)
  await lane.getByLabel('People may refuse, %').fill('50')
  await lane.getByLabel('People look at, %').fill('60')
  await lane.getByLabel('Given back on closing').fill('500')
  await lane.getByRole('button', { name: 'Start the lane' }).click()
  await expect(lane.getByTestId('lane-words')).toContainText('Accepts nothing yet')
  await page.getByRole('link', { name: 'Review in a row' }).click()
  await expectCurrent(page, 1)
  const byLane = async (): Promise<number> =>
    (await dataset.pairs()).flatMap(({ constraints }) => constraints).filter(({ decision, status }) => status === 'accepted' && decision?.reviewer === 'Lane').length
  const untilLane = async (key: string, isThere: (accepted: number) => boolean): Promise<void> => {
    for (let done = 0; done < 60 && !isThere(await byLane()); done += 3) {
      for (let n = 0; n < 3; n++) {
        await press(page, key)
        await atRest(page)
      }
      await sent(page)
      // A lane works behind the answers: once it may have enough of them, it gets the time to, before all is decided.
      if (done >= 9) await expect.poll(async () => isThere(await byLane()), { timeout: 2000 }).toBe(true).catch(() => undefined)
    }
  }
  await untilLane('a', (accepted) => accepted > 0)
  await expect.poll(byLane).toBeGreaterThan(0)
  await untilLane('x', (accepted) => accepted === 0)
  await expect.poll(byLane).toBe(0)

  await page.getByRole('link', { name: 'Wordings' }).first().click()
  await page.getByRole('button', { name: /no more than/ }).click()
  await expect(lane.getByText('Lane closed')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Wordings' }).getByText('Lane closed')).toBeVisible()
  await expect(lane.getByTestId('bound')).toBeVisible()
  await expectAccessible(page)
  // What it had accepted is in the queue again, undecided and whole.
  const given = (await dataset.pairs()).flatMap(({ constraints }) => constraints).filter(({ version, status }) => version === 2 && status === 'pending')
  expect(given.length).toBeGreaterThan(0)
})

/** Approves the chosen wording alone. While the dialog stands, nobody can type behind it, and what is filled in there is lost. */
async function approveWording(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByRole('button', { name: 'Approve the wording only' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** The next one is there. */
const atRest = (page: Page): Promise<void> => expect(page.locator('[aria-busy="true"]')).toHaveCount(0)

/** So many constraints of one wording in a row, of which the fourth and those behind it do not come before the test lets them. */
async function rowWithHeldRest(page: Page, name: string, length: number): Promise<{ dataset: Dataset; behind: Held }> {
  const dataset = await openReview(page, name, Array.from({ length }, (_, n) => ({ ...at(n), constraints: { Desired_Writing_Style: 'Write in a calm voice.' } })))
  await page.goto(`/datasets/${dataset.id}/templates`)
  await page.getByRole('button', { name: 'Write in a calm voice.' }).click()
  const behind = await hold(page, /\/in-a-row\?.*\bafter=/)
  await page.getByRole('link', { name: 'Review in a row' }).click()
  await expectCurrent(page, 1)
  return { dataset, behind }
}

function at(n: number) {
  return {
    instruction: `Describe a lamp, number ${n + 1}.`,
    refined: `Describe a lamp, number ${n + 1}, in a few words.`,
    response: `Lamp ${n + 1} hangs over the table. It is lit at dusk.`,
    constraints: { Digit: `Your response should be no more than ${40 + (n % 30)} words long.` },
  }
}
