import type { Locator, Page } from '@playwright/test'
import { z } from 'zod'
import { expectAccessible } from './support/axe.ts'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

const long = `${'Many words stand before it. '.repeat(12)}Then the **OWL hunts** at night.${' More is said of it.'.repeat(40)}`
const birds = [
  { instruction: 'Tell me about the owl.', output: long, source: 'Night' },
  { instruction: 'Tell me about the penguin.', output: 'The penguin swims. It does not fly.', source: 'Sea' },
  { instruction: 'Tell me about the gull.', output: 'The gull follows the ships. <b>It</b> steals what it can.', source: 'Sea' },
  { instruction: 'Tell me about the swift.', output: 'The swift sleeps on the wing.', source: 'Air' },
]

function rows(page: Page): Locator {
  return page.getByTestId('pairs').getByRole('row').filter({ has: page.getByRole('gridcell') })
}

function heads(page: Page): Locator {
  return page.getByTestId('pairs').getByRole('columnheader').filter({ hasNot: page.getByRole('checkbox') })
}

function preview(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Preview of the pair' })
}

/** What the browser marks as found, in the order of the page. */
function marked(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(CSS.highlights.get('found') ?? [])].map((range) => (range instanceof Range ? range.toString() : '')))
}

/** Sorts by a head, and gives the instructions in the order in which the server lists the pairs, once the table shows them so. */
async function sorted(page: Page, head: Locator, sort: string): Promise<string[]> {
  const answered = page.waitForResponse((response) => response.url().includes(`sort=${sort}&`))
  await head.click()
  const { rows: listed } = z.object({ rows: z.array(z.object({ instruction: z.string() })) }).parse(await (await answered).json())
  const order = listed.map(({ instruction }) => instruction)
  await expect(rows(page).locator('[data-column=instruction]')).toHaveText(order)
  return order
}

const shots = process.env.PINCER_SHOTS

