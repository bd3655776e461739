import { mapRawType } from '#lib/constraints/index.ts'
import { expectAccessible } from './support/axe.ts'
import { somebodyElse } from './support/people.ts'
import { expectPair, mill, openReview } from './support/review.ts'
import { expect, test } from './support/test.ts'

test('two reviewers are never handed the same pair, and the second is told who has the rest', async ({ signedInPage: owner, browser, baseURL }) => {
  const dataset = await openReview(owner, 'Queue of two')
  const ada = await somebodyElse(owner, browser, baseURL, 'Ada')
  await ada.goto(`/datasets/${dataset.id}/review`)
  await expect(ada.getByText('Others have the rest')).toBeVisible()
  await expect(ada.getByText('3 pairs have something left to decide')).toBeVisible()
  await expectAccessible(ada)

  // A link to a certain pair opens it all the same.
  await ada.goto(owner.url())
  await expectPair(ada, 'harbour')
  await expect(ada.getByText(/is at this pair too/).first()).toBeVisible()

  // What was only fetched ahead is free as soon as the page closes; the pair that was on the screen is so later.
  await owner.goto('/')
  const rest = ada.getByText('Others have the rest')
  const pair = ada.getByRole('region', { name: 'Instruction' })
  do {
    await ada.goto(`/datasets/${dataset.id}/review`)
    await expect(rest.or(pair)).toBeVisible()
  } while (await rest.isVisible())
  await expectPair(ada, 'mill')
  await owner.goto(`/datasets/${dataset.id}/review`)
  await expectPair(owner, 'harbour')
  await ada.context().close()
})

test('the order of the queue is a setting of the dataset', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Order of review')
  await page.goto(`/datasets/${dataset.id}/settings`)
  await page.getByLabel('Order of the pairs').selectOption('Shuffled')
  await page.getByLabel('Seed').fill('7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Seed')).toHaveValue('7')
  await expectAccessible(page)
})

test('doubtful first: the pairs come by how much is in doubt, and the line at the top says by how much', async ({ signedInPage: page }) => {
  const known = (place: string, constraints: Record<string, string>) => ({ instruction: `Describe a ${place}.`, refined: `Describe an old ${place}.`, response: `The ${place} is quiet at night.`, constraints })
  const proven = known('quay', { Keyword: 'Include the following keywords in your response: "quay".' })
  const unchecked = known('barn', { Desired_Writing_Style: 'Write in a calm, observant voice.' })
  const dataset = await openReview(page, 'Order by doubt', [proven, unchecked, mill])
  await expectPair(page, 'quay')
  await page.goto(`/datasets/${dataset.id}/settings`)
  await page.getByLabel('Order of the pairs').selectOption('Doubtful first')
  await expect(page.getByText('By degrees: pairs with a constraint that is refuted')).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'mill')
  await expect(page.getByTestId('why')).toHaveText('Doubtful first: one constraint refuted, unchecked or unsure, in doubt by 100 of 100.')
  await expectAccessible(page)
  await page.keyboard.press(']')
  await expectPair(page, 'barn')
  await expect(page.getByTestId('why')).toHaveText('Doubtful first: one constraint that nothing has checked, in doubt by 50 of 100.')
  await page.keyboard.press(']')
  await expectPair(page, 'quay')
  await expect(page.getByTestId('why')).toHaveText('Doubtful first: all in it is proven, in doubt by 17 of 100.')
})

test('gaps first: what is most missing comes first, the line at the top says how full it is, and the settings say what is left', async ({ signedInPage: page }) => {
  const known = (place: string, constraints: Record<string, string>) => ({ instruction: `Describe a ${place}.`, refined: `Describe an old ${place}.`, response: `The ${place} is quiet at night.`, constraints })
  const voice = { Desired_Writing_Style: 'Write in a calm, observant voice.' }
  const audience = { Target_Audience: 'Write for children.' }
  const dataset = await openReview(page, 'Order by gaps', [known('quay', voice), known('barn', voice), known('well', { ...voice, ...audience })])
  await expectPair(page, 'quay')
  const { dataset: { policy } } = await (await page.request.get(`/api/v1/datasets/${dataset.id}`)).json()
  const targetMix = { [mapRawType('Desired_Writing_Style')]: 1, [mapRawType('Target_Audience')]: 1 }
  expect((await page.request.patch(`/api/v1/datasets/${dataset.id}`, { data: { targetMix, policy } })).ok()).toBe(true)

  await page.goto(`/datasets/${dataset.id}/settings`)
  await page.getByLabel('Order of the pairs').selectOption('Gaps first')
  await page.getByLabel('Accepted constraints wanted').fill('2')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const gaps = page.getByRole('region', { name: 'Gaps' })
  await expect(gaps.getByRole('status')).toHaveText(/^0 of 2 constraints are accepted; 0 of 2 types and 0 of \d+ cells of the coverage grid have what is wanted\.$/)
  await expect(gaps).toContainText(/Most is missing of .+ \(0 of 1\), .+ \(0 of 1\)\./)
  await expectAccessible(page)

  // Two types that are missing, then what was imported first.
  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'well')
  await expect(page.getByTestId('why')).toHaveText(/^Gaps first: ".+" \(0 of 1\) and .+ in .+, 0–49 words \(0 of 1\)\.$/)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(() => page.getByTestId('why').evaluate((why) => why.scrollWidth - why.clientWidth), 'the reason is not cut off').toBeLessThanOrEqual(0)
    await expect(page.getByTestId('why')).toBeInViewport({ ratio: 1 })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await expectAccessible(page)
  await page.keyboard.press('a')
  await page.keyboard.press('a')
  await expect.poll(async () => (await (await page.request.get(`/api/v1/datasets/${dataset.id}/gaps`)).json()).gaps.left).toBe(false)
  await page.goto(`/datasets/${dataset.id}/settings`)
  await expect(gaps.getByRole('status')).toHaveText(/^2 of 2 constraints are accepted; 2 of 2 types .+ Nothing is missing that a pair still left could fill: what is left comes in the order of import\.$/)
  await page.goto(`/datasets/${dataset.id}/review`)
  await expectPair(page, 'quay')
  await expect(page.getByTestId('why')).toHaveText('Gaps first: nothing that is left to decide fills one any more.')
})
