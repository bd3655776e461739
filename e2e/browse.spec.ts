import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, missingId, test } from './support/test.ts'

const birds = [
  { instruction: 'Tell me about the owl.', output: 'The owl hunts at night. It hears a mouse under the snow.', source: 'Night' },
  { instruction: 'Tell me about the penguin.', output: 'The penguin swims. It does not fly, and it does not mind the cold.', source: 'Sea' },
  { instruction: 'Tell me about the gull.', output: 'The gull follows the ships.\n\nIt steals what it can. Nobody minds much.\n\nIt nests on cliffs.', source: 'Sea' },
  { instruction: 'Tell me about the swift.', output: 'The swift sleeps on the wing.', source: 'Air' },
  { instruction: 'Erzähl mir vom Adler.', output: 'Der Adler kreist über dem Tal. Er sieht einen Hasen aus großer Höhe.', source: 'Air' },
]

/** The rows below the head. */
function rows(page: Page): Locator {
  return page.getByTestId('pairs').getByRole('row').filter({ has: page.getByRole('gridcell') })
}

/** The box that searches and filters. */
function filterBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search and filter' })
}

function preview(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Preview of the pair' })
}

/** Birds with constraints: those of the owl accepted, of the penguin's the first one rejected, all others undecided. */
async function reviewedBirds(page: Page, name: string): Promise<Dataset> {
  const dataset = await Dataset.make(page, name, birds)
  await dataset.backtranslate()
  const [owl, penguin] = await dataset.pairs()
  if (!owl || !penguin) throw new Error('the pairs are not there')
  await dataset.decide(owl)
  await dataset.decide(penguin, [0])
  return dataset
}

test('search and filters stand in the address, and reload and the back button bring them back', async ({ signedInPage: page }) => {
  const dataset = await reviewedBirds(page, 'Browse by filters')
  await page.goto(`/datasets/${dataset.id}`)
  await expect(page, 'a dataset with pairs leads to them').toHaveURL(/\/browse$/)
  await expect(rows(page)).toHaveCount(5)
  await expect(page.getByTestId('total')).toHaveText('5 pairs')
  await expectAccessible(page)

  await filterBox(page).fill('about the')
  await expect(rows(page)).toHaveCount(4)
  await expect(page).toHaveURL(/q=about/)
  await page.getByLabel('Source', { exact: true }).selectOption('Sea')
  await expect(rows(page)).toHaveCount(2)
  await page.getByLabel('Decision', { exact: true }).selectOption({ label: 'Rejected' })
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('penguin')
  await expect(page.getByTestId('total')).toHaveText('1 pair found')
  await expectAccessible(page)

  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await expect(filterBox(page)).toHaveValue('about the decision:rejected source:Sea')
  await expect(page.getByLabel('Source', { exact: true })).toHaveValue('Sea')
  await expect(page.getByLabel('Decision', { exact: true })).toHaveValue('rejected')

  await page.goBack()
  await expect(page).toHaveURL(/q=about[^&]*&source=Sea$/)
  await expect(rows(page)).toHaveCount(2)
  await expect(page.getByLabel('Decision', { exact: true })).toHaveValue('')
  await page.goBack()
  await expect(page).toHaveURL(/q=about[^&]*$/)
  await expect(rows(page)).toHaveCount(4)
  await page.goBack()
  await expect(page).toHaveURL(/\/browse$/)
  await expect(rows(page)).toHaveCount(5)
  await expect(filterBox(page)).toHaveValue('')
  await page.goForward()
  await expect(page).toHaveURL(/q=about[^&]*$/)
  await expect(rows(page)).toHaveCount(4)
  await expect(filterBox(page)).toHaveValue('about the')
})

test('a step back holds at whatever moment the pause of the typing ends', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse back and forth', birds)
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(rows(page)).toHaveCount(5)
  // Each thing that the page does takes longer than it may hold the browser up for, and between any two of them the pause that the box
  // waits for ends, again and again from the step back on.
  await page.evaluate(() => {
    const now = performance.now.bind(performance)
    let late = 0
    performance.now = () => now() + (late += 10)
    const { setTimeout: wait, clearTimeout: forget } = window
    const paused = new Map<unknown, () => void>()
    window.setTimeout = Object.assign((then: TimerHandler, ms?: number, ...more: unknown[]): number => {
      const id = wait(then, ms, ...more)
      if (ms === 250 && typeof then === 'function') paused.set(id, () => then())
      return id
    }, wait)
    window.clearTimeout = (id) => {
      if (id !== undefined) paused.delete(id)
      forget(id)
    }
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      for (const end of paused.values()) end()
      port2.postMessage(0)
    })
    port1.start()
    window.addEventListener('popstate', () => port2.postMessage(0), { once: true })
  })
  await filterBox(page).fill('about the')
  await expect(page).toHaveURL(/q=about/)
  for (const [source, found] of [['Sea', 2], ['Night', 1]] as const) {
    await page.getByLabel('Source', { exact: true }).selectOption(source)
    await expect(page).toHaveURL(new RegExp(`source=${source}`))
    await expect(rows(page)).toHaveCount(found)
  }
  for (const [box, found] of [['about the source:Sea', 2], ['about the', 4], ['', 5]] as const) {
    await page.goBack()
    await expect(filterBox(page)).toHaveValue(box)
    await expect(rows(page)).toHaveCount(found)
  }
  await expect(page).toHaveURL(/\/browse$/)
})

