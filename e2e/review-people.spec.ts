import type { ReviewPage } from '../lib/review/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { colleague } from './support/people.ts'
import { card, expectPair, openReview, press, sent } from './support/review.ts'
import { expect, test } from './support/test.ts'

test('guidelines are versions, and what each changed is a key away', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Guidelines in versions')
  for (const [text, note] of [['Accept what *holds*.', ''], ['Accept what *holds* and asks for something.', 'vacuous ones were accepted']] as const) {
    await page.goto(`/datasets/${dataset.id}/settings`)
    await page.getByLabel('Guidelines, in markdown').fill(text)
    await page.getByLabel('Why this change').fill(note)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
  }
  await page.getByRole('button', { name: 'Versions (2)' }).click()
  await expect(page.getByRole('list', { name: 'Versions of the guidelines' })).toContainText('vacuous ones were accepted')
  await expectAccessible(page)

  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'harbour')
  await press(page, '2', 'a')
  await sent(page)
  await press(page, 'g')
  const guidelines = page.getByRole('region', { name: 'Guidelines' })
  await expect(guidelines).toContainText('version 2')
  await guidelines.getByRole('button', { name: 'What changed' }).click()
  await expect(guidelines.getByTestId('diff').locator('ins')).toContainText('asks for something')
  await expect(guidelines.getByRole('button', { name: /^Version 2 .* 1 decision/ })).toBeVisible()
  await expectAccessible(page)
})

test('two people talk about a pair: mention, answer, resolve', async ({ signedInPage: owner, browser, baseURL }) => {
  const dataset = await openReview(owner, 'Comments')
  const { page: ada, name } = await colleague(owner, browser, baseURL, 'Ada')
  await press(owner, 'n')
  const comments = owner.getByRole('region', { name: 'Comments' })
  await expect(comments).toContainText('Nobody has said anything')
  const field = comments.getByLabel('New comment')
  await field.click()
  // Letters are letters here, and names are offered.
  await owner.keyboard.type(`Is **this** a <b>rule</b>? Ask @${name.slice(0, 6)}`)
  await expect(comments.getByRole('option', { name })).toBeVisible()
  await expectAccessible(owner)
  await press(owner, 'Enter')
  await expect(field).toHaveValue(`Is **this** a <b>rule</b>? Ask @${name} `)
  await press(owner, 'Control+Enter')
  await expect(comments.getByRole('article')).toContainText('Is this a <b>rule</b>? Ask')
  await expect(comments.getByRole('article').locator('b')).toHaveCount(0)
  await expect(field).toHaveValue('')

  await ada.goto(`/datasets/${dataset.id}`)
  await expect(ada.getByRole('link', { name: 'Mentions 1 unread' })).toBeVisible()
  await ada.getByRole('link', { name: 'Mentions 1 unread' }).click()
  await expect(ada.getByRole('main')).toContainText('Is this a <b>rule</b>?')
  await expectAccessible(ada)
  await ada.getByRole('link', { name: /Describe a/ }).click()
  await expectPair(ada, 'harbour')
  await expect(ada.getByRole('link', { name: 'Mentions', exact: true })).toBeVisible()
  const theirs = ada.getByRole('region', { name: 'Comments' })
  await theirs.getByRole('button', { name: 'Answer' }).click()
  await theirs.getByLabel('Your answer').fill('It is.')
  await theirs.getByLabel('Your answer').press('Control+Enter')
  await expect(theirs.getByRole('article')).toHaveCount(2)
  await theirs.getByRole('button', { name: 'Resolve' }).click()
  await expect(theirs).toContainText(`Resolved by ${name}`)
  await expectAccessible(ada)

  await owner.reload()
  await expectPair(owner, 'harbour')
  await press(owner, 'n')
  await expect(owner.getByRole('region', { name: 'Comments' })).toContainText(`Resolved by ${name}`)
  await ada.context().close()
})

