import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'
import type { Page } from '@playwright/test'
import type { RunPage } from '#lib/runs/contract.ts'

async function policyRuns(page: Page, datasetId: string): Promise<RunPage['runs']> {
  const answer: RunPage = await (await page.request.get(`/api/v1/runs?datasetId=${datasetId}&kind=settle`)).json()
  return answer.runs
}

test('saving another number of people brings the pairs in line by a run, which is seen, cancelled and taken up again', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, `Policy run ${Date.now().toString(36)}`)
  await dataset.backtranslate()
  const [first] = await dataset.pairs()
  if (!first) throw new Error('there are pairs')
  await dataset.decide(first)

  await page.goto(`/datasets/${dataset.id}/settings`)
  const state = page.getByRole('region', { name: 'Pairs that follow how many people are wanted' })
  await page.getByLabel('People for each pair').fill('2')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(state).toContainText('All pairs follow how many people are wanted for each.')
  expect((await policyRuns(page, dataset.id)).map(({ status, counts }) => ({ status, in: counts.in, out: counts.out }))).toEqual([{ status: 'done', in: 8, out: 1 }])
  await expectAccessible(page)

  // As it was: nothing begins.
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.').last()).toBeVisible()
  expect(await policyRuns(page, dataset.id)).toHaveLength(1)

  // Cancelled before a worker takes it up, which may be quicker than we are.
  await expect(async () => {
    const { dataset: now }: { dataset: { policy: { overlap: number } } } = await (await page.request.get(`/api/v1/datasets/${dataset.id}`)).json()
    const saved = await page.request.patch(`/api/v1/datasets/${dataset.id}`, { data: { policy: { ...now.policy, overlap: now.policy.overlap === 2 ? 3 : 2 } } })
    expect(saved.ok()).toBe(true)
    const [run] = await policyRuns(page, dataset.id)
    expect((await page.request.post(`/api/v1/runs/${run?.id}/actions`, { data: { action: 'cancel' } })).ok()).toBe(true)
  }).toPass({ intervals: [100] })
  await page.reload()
  await expect(state).toContainText('Not all pairs follow how many people are wanted: that was cancelled.')
  await expectAccessible(page)
  await state.getByRole('button', { name: 'Take up again' }).click()
  await expect(state).toContainText('All pairs follow how many people are wanted for each.')

  await state.getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'Following the review policy' })).toBeVisible()
  await expect(page.getByText('One pair with decisions brought in line with the policy.').last()).toBeVisible()
})
