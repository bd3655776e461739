import type { Locator, Page } from '@playwright/test'
import type { PairView } from '#lib/review/contract.ts'
import { expectAccessible } from './support/axe.ts'
import { Dataset, fixturePairs } from './support/dataset.ts'
import { counted, countedDataset } from './support/statistics.ts'
import { expect, test } from './support/test.ts'

/** The number that stands in a row of a panel's table. */
function number(page: Page, panel: string, row: string): Locator {
  return page.getByRole('region', { name: panel }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: row, exact: true }) }).getByRole('cell').first()
}

function countBy(pairs: PairView[], valueOf: (constraint: PairView['constraints'][number]) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { constraints } of pairs) for (const constraint of constraints) counts.set(valueOf(constraint), (counts.get(valueOf(constraint)) ?? 0) + 1)
  return counts
}

test('the numbers are those of the pairs, verdicts, decisions and origins that were made', async ({ signedInPage: page }) => {
  const { dataset, pairs } = await countedDataset(page, 'Statistics that add up')
  const outcomes = countBy(pairs, ({ outcome }) => outcome ?? 'none')
  const statuses = countBy(pairs, ({ status }) => status)
  const origins = countBy(pairs, ({ origin }) => origin)
  const total = pairs.reduce((sum, pair) => sum + pair.constraints.length, 0)
  expect(outcomes.get('fail'), 'the file brought one that is not true').toBe(1)
  expect(origins.get('import')).toBe(3)

  await page.goto(`/datasets/${dataset.id}/statistics`)
  await expect(page.getByTestId('tile-pairs')).toHaveText('Pairs92 reviewed')
  await expect(page.getByTestId('tile-constraints')).toContainText(String(total))
  await expect(page.getByTestId('tile-decided')).toContainText(`${statuses.get('pending')} undecided`)
  await expect(page.getByTestId('tile-refuted')).toHaveText(/^Refuted1/)
  await expect(page.getByTestId('tile-accepted')).toContainText(String(statuses.get('accepted')))
  await expect(page.getByTestId('tile-exported')).toHaveText(/^Exported0/)
  for (const [label, value] of [['Proven', 'pass'], ['Refuted', 'fail'], ['No program can tell', 'none']] as const) {
    await expect(number(page, 'By verdict', label)).toHaveText(String(outcomes.get(value) ?? 0))
  }
  for (const [label, value] of [['Accepted', 'accepted'], ['Rejected', 'rejected'], ['Undecided', 'pending'], ['Flagged', 'flagged']] as const) {
    await expect(number(page, 'By decision', label)).toHaveText(String(statuses.get(value) ?? 0))
  }
  for (const [label, value] of [['Rule', 'rule'], ['Import', 'import'], ['Person', 'human']] as const) {
    await expect(number(page, 'By origin', label)).toHaveText(String(origins.get(value) ?? 0))
  }
  await expect(number(page, 'What was done', 'Rejected')).toHaveText('1')
  await expect(number(page, 'Sources', 'fixture.jsonl')).toHaveText('8')
  await expect(number(page, 'Sources', 'crab.jsonl')).toHaveText('1')
  await expect(page.getByRole('table', { name: 'Reviewers' }).getByRole('row', { name: /^Owner/ })).toContainText('1')

  // A row of types: all of them, then verdicts and decisions in the order of the heads.
  const types = countBy(pairs, ({ type }) => type)
  const rows = page.getByRole('table', { name: 'Constraints by type' }).getByRole('row').filter({ has: page.getByRole('rowheader') })
  await expect(rows).toHaveCount(types.size)
  for (const [type, count] of types) {
    const cells = await rows.filter({ has: page.locator(`th[title="${type}"]`) }).getByRole('cell').allInnerTexts()
    const numbers = cells.map((text) => text.trim()).filter((text) => text !== '').map(Number)
    expect(numbers, type).toHaveLength(10)
    expect(numbers[0], type).toBe(count)
    expect(numbers.slice(1, 6).reduce((sum, n) => sum + n, 0), type).toBe(count)
    expect(numbers.slice(6).reduce((sum, n) => sum + n, 0), type).toBe(count)
  }
  await expectAccessible(page)
})