test('columns are chosen and moved by keys, stand in the address, and are sorted where the list has an order', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse columns', birds)
  await dataset.backtranslate()
  const [owl] = await dataset.pairs()
  if (!owl) throw new Error('the pair is not there')
  await dataset.decide(owl)
  expect((await page.request.post(`/api/v1/pairs/${owl.id}/tags`, { data: { add: ['wise', 'at night'] } })).ok()).toBe(true)
  await page.goto(`/datasets/${dataset.id}/browse`)
  await expect(heads(page)).toHaveText(['Instruction', 'Response', 'Words', 'Constraints', 'Status', 'Preview'])

  await page.getByRole('button', { name: 'Columns' }).focus()
  await page.keyboard.press('Enter')
  const picker = page.getByRole('dialog', { name: 'Columns' })
  for (const name of ['Source', 'Language', 'Refuted', 'Reviewer', 'Tags', 'Imported']) {
    await picker.getByRole('checkbox', { name, exact: true }).focus()
    await page.keyboard.press('Space')
  }
  await picker.getByRole('checkbox', { name: 'Response', exact: true }).uncheck()
  await picker.getByRole('button', { name: 'Move Source to the left' }).click()
  await expectAccessible(page)
  if (shots) await page.screenshot({ path: `${shots}/columns.png` })
  await page.keyboard.press('Escape')
  await expect(picker).toHaveCount(0)
  const chosen = ['Instruction', 'Words', 'Constraints', 'Source', 'Status', 'Language', 'Refuted', 'Reviewer', 'Tags', 'Imported', 'Preview']
  await expect(heads(page)).toHaveText(chosen)
  await expect(page).toHaveURL(/cols=instruction,words,constraints,source,status,language,refuted,reviewer,tags,imported/)
  await expect(rows(page).filter({ hasText: 'owl' }).locator('[data-column=source]')).toHaveText('Night')
  await expect(rows(page).filter({ hasText: 'owl' }).locator('[data-column=reviewer]')).not.toHaveText('Nobody')
  await expect(rows(page).filter({ hasText: 'gull' }).locator('[data-column=reviewer]')).toHaveText('Nobody')
  await expect(rows(page).filter({ hasText: 'owl' }).locator('[data-column=tags]')).toHaveText('at nightwise')
  await expect(rows(page).filter({ hasText: 'gull' }).locator('[data-column=tags]')).toHaveText('None')
  // Long names are shortened, and what finds no room is counted: nothing is cut in the middle of a line.
  expect((await page.request.post(`/api/v1/pairs/${owl.id}/tags`, { data: { add: ['a name too long for any column', 'before noon', 'ever'] } })).ok()).toBe(true)
  await page.reload()
  const tags = rows(page).filter({ hasText: 'owl' }).locator('[data-column=tags]')
  await expect(tags).toContainText('+3')
  await expect.poll(() => tags.evaluate((cell) => [...cell.querySelectorAll('span')].every((each) => each.getBoundingClientRect().bottom <= (cell.closest('[role=row]') ?? cell).getBoundingClientRect().bottom && each.getBoundingClientRect().right <= cell.getBoundingClientRect().right + 1))).toBe(true)
  await expectAccessible(page)
  if (shots) await page.screenshot({ path: `${shots}/columns-chosen.png` })

  await page.reload()
  await expect(heads(page)).toHaveText(chosen)
  await page.getByRole('button', { name: 'Words', exact: true }).click()
  await expect(page).toHaveURL(/sort=longest/)
  await expect(rows(page).first()).toContainText('owl')
  await expect(heads(page).filter({ hasText: 'Words' })).toHaveAttribute('aria-sort', 'descending')
  await page.getByRole('button', { name: 'Words', exact: true }).click()
  await expect(rows(page).last()).toContainText('owl')
  await page.getByRole('button', { name: 'Source', exact: true }).click()
  await expect(rows(page).locator('[data-column=source]')).toHaveText(['Air', 'Night', 'Sea', 'Sea'])
  await page.getByRole('button', { name: 'Source', exact: true }).click()
  await expect(rows(page).locator('[data-column=source]')).toHaveText(['Sea', 'Sea', 'Night', 'Air'])
  // The address follows what is shown some fifty milliseconds later.
  await expect(page).toHaveURL(/sort=by-source-back/)
  await page.getByRole('button', { name: 'Status', exact: true }).click()
  await expect(rows(page).last()).toContainText('owl')
  await expect(page).toHaveURL(/sort=by-status/)
  await page.goBack()
  await expect(rows(page).locator('[data-column=source]')).toHaveText(['Sea', 'Sea', 'Night', 'Air'])
  for (const [name, down, up] of [['Constraints', 'most-constraints', 'few-constraints'], ['Refuted', 'most-refuted', 'few-refuted'], ['Language', 'by-language', 'by-language-back']] as const) {
    const head = heads(page).filter({ has: page.getByRole('button', { name, exact: true }) })
    const order = await sorted(page, head.getByRole('button'), down)
    await expect(head).toHaveAttribute('aria-sort', name === 'Language' ? 'ascending' : 'descending')
    const reverse = await sorted(page, head.getByRole('button'), up)
    await expect(head).toHaveAttribute('aria-sort', name === 'Language' ? 'descending' : 'ascending')
    expect(reverse).toEqual(order.toReversed())
  }
  await expect(heads(page).filter({ hasText: 'Reviewer' })).not.toHaveAttribute('aria-sort')
  await expect(page.getByTestId('pairs').getByRole('button', { name: 'Reviewer', exact: true })).toHaveCount(0)
  await expect(page.getByTitle('Several people may have decided a pair: choose one in the filters instead')).toBeVisible()
})

test('columns are resized by dragging and by keys, and the address says it', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse widths', birds)
  await page.goto(`/datasets/${dataset.id}/browse`)
  const head = heads(page).filter({ hasText: 'Words' })
  const widthOf = async (): Promise<number> => Math.round((await head.boundingBox())?.width ?? 0)
  const before = await widthOf()
  const edge = page.getByRole('separator', { name: 'Width of Words' })
  await edge.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(widthOf).toBe(before + 40)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(widthOf).toBe(before + 32)
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 32))
  await expectAccessible(page)

  const box = await edge.boundingBox()
  if (!box) throw new Error('the edge is not there')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 50, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect.poll(widthOf).toBe(before + 82)
  // The address follows what is shown some fifty milliseconds later.
  await expect(page).toHaveURL(new RegExp(`[?&]widths=words-${before + 82}$`))
  await page.reload()
  await expect.poll(widthOf).toBe(before + 82)
  await expect(page).toHaveURL(new RegExp(`[?&]widths=words-${before + 82}$`))
  await edge.focus()
  await page.keyboard.press('Enter')
  await expect.poll(widthOf).toBe(before)
  await expect(page).not.toHaveURL(/widths/)
})

