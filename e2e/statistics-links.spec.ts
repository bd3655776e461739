import type { Page } from '@playwright/test'
import { counted, countedDataset } from './support/statistics.ts'
import { expect, test } from './support/test.ts'

/** Numbers that lead nowhere, by panel and column (`marks` of its chart), and why. */
const justified: Readonly<Record<string, string>> = {
  'Reviewers: Time for a decision (median)': 'a time, not a count',
  'Progress: marks': 'a running sum less what was taken back',
  'Progress: Decided so far': 'a running sum',
  'Types against a target: marks': 'constraints that are missing have no rows',
  'Types against a target: Missing': 'constraints that are missing have no rows',
  'Cost of what is accepted: Bits accepted': 'a sum of bits',
  'Cost of what is accepted: Calls': 'calls are no rows of pairs',
  'Cost of what is accepted: Model s': 'a time, not a count',
  'Cost of what is accepted: Reviewer s': 'a time, not a count',
  'Cost: Calls of models': 'calls are no rows of pairs',
  'Contamination: Prompts': 'prompts of a benchmark, not pairs',
  'Coverage: Types that occur': 'types, not rows of pairs',
}

/** The panels and columns with numbers above zero that lead nowhere. */
function unlinked(page: Page): Promise<string[]> {
  return page.locator('main').evaluate((main) => {
    const found = new Set<string>()
    for (const panel of main.querySelectorAll('section[aria-label]')) {
      const name = panel.getAttribute('aria-label') ?? ''
      for (const mark of panel.querySelectorAll('svg [data-tip]')) {
        const tip = mark.getAttribute('data-tip') ?? ''
        if (!mark.closest('a, [role="link"]') && !/(?:^|: )0%? /.test(tip) && !/: (?:0%?|–)(?:,|$)/.test(tip)) found.add(`${name}: marks`)
      }
      for (const table of panel.querySelectorAll('table')) {
        const heads = [...table.querySelectorAll('thead tr:last-child th')].map((head) => head.textContent.trim())
        for (const row of table.querySelectorAll('tbody tr')) {
          for (const [index, cell] of [...row.children].entries()) {
            // A comparison's last column is the difference of the two before it, its rows have their names in the first.
            const sides = heads.at(-1) === 'Difference'
            if (sides && index === row.children.length - 1) continue
            if (!/^[1-9][\d,]*$/.test(cell.textContent.trim()) || cell.querySelector('a')) continue
            found.add(`${name}: ${sides ? (row.children[0]?.textContent.trim() ?? '') : (heads[index] ?? '')}`)
          }
        }
      }
    }
    return [...found]
  })
}

test('each number of Statistics leads to its rows, or is known to have none', async ({ signedInPage: page }) => {
  const { dataset } = await countedDataset(page, 'Statistics, every number')
  const address = `/datasets/${dataset.id}/statistics`
  const met = new Set<string>()
  for (const tab of ['overview', 'quality', 'coverage', 'cost', 'compare&against=-source:crab.jsonl', 'compare&measure=refuted']) {
    await page.goto(`${address}?tab=${tab}`)
    await counted(page)
    for (const key of await unlinked(page)) met.add(key)
    // The same as tables.
    const names = await page.getByRole('button', { name: 'Table', exact: true }).count()
    for (let n = 0; n < names; n++) await page.getByRole('button', { name: 'Table', exact: true }).nth(n).click()
    for (const key of await unlinked(page)) met.add(key)
  }
  expect([...met].filter((key) => !(key in justified))).toEqual([])
  for (const tile of await page.goto(address).then(() => page.getByTestId(/^tile-/).all())) await expect(tile.getByRole('link').first()).toBeVisible()
})

test('where the page asks for a constraint, numbers of others lead to pairs that have both', async ({ signedInPage: page }) => {
  const { dataset } = await countedDataset(page, 'Statistics of a constraint')
  const met = new Set<string>()
  for (const tab of ['overview', 'quality', 'coverage', 'cost']) {
    await page.goto(`/datasets/${dataset.id}/statistics?tab=${tab}&outcome=fail`)
    await counted(page)
    for (const key of await unlinked(page)) met.add(key)
  }
  expect([...met].filter((key) => !(key in justified))).toEqual([])
  await page.goto(`/datasets/${dataset.id}/statistics?outcome=fail`)
  await page.getByRole('region', { name: 'By verdict' }).getByRole('row', { name: /Proven/ }).getByRole('link').first().click()
  await expect(page.getByTestId('total')).toHaveText('1 pair found')
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Also a constraint: Verdict: Proven')
  await expect(page.getByRole('combobox', { name: 'Search and filter' })).toHaveValue('verdict:fail has:verdict:pass')
})