test('precedents say how constraints like the one in focus were decided', async ({ signedInPage: page }) => {
  const calm = 'Write in a calm, observant voice.'
  const pair = (thing: string, constraints: Record<string, string>) => ({ instruction: `Describe a ${thing}.`, refined: `Describe a ${thing} well.`, response: `The ${thing} stands there.`, constraints })
  await openReview(page, 'Precedents', [pair('harbour', { Desired_Writing_Style: calm }), pair('mill', { Desired_Writing_Style: calm })])
  await press(page, 'p')
  const panel = page.getByRole('region', { name: 'Precedents' })
  await expect(panel).toContainText('None like it is decided yet')
  await press(page, 'x', '2')
  await sent(page)
  await press(page, 'Enter')
  await expectPair(page, 'mill')
  await expect(panel).toContainText('Rejected 1 (not a real restriction 1), by 1 person')
  await expectAccessible(page)
  await press(page, 'p')
  await expect(panel).not.toContainText('Rejected')
})

test('checks are mixed in, and a miss is told; pace and checks are there for the owner', async ({ signedInPage: page, browser, baseURL }) => {
  // A pair of four gets one in two of five times, and half of them are false: that none of 80 gets a false one happens less than once in ten million times.
  const things = Array.from({ length: 80 }, (_, n) => `harbour${n}`)
  const dataset = await openReview(page, 'Checks', things.map((thing, n) => ({
    instruction: `Describe a ${thing}.`,
    refined: `Describe a ${thing} well.`,
    response: `The ${thing} wakes before the town. Gulls argue over the first crates${n % 2 ? ', and' : '. Then'} the boats come in slowly.`,
    constraints: {
      // A check is of what its own pair says nothing of.
      Digit: n % 2 ? 'Write at least 2 sentences.' : `Your response should be at least ${6 + (n % 5)} words long.`,
      Length: n % 2 ? `Write at most ${4 + n} sentences.` : `Your response should be no more than ${30 + n} words long.`,
      Punctuation: n % 2 ? 'Do not use any exclamation marks.' : 'Please verify that there are no commas in your entire response.',
      Desired_Writing_Style: 'Write in a calm, observant voice.',
    },
  })))
  await page.goto(`/datasets/${dataset.id}/settings`)
  await page.getByLabel('Checks mixed in, of a hundred constraints').fill('10')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  const handedOut = async (after = ''): Promise<ReviewPage['pairs']> => {
    const { pairs }: ReviewPage = await (await page.request.get(`/api/v1/datasets/${dataset.id}/review?limit=20${after}`)).json()
    return pairs
  }
  const pairs = await handedOut()
  for (let page = 1; page < 4; page++) pairs.push(...(await handedOut(`&after=${pairs.at(-1)?.id}`)))
  const withCheck = pairs.flatMap((pair) => (pair.constraints.length > 4 ? [pair] : []))
  expect(withCheck.length).toBeGreaterThan(0)
  const miss = page.getByRole('region', { name: 'Missed check' })
  for (const { id, constraints } of withCheck) {
    await page.goto(`/datasets/${dataset.id}/review?pair=${id}`)
    await expect(card(page, 5)).toBeVisible()
    await expect(page.getByText('Some constraints here are checks')).toBeVisible()
    // Nothing marks a check: it is one of those that come without a verdict.
    const unmarked = constraints.flatMap(({ outcome, type }, at) => (outcome === null && type !== 'style.tone' ? [String(at + 1)] : []))
    for (const place of unmarked) await press(page, place, 'a')
    await sent(page)
    // The server's answer, which took what was unsent from the bar, brought the miss with it.
    if (await miss.isVisible()) break
  }
  await expect(miss).toContainText('You accepted a constraint that does not hold')
  await expectAccessible(page)
  // Of one pair more than one may have been missed.
  await expect(async () => {
    if (await miss.isVisible()) await miss.getByRole('button', { name: 'Understood' }).click()
    expect(await miss.count()).toBe(0)
  }).toPass()
  await press(page, 'a')
  await sent(page)

  await page.goto(`/datasets/${dataset.id}/reviewers`)
  await expect(page.getByRole('table', { name: 'Pace by person' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Checks by reviewer' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/my-work')
  await expect(page.getByText('Days in a row')).toBeVisible()
  await expectAccessible(page)

  const { page: ada } = await colleague(page, browser, baseURL, 'Ada')
  await ada.goto(`/datasets/${dataset.id}/reviewers`)
  await expect(ada.getByRole('table')).toHaveCount(0)
  await ada.context().close()
})
