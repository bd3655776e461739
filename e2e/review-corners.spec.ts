import { expectAccessible } from './support/axe.ts'
import { hold } from './support/hold.ts'
import { somebodyElse } from './support/people.ts'
import { card, expectCurrent, expectPair, mill, notice, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'
import { usable } from './support/usable.ts'

const words = Array.from({ length: 240 }, (_, n) => `gull${String.fromCharCode(97 + Math.floor(n / 26))}${String.fromCharCode(97 + (n % 26))}`)

test('what one key accepted, 240 constraints, is undone whole from a tab that is opened after the first was closed', async ({ signedInPage: page }) => {
  const constraints = Object.fromEntries(words.map((word, n) => [`Keyword_${n}`, `Include the following keywords in your response: "${word}".`]))
  const dataset = await openReview(page, 'One key for 240', [{ instruction: 'Describe a harbour.', refined: '', response: `At the harbour there are ${words.join(' ')}.`, constraints }])
  await expect(page.getByTestId('constraint')).toHaveCount(240)
  await press(page, 'Enter')
  await sent(page)
  await expect.poll(async () => (await dataset.pairs())[0]?.constraints.filter(({ status }) => status === 'accepted').length).toBe(240)
  const context = page.context()
  await page.close()

  const again = usable(await context.newPage())
  await again.goto(`/datasets/${dataset.id}/review?scope=all`)
  await expectPair(again, 'harbour')
  await expect(again.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(0)
  await press(again, 'z')
  await expect(notice(again)).toHaveText('Undone: 240 decisions.')
  await expect(again.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(240)
  await sent(again)
  const [pair] = await dataset.pairs()
  expect(new Set(pair?.constraints.map(({ status, version }) => `${status} ${version}`))).toEqual(new Set(['pending 2']))
})

test('text from right to left and a table stand as they should, and nothing is in the way where keys are switched off', async ({ signedInPage: page }) => {
  const response = ['الميناء يستيقظ قبل المدينة، والنوارس تصيح فوق القوارب.', '| ساعة | قارب |\n|---|---|\n| 5 | نورس |\n| 6 | موجة |'].join('\n\n')
  await openReview(page, 'Right to left', [{ instruction: 'Describe a harbour.', refined: '', response, constraints: { Style: 'اكتب بصوت هادئ.', Length: 'Write at most 60 words.' } }])
  const shown = page.getByTestId('response')
  await expect(shown.getByRole('table').getByRole('row')).toHaveCount(3)
  await expect(shown.getByText('الميناء يستيقظ')).toHaveCSS('direction', 'rtl')
  await expect(page.getByTestId('constraint').getByText('اكتب بصوت هادئ.')).toHaveCSS('direction', 'rtl')
  await press(page, '?')
  await page.getByLabel('Single keys decide and move').uncheck()
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await press(page, 'a', 'x')
  await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(2)
  await expectAccessible(page)
})

test('a conflict that comes while its constraint is edited leaves what is typed', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Conflict while editing')
  const decisions = await hold(page, /\/api\/v1\/decisions$/)
  await press(page, '4', 's', '4', 'e')
  const field = page.getByLabel('Text of constraint 4')
  await field.fill('Half of what I mean')
  const [pair] = await dataset.pairs()
  const tone = pair?.constraints[3]
  const theirs = { id: crypto.randomUUID(), constraintId: tone?.id, seenVersion: tone?.version, kind: 'flag' }
  expect(await (await page.request.post('/api/v1/decisions', { data: { decisions: [theirs] } })).text()).toContain('"applied"')
  await decisions.release()
  await expect(card(page, 4).getByRole('group', { name: 'Conflict' })).toBeVisible()
  await expect(field).toHaveValue('Half of what I mean')
  await page.keyboard.type(' and more')
  await expect(field).toHaveValue('Half of what I mean and more')
  await expectAccessible(page)
})

test('constraints that say the same are marked, each with the way to the other', async ({ signedInPage: page }) => {
  await openReview(page, 'Said twice', [{ ...mill, constraints: { Digit: 'Write at most 60 words.', Style: 'Write in a calm voice.', Tone: 'Please write in a calm voice.' } }])
  await expect(page.getByRole('button', { name: /^says (much )?the same as \d: / })).toHaveCount(2)
  await expectAccessible(page)
  await card(page, 2).getByRole('button', { name: /the same as 3: / }).click()
  await expectCurrent(page, 3)
  await card(page, 3).getByRole('button', { name: /the same as 2: / }).click()
  await expectCurrent(page, 2)
})

test('where a pair is decided blind, comments of others are hidden, and that is said', async ({ signedInPage: owner, browser, baseURL }) => {
  const dataset = await openReview(owner, 'Blind comments', [mill])
  const { policy } = (await (await owner.request.get(`/api/v1/datasets/${dataset.id}`)).json()).dataset
  expect((await owner.request.patch(`/api/v1/datasets/${dataset.id}`, { data: { policy: { ...policy, overlap: 2 } } })).ok()).toBe(true)
  const [pair] = await dataset.pairs()
  expect((await owner.request.post(`/api/v1/pairs/${pair?.id}/comments`, { data: { text: 'I would reject the first.' } })).ok()).toBe(true)
  const ada = await somebodyElse(owner, browser, baseURL, 'Ada')
  await ada.goto(`/datasets/${dataset.id}/review`)
  await expectPair(ada, 'mill')
  await press(ada, 'n')
  const comments = ada.getByRole('region', { name: 'Comments' })
  await expect(comments).toContainText('One comment of somebody else is hidden: this pair is decided blind.')
  await expect(comments).not.toContainText('I would reject')
  await expectAccessible(ada)
  await ada.context().close()
})

test('pairs by their checks are a filter, which stands as a chip', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Checks as a filter', [mill])
  await page.goto(`/datasets/${dataset.id}/browse`)
  await page.getByRole('combobox', { name: 'Search and filter' }).fill('check:open')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/check=open/)
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Check: not answered yet')
  await expect(page.getByText('No pair meets these filters')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Remove the filter Check: not answered yet' }).click()
  await expect(page).toHaveURL(/\/browse$/)
  await expect(page.getByTestId('total')).toHaveText('1 pair')
})
