import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

test('a file of ShareGPT is chosen where it is mixed in, and its rows stand among the others', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports with a general set')
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  const talks = Array.from({ length: 12 }, (_, n) => ({ id: `t${n}`, conversations: [{ from: 'human', value: `What is ${n} times two?` }, { from: 'gpt', value: `It is ${2 * n}.` }] }))
  await form.getByLabel('or a file, such as one of ShareGPT').setInputFiles({ name: 'talks.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(talks)) })
  await expect(form.getByText('talks.json reads as ShareGPT')).toBeVisible()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Import it as a dataset' }).click()
  await expect(form.getByText(/^12 pairs of it are in talks .*, and chosen\.$/)).toBeVisible()
  await expect(form.getByLabel('General rows from')).toHaveValue(/^talks /)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('link', { name: 'Open the export' }).click()
  const made = page.getByRole('table', { name: 'What the recipe made' })
  await expect(made.getByRole('row', { name: /^general rows/ })).toContainText('8')
  await expect(made.getByRole('row', { name: /^forward rows/ })).toContainText('8')
})

test('a file that is nobody’s is refused where it is chosen', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports with a broken set')
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  await form.getByLabel('or a file, such as one of ShareGPT').setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('[{"neither": "this", "nor": 5}]') })
  await expect(form.getByText('broken.json: no pairs were found in its first records.')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Import it as a dataset' })).toBeDisabled()
})

test('what is left out for a benchmark says by which search, and warns of pairs that came since', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Exports without benchmarks')
  await dataset.backtranslate()
  for (const pair of await dataset.pairs()) await dataset.decide(pair)
  const name = `bench-${Date.now()}`
  const given = await page.request.post(`/api/v1/benchmarks?name=${name}`, { data: Buffer.from('{"prompt": "A prompt that nobody else has."}'), headers: { 'content-type': 'application/octet-stream' } })
  expect(given.ok(), await given.text()).toBe(true)
  await page.goto(`/datasets/${dataset.id}/exports/new`)
  const form = page.getByRole('form', { name: 'Recipe' })
  await form.getByLabel('Leave out what shares 13 words in a row with a benchmark').check()
  await expect(form.getByText('The dataset was searched for no benchmark')).toBeVisible()
  await expectAccessible(page)

  await dataset.run({ kind: 'contamination', datasetId: dataset.id, params: { lists: [name] } })
  await dataset.add([{ instruction: 'Name a star.', output: 'Vega is a star of the summer sky.' }])
  await page.reload()
  await form.getByLabel('Leave out what shares 13 words in a row with a benchmark').check()
  await expect(form.getByText(new RegExp(`search of .*, for ${name}\\.`))).toBeVisible()
  await expect(form.getByText('1 pair was added since, and nobody has looked at it.')).toBeVisible()
  await expect(form.getByRole('link', { name: 'Search again' }).first()).toHaveAttribute('href', `/datasets/${dataset.id}/statistics?tab=coverage`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText('1 pair was added since, and nobody has looked at it: search again.')).toBeVisible()
})