test('every number that leads somewhere leads to the rows it counts', async ({ signedInPage: page }) => {
  const { dataset, pairs } = await countedDataset(page, 'Statistics that lead on')
  await page.goto(`/datasets/${dataset.id}/statistics`)
  await expect(page.getByRole('region', { name: 'Sources' })).toBeVisible()
  await counted(page)
  const links = await page.locator('main a[href*="/browse"]').evaluateAll((found) => found.map((link) => ({ href: link.getAttribute('href') ?? '', name: link.getAttribute('aria-label') ?? link.textContent ?? '' })))
  expect(links.length).toBeGreaterThan(30)
  for (const key of ['act', 'by', 'on', 'also']) expect(links.some(({ href }) => new URL(href, 'http://here').searchParams.has(key)), key).toBe(true)
  for (const { href, name } of links) {
    const query = new URL(href, 'http://here').searchParams
    const response = await page.request.get(`/api/v1/datasets/${dataset.id}/pairs?${query}`)
    const { total } = await response.json()
    const said = Number(/^[\d,]+/.exec(name)?.[0])
    if (['act', 'by', 'on', 'did', 'reason'].some((key) => query.has(key))) {
      // Acts, of which a pair may have several.
      expect(total.count, `${name}: ${href}`).toBeGreaterThan(0)
      expect(total.count, `${name}: ${href}`).toBeLessThanOrEqual(said)
    } else if (query.has('also')) {
      expect(total.count, `${name}: ${href}`).toBe(pairs.filter(({ constraints }) => constraints.some(({ status }) => status !== 'pending')).length)
    } else if (![...query.keys()].some((key) => ['reached', 'not', 'license', 'minConstraints'].includes(key))) {
      expect(total.count, `${name}: ${href}`).toBe(pairs.filter((pair) => meets(pair, query)).length)
    }
    if (/pairs|reviewed/.test(name)) expect(total.count, `${name}: ${href}`).toBe(Number(/^[\d,]+/.exec(name)?.[0]))
  }

  await number(page, 'Sources', 'fixture.jsonl').getByRole('link').click()
  await expect(page.getByTestId('total')).toHaveText('8 pairs found')
  await page.goBack()
  await number(page, 'By verdict', 'Refuted').getByRole('link').click()
  await expect(page.getByTestId('total')).toHaveText('1 pair found')
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Verdict: Refuted')
})

/** A type, or all of a facet. */
function ofType(asked: string | null, type: string): boolean {
  return asked === null || (asked.endsWith('.*') ? type.startsWith(asked.slice(0, -1)) : type === asked)
}

/** What a filter of the browse table asks of a pair. */
function meets(pair: PairView, query: URLSearchParams): boolean {
  const asks = (key: string, value: string | null): boolean => !query.has(key) || query.get(key) === value
  const ofConstraint = ['type', 'outcome', 'decision', 'origin'].some((key) => query.has(key))
  return (
    asks('status', pair.status) &&
    asks('source', pair.source) &&
    asks('language', pair.language ?? 'unknown') &&
    Number(query.get('minWords') ?? 0) <= pair.responseWords &&
    Number(query.get('maxWords') ?? Infinity) >= pair.responseWords &&
    (!ofConstraint ||
      pair.constraints.some(
        ({ type, outcome, status, origin }) => ofType(query.get('type'), type) && asks('outcome', outcome ?? 'none') && asks('decision', status) && asks('origin', origin),
      ))
  )
}

test('a chart can be read as a table with the same values', async ({ signedInPage: page }) => {
  const { dataset, pairs } = await countedDataset(page, 'Statistics drawn')
  await page.goto(`/datasets/${dataset.id}/statistics`)
  const panel = page.getByRole('region', { name: 'Constraints per pair' })
  const largest = Math.max(...pairs.map(({ constraints }) => constraints.length))
  await expect(panel.getByRole('group', { name: 'Pairs by how many constraints they carry' })).toBeVisible()
  await panel.getByRole('button', { name: 'Table' }).click()
  await expect(panel.getByRole('group', { name: 'Pairs by how many constraints they carry' })).toHaveCount(0)
  const rows = panel.getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(largest + 2)
  for (const n of new Set(pairs.map(({ constraints }) => constraints.length))) {
    await expect(rows.nth(n + 1)).toHaveText(new RegExp(`^${n} constraints?${pairs.filter(({ constraints }) => constraints.length === n).length}$`))
  }

  const words = page.getByRole('region', { name: 'Length of responses' })
  const short = pairs.filter(({ responseWords }) => responseWords < 50).length
  await expect(words.getByRole('link', { name: `${short} pairs: 0–49 words` })).toBeVisible()
  await words.getByRole('button', { name: 'Table' }).click()
  await expect(words.getByRole('row', { name: '0–49 words' })).toContainText(String(short))
  await expectAccessible(page)
  await words.getByRole('button', { name: 'Chart' }).click()
  await words.getByRole('link', { name: `${short} pairs: 0–49 words` }).click()
  await expect(page).toHaveURL(/minWords=0&maxWords=49/)
  await expect(page.getByTestId('total')).toHaveText(`${short} pairs found`)
})