test('what is looked for is marked in the rows, in the preview, on the page of the pair and in review', async ({ signedInPage: page }) => {
  const dataset = await Dataset.make(page, 'Browse and mark', birds)
  await dataset.backtranslate()
  await page.goto(`/datasets/${dataset.id}/browse?q=owl`)
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page).locator('[data-column=instruction] mark')).toHaveText(['owl'])
  await expect(rows(page).locator('[data-column=response]')).toContainText(/^… .*Then the \*\*OWL hunts\*\* at night/)
  await expect(rows(page).locator('[data-column=response] mark')).toHaveText(['OWL'])
  await expectAccessible(page)
  await rows(page).click()
  await expect(preview(page)).toContainText('at night')
  await expect.poll(() => marked(page)).toEqual(['owl', 'OWL'])
  await expectAccessible(page)
  if (shots) await page.screenshot({ path: `${shots}/marked.png` })

  await preview(page).getByRole('link', { name: 'Open in review' }).click()
  await expect(page).toHaveURL(/\/review\?.*q=owl/)
  await expect(page.getByRole('main')).toContainText('at night')
  await expect.poll(() => marked(page)).toContain('OWL')
  if (shots) await page.screenshot({ path: `${shots}/marked-review.png` })
  await page.goBack()
  await preview(page).getByRole('link', { name: 'History' }).click()
  await expect(page).toHaveURL(/\/pairs\/[^?]+\?q=owl/)
  await expect.poll(() => marked(page)).toContain('OWL')
  await expectAccessible(page)

  // Text of a pair stays text.
  await page.goto(`/datasets/${dataset.id}/browse?response=%3Cb%3Eit`)
  await expect(rows(page).locator('mark')).toHaveText(['<b>It'])
  await expect(rows(page).locator('b')).toHaveCount(0)
  await page.goto(`/datasets/${dataset.id}/browse?constraint=the&pair=${(await dataset.pairs())[0]?.id}`)
  await expect(preview(page).locator('mark').first()).toHaveText(/the/i)

  // What only a constraint says is found too, counted and shown.
  const [first] = await dataset.pairs()
  const text = first?.constraints[0]?.text ?? ''
  await page.goto(`/datasets/${dataset.id}/browse`)
  await page.getByLabel('Search and filter').fill(`"${text.replaceAll('"', '\\"')}"`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(rows(page).first().locator('mark')).toHaveText([text])
  await expect(rows(page).first()).toContainText(`Constraint: ${text}`)
  await expectAccessible(page)
  await rows(page).first().click()
  await expect(preview(page).getByRole('listitem').locator('mark').first()).toHaveText(text)
  if (shots) await page.screenshot({ path: `${shots}/marked-constraint.png` })
})

test('the preview opens by the space bar and by its button, follows the arrows, and leaves the list where it was', async ({ signedInPage: page }) => {
  const many = Array.from({ length: 90 }, (_, index) => ({ instruction: `Item ${index + 1} of the list.`, output: `This is what item ${index + 1} is.` }))
  const dataset = await Dataset.make(page, 'Browse and preview', many)
  await page.goto(`/datasets/${dataset.id}/browse`)
  const grid = page.getByTestId('pairs')
  await expect(rows(page).first()).toBeVisible()
  await grid.focus()
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowDown')
  await expect(rows(page).filter({ hasText: 'Item 41 of' })).toBeInViewport({ ratio: 0.99 })
  const scrolled = await grid.evaluate((element) => element.scrollTop)
  expect(scrolled).toBeGreaterThan(0)
  await page.keyboard.press('Space')
  await expect(preview(page)).toContainText('This is what item 41 is.')
  await expect(grid).toBeFocused()
  expect(await grid.evaluate((element) => element.scrollTop)).toBe(scrolled)
  await page.keyboard.press('ArrowUp')
  await expect(preview(page)).toContainText('This is what item 40 is.')
  await expect(preview(page).getByText('None yet.')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Space')
  await expect(preview(page)).toHaveCount(0)
  await expect(page).not.toHaveURL(/[?&]pair=/)
  await expect(grid).toBeFocused()
  expect(await grid.evaluate((element) => element.scrollTop)).toBe(scrolled)
  await rows(page).filter({ hasText: 'Item 38 of' }).getByRole('button', { name: 'Preview' }).click()
  await expect(preview(page)).toContainText('This is what item 38 is.')
  await expect(page).toHaveURL(/[?&]pair=/)
  await page.goBack()
  await expect(preview(page)).toHaveCount(0)
  await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBe(scrolled)
})