test('each filter shows what it says', async ({ signedInPage: page }) => {
  const dataset = await reviewedBirds(page, 'Browse each filter')
  const pairs = await dataset.pairs()
  const [owl] = pairs
  const type = owl?.constraints[0]?.type ?? ''
  const having = (test: (pair: (typeof pairs)[number]) => boolean): string[] => pairs.filter(test).map(({ instruction }) => instruction)
  const cases: [label: string, value: string, expected: string[]][] = [
    ['Status of the pair', 'reviewed', having(({ status }) => status === 'reviewed')],
    ['Status of the pair', 'pending', having(({ status }) => status === 'pending')],
    ['Type of constraint', type, having(({ constraints }) => constraints.some((known) => known.type === type))],
    ['Verdict', 'pass', having(({ constraints }) => constraints.some(({ outcome }) => outcome === 'pass'))],
    ['Decision', 'accepted', having(({ constraints }) => constraints.some(({ status }) => status === 'accepted'))],
    ['Decision', 'pending', having(({ constraints }) => constraints.some(({ status }) => status === 'pending'))],
    ['Origin of the constraint', 'rule', having(({ constraints }) => constraints.some(({ origin }) => origin === 'rule'))],
    ['Origin of the constraint', 'human', having(({ constraints }) => constraints.some(({ origin }) => origin === 'human'))],
    ['Source', 'Air', having(({ source }) => source === 'Air')],
  ]
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(rows(page)).toHaveCount(5)
  for (const [label, value, expected] of cases) {
    await page.getByLabel(label, { exact: true }).selectOption(value)
    await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem'), `${label} ${value}`).toHaveCount(2)
    await expect(rows(page), `${label} ${value}`).toHaveCount(expected.length)
    for (const instruction of expected) await expect(rows(page).filter({ hasText: instruction })).toHaveCount(1)
    await page.getByRole('button', { name: /^Remove the filter/ }).click()
    await expect(rows(page)).toHaveCount(5)
  }

  await page.getByLabel('Least words of the response').fill('12')
  await page.getByLabel('Least words of the response').press('Enter')
  await expect(rows(page)).toHaveCount(having(({ responseWords }) => responseWords >= 12).length)
  await page.getByLabel('Most words of the response').fill('13')
  await page.getByLabel('Most words of the response').press('Enter')
  await expect(rows(page)).toHaveCount(having(({ responseWords }) => responseWords >= 12 && responseWords <= 13).length)
  await expect(page).toHaveURL(/minWords=12&maxWords=13/)
  await page.getByRole('button', { name: 'Clear all', exact: true }).click()
  await page.getByLabel('Order').selectOption({ label: 'Longest first' })
  await expect(rows(page).first()).toContainText('gull')
  await expect(page).toHaveURL(/sort=longest/)
})

test('the box takes the filter language, completes it by keys, says what is wrong, and keeps in step with selects and chips', async ({ signedInPage: page }) => {
  const dataset = await reviewedBirds(page, 'Browse by language')
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(rows(page)).toHaveCount(5)
  await page.keyboard.press('/')
  await page.keyboard.type('so')
  const offered = page.getByRole('listbox', { name: 'What may follow' }).getByRole('option')
  await expect(offered).toHaveText(['source:Where the pair comes from'])
  // While new rows come the old ones are dimmed.
  await expect(page.getByTestId('total')).not.toHaveText(/^5/)
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(offered).toHaveText(['Air2', 'Sea2', 'Night1'])
  await page.keyboard.type('s')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(filterBox(page)).toHaveValue('source:Sea ')
  await expect(rows(page)).toHaveCount(2)
  await expect(page.getByLabel('Source', { exact: true })).toHaveValue('Sea')
  await page.keyboard.type('reviewer:me -response~cliffs words:>3')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('penguin')
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveText(['Decided by: me', 'Source: Sea', 'At least 4 words', 'Not: Response contains “cliffs”', 'Clear all'])

  await page.reload()
  await expect(filterBox(page)).toHaveValue('reviewer:me source:Sea words:>=4 -response~"cliffs"')
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove the filter Decided by: me' }).click()
  await expect(filterBox(page)).toHaveValue('source:Sea words:>=4 -response~"cliffs"')
  await page.getByLabel('Status of the pair', { exact: true }).selectOption('pending')
  await expect(filterBox(page)).toHaveValue('status:pending source:Sea words:>=4 -response~"cliffs"')
  await expect(rows(page)).toHaveCount(0)

  await filterBox(page).fill('-"the swift" -"the gull"')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('button', { name: /^Remove the filter Not: .*the swift/ }).click()
  await expect(filterBox(page)).toHaveValue('-"the gull"')
  await expect(rows(page)).toHaveCount(4)

  await filterBox(page).fill('source:Air verdikt:fail')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Column 12' })).toHaveText('Column 12: There is no filter “verdikt”. Did you mean verdict, as in verdict:fail? To search for the text itself, put it in quotes: "verdikt:fail".')
  await expect(filterBox(page)).toBeFocused()
  await expectAccessible(page)
})