test('a dataset without pairs, or without constraints, says what to do', async ({ signedInPage: page }) => {
  const empty = await Dataset.make(page, 'Statistics of nothing', [])
  await page.goto(`/datasets/${empty.id}/statistics`)
  await expect(page.getByText('Nothing to count yet')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Import a file' })).toHaveAttribute('href', `/datasets/${empty.id}/import`)
  await expectAccessible(page)

  const plain = await Dataset.make(page, 'Statistics without constraints', fixturePairs.slice(0, 2))
  await page.goto(`/datasets/${plain.id}/statistics`)
  await expect(page.getByText('No pair has a constraint yet.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'Back-translate' }).click()
  await expect(page.getByRole('region', { name: 'Start on Statistics without constraints' })).toBeVisible()
})

test('on paper stands the page alone, all of it, and dark on light', async ({ signedInPage: page }) => {
  const { dataset } = await countedDataset(page, 'Statistics on paper')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/datasets/${dataset.id}/statistics`)
  await expect(page.getByRole('region', { name: 'Languages' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Sidebar' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'the page scrolls, the window does not').toBe(true)
  // A sheet of A4.
  await page.setViewportSize({ width: 718, height: 1000 })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await expect(page.getByRole('complementary', { name: 'Sidebar' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Table' }).first()).toBeHidden()
  await expect(page.getByText('Statistics on paper: all pairs'), 'what is counted').toBeVisible()
  await expect(page.getByRole('button', { name: 'Overview' }), 'of the tabs the chosen one').toBeVisible()
  await expect(page.getByRole('button', { name: 'Coverage' })).toBeHidden()
  await expect(page.getByRole('region', { name: 'From import to export' }).getByRole('group').first(), 'drawn for the sheet').toHaveAttribute('width', '640')
  const cut = () => page.locator('main :is(table, svg)').evaluateAll((all) =>
    all.flatMap((each) => (each.getBoundingClientRect().right > (each.closest('section') ?? document.body).getBoundingClientRect().right ? [each.getAttribute('aria-label') ?? each.textContent] : [])))
  // Charts are drawn anew once they have been told.
  await expect.poll(cut, 'no table and no chart is cut').toEqual([])
  const isWhole = () => page.locator('main').evaluate((main) => document.documentElement.scrollHeight >= main.scrollHeight && main.clientHeight >= main.scrollHeight)
  await expect.poll(isWhole, 'nothing is left behind a scroll bar').toBe(true)
  const { ink, onAccent } = await page.locator('main').evaluate((main) => ({
    ink: getComputedStyle(main).color,
    onAccent: getComputedStyle(main).getPropertyValue('--on-accent'),
  }))
  expect(ink).toBe('rgb(0, 0, 0)')
  expect(onAccent, 'words on what is filled').toMatch(/^#fff(?:fff)?$/)
})

test('what is counted follows the filter, a saved view and the address', async ({ signedInPage: page }) => {
  const { dataset, pairs } = await countedDataset(page, 'Statistics of a view')
  await page.request.post(`/api/v1/datasets/${dataset.id}/views`, { data: { name: 'Imported ones', filter: { source: 'crab.jsonl' } } })
  await page.goto(`/datasets/${dataset.id}/statistics`)
  await expect(page.getByTestId('tile-pairs')).toContainText('9')
  await page.getByLabel('Saved view').selectOption('Imported ones')
  await expect(page.getByTestId('tile-pairs')).toHaveText('Pairs10 reviewed')
  await expect(page).toHaveURL(/source=crab\.jsonl/)
  await number(page, 'By verdict', 'Refuted').getByRole('link').click()
  await expect(page.getByTestId('total')).toHaveText('1 pair found')
  await expect(page).toHaveURL(/source=crab\.jsonl/)
  await page.goBack()
  // By keys, as the sign in the box says.
  await expect(page.getByTestId('tile-pairs')).toHaveText('Pairs10 reviewed')
  await page.keyboard.press('/')
  await expect(page.getByLabel('Search and filter')).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('source:"no such thing"')
  await expect(page.getByText('No pair meets this filter')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Search and filter').fill('-source:crab.jsonl')
  await expect(page.getByTestId('tile-pairs')).toContainText(String(pairs.length - 1))
})
