import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

test('constraints of a type are looked at, decided in bulk, and undone whole but for what was decided since', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Decided in bulk')
  await dataset.backtranslate()
  const byType = new Map<string, number>()
  for (const { constraints } of await dataset.pairs()) for (const { type } of constraints) byType.set(type, (byType.get(type) ?? 0) + 1)
  const [type = '', count = 0] = [...byType].toSorted((a, b) => b[1] - a[1])[0] ?? []
  expect(count, 'of one type there are some').toBeGreaterThan(2)

  await page.goto(`/datasets/${dataset.id}/browse?type=${type}`)
  await page.getByRole('button', { name: 'Decide in bulk' }).click()
  await expect(page.getByTestId('bulk-count')).toHaveText('There is none.')
  await page.getByLabel('Which of them').selectOption('proven')
  await page.getByLabel('Decision', { exact: true }).last().selectOption('reject')
  await page.getByLabel('Reason').selectOption('vacuous')
  await expect(page.getByTestId('bulk-count')).toContainText(`${count} constraints`)
  await expectAccessible(page)
  await page.getByRole('button', { name: `Reject these ${count} constraints` }).click()
  const words = page.getByTestId('batch-words')
  await expect(words).toHaveText(`${count} of ${count}.`)
  await expectAccessible(page)

  const rejected = (await dataset.pairs()).flatMap(({ constraints }) => constraints).filter(({ status }) => status === 'rejected')
  expect(rejected.map((constraint) => [constraint.type, constraint.decision?.reason])).toEqual(Array.from({ length: count }, () => [type, 'vacuous']))
  const [since] = rejected
  await page.request.post('/api/v1/decisions', { data: { decisions: [{ id: crypto.randomUUID(), constraintId: since?.id, kind: 'flag', seenVersion: since?.version }] } })
  await page.getByRole('button', { name: 'Undo all' }).click()
  await expect(words).toHaveText(`Taken back: ${count - 1}; 1 left, as somebody has decided them since.`)
  const after = (await dataset.pairs()).flatMap(({ constraints }) => constraints)
  expect(after.filter(({ status }) => status === 'rejected')).toEqual([])
  expect(after.filter(({ status }) => status === 'flagged').map(({ id }) => id)).toEqual([since?.id])
})