test('what nothing meets says so, and how to see everything again', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse in vain', birds)
  await page.goto(`/datasets/${dataset.id}/browse?q=unicorn`)
  await expect(page.getByText('No pair meets these filters')).toBeVisible()
  await expect(page.getByTestId('total')).toHaveText('0 pairs found')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await expect(rows(page)).toHaveCount(5)

  const empty = await Dataset.make(page, 'Browse nothing', [])
  await page.goto(`/datasets/${empty.id}/browse`)
  await expect(page.getByText('This dataset has no pairs yet')).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/datasets/${missingId}/browse`)
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expectAccessible(page)
})

test('a pair without constraints asks for no review', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse without constraints', birds)
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(rows(page).first()).toContainText('No constraints')
  await expect(rows(page).first()).not.toContainText('To review')
  await expectAccessible(page)
})

test('a row opens beside the table, in the address, and leads to review', async ({ signedInPage: page }) => {
  const dataset = await reviewedBirds(page, 'Browse and look')
  const [, penguin] = await dataset.pairs()
  await page.goto(`/datasets/${dataset.id}/browse`)
  await rows(page).filter({ hasText: 'penguin' }).click()
  await expect(preview(page)).toContainText('It does not fly, and it does not mind the cold.')
  await expect(preview(page).getByRole('heading', { name: /^Constraints/ })).toHaveText(`Constraints (${penguin?.constraints.length})`)
  await expect(preview(page).getByText('Rejected', { exact: true })).toHaveCount(1)
  await expect(page).toHaveURL(new RegExp(`pair=${penguin?.id}`))
  await expectAccessible(page)

  await page.reload()
  await expect(preview(page)).toContainText('It does not fly')
  await preview(page).getByRole('button', { name: 'Close the preview' }).click()
  await expect(preview(page)).toHaveCount(0)
  // The address follows what is shown some fifty milliseconds later.
  await expect(page).not.toHaveURL(/[?&]pair=/)
  await rows(page).filter({ hasText: 'gull' }).click()
  await expect(preview(page)).toContainText('The gull follows the ships.')
  await expect(page).toHaveURL(/[?&]pair=/)
  await page.goBack()
  await expect(preview(page)).toHaveCount(0)

  await rows(page).filter({ hasText: 'penguin' }).click()
  await preview(page).getByRole('link', { name: 'Open in review' }).click()
  await expect(page).toHaveURL(new RegExp(`/datasets/${dataset.id}/review\\?`))
  await expect(page.getByRole('main')).toContainText('Tell me about the penguin.')
})

test('the keys alone search, walk, open and close', async ({ signedInPage: page }) => {
  const many = Array.from({ length: 340 }, (_, index) => ({ instruction: `Item ${index + 1} of the list.`, output: `This is what item ${index + 1} is.` }))
  const dataset = await Dataset.make(page, 'Browse by keys', many)
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(page.getByTestId('total')).toHaveText('340 pairs')
  const grid = page.getByTestId('pairs')
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(preview(page)).toContainText('Item 3 of the list.')
  await expect(grid.locator('[role=row][aria-current]')).toContainText('Item 3 of the list.')
  await page.keyboard.press('k')
  await expect(preview(page)).toContainText('Item 2 of the list.')
  await page.keyboard.press('Escape')
  await expect(preview(page)).toHaveCount(0)
  await expect(grid).toBeFocused()

  // Rows come a hundred at a time: End goes to the last that is there, and from there on there are more.
  for (const last of [100, 200, 300, 340]) {
    await page.keyboard.press('End')
    await expect(rows(page).filter({ hasText: `Item ${last} of` })).toBeVisible()
    if (last < 340) await expect(rows(page).filter({ hasText: `Item ${last + 1} of` })).toHaveCount(1)
  }
  await page.keyboard.press('Enter')
  await expect(preview(page)).toContainText('Item 340 of the list.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Home')
  await expect(rows(page).filter({ hasText: 'Item 1 of' })).toBeInViewport()

  await page.keyboard.press('/')
  await expect(filterBox(page)).toBeFocused()
  await page.keyboard.type('item 77')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(1)
  await expect(grid).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(preview(page)).toContainText('Item 77 of the list.')
  await expectAccessible(page)
})

test('pairs that are being listed are said to be, and come by themselves', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse what is being listed', birds)
  const message = 'The pairs of this export are being listed.'
  let isListed = false
  await page.route(/\/pairs\?.*count=no/, (route) => (isListed ? route.continue() : route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: { error: { code: 'not_yet', message, requestId: 'x' } } })))
  await page.goto(`/datasets/${dataset.id}/browse`)
  const notice = page.getByText(message)
  await expect(notice).toBeVisible()
  await expect(page.getByText('Loading pairs')).toBeAttached()
  await expectAccessible(page)
  isListed = true
  await expect(rows(page)).toHaveCount(birds.length)
  await expect(notice).toBeHidden()
})
