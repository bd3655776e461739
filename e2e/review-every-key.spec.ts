import { randomUUID } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import { keymap, type Command } from '#components/review/keymap.ts'
import type { Dataset } from './support/dataset.ts'
import { composedEnter, card, expectCurrent, expectPair, mill, notice, openReview, press, reasons, sent } from './support/review.ts'
import { somebodyElse } from './support/people.ts'
import { expect, test } from './support/test.ts'

/** Presses a key of a command, at a pair of nine constraints of which nothing is decided, sees what it does and leaves everything as it was. */
type Drive = (page: Page, key: string, index: number) => Promise<void>

const undecided = (page: Page, number: number) => expect(card(page, number)).toContainText('Undecided')
const region = (name: string): Drive => async (page, key) => {
  const panel = page.getByRole('region', { name, exact: true })
  await expect(panel).toHaveCount(0)
  await press(page, key)
  await expect(panel).toBeVisible()
  await press(page, key)
  await expect(panel).toHaveCount(0)
}
const dialog = (name: string): Drive => async (page, key) => {
  await press(page, key)
  await expect(page.getByRole('dialog', { name })).toBeVisible()
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
const decides = (word: string): Drive => async (page, key) => {
  await press(page, '4', key)
  await expect(card(page, 4)).toContainText(word)
  await press(page, 'z')
  await undecided(page, 4)
}
const place: Drive = async (page, key) => {
  await press(page, '1', key)
  await expect(notice(page)).toContainText(/^Place \d of \d/)
  await expect(page.locator('[data-jumped]')).toHaveCount(1)
}

/** Presses a key where the pair stands at one of its ends, in a window too low for it. */
const scrolls = (from: 'Home' | 'End', holds: (before: number, after: number) => boolean): Drive => async (page, key) => {
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: size.width, height: 260 })
  const pair = page.getByRole('region', { name: 'Pair', exact: true })
  const top = () => pair.evaluate((pane) => pane.scrollTop)
  await expect.poll(() => pair.evaluate((pane) => pane.scrollHeight - pane.clientHeight), 'the pair is higher than the window').toBeGreaterThan(20)
  await press(page, '1', from)
  const before = await top()
  await press(page, key)
  await expect.poll(async () => holds(before, await top())).toBe(true)
  await press(page, 'Home')
  await page.setViewportSize(size)
}

/** What each command does. One that is missing here does not compile; a key more that the table gives a command is driven as its others. */
const drives: Record<Command, Drive> = {
  accept: decides('Accepted'),
  skip: decides('Skipped'),
  flag: decides('Flagged'),
  reject: async (page, key) => {
    await press(page, '4', key)
    await expect(reasons(page)).toBeVisible()
    await press(page, '2')
    await expect(card(page, 4)).toContainText('Not a real restriction')
    await press(page, 'z')
    await undecided(page, 4)
  },
  'reject-at': async (page, key, index) => {
    await press(page, index === 0 ? '2' : '1', key)
    await expect(card(page, index + 1)).toContainText('Rejected')
    await press(page, 'z')
    await undecided(page, index + 1)
  },
  'undo-pair': async (page, key) => {
    await press(page, '4', 's', 's', 'f')
    await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(6)
    await press(page, key)
    await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(9)
  },
  'page-down': scrolls('Home', (before, after) => before === 0 && after > 0),
  'page-up': scrolls('End', (before, after) => before > after),
  'to-end': scrolls('Home', (before, after) => before === 0 && after > 0),
  'to-start': scrolls('End', (before, after) => before > 0 && after === 0),
  edit: async (page, key) => {
    await press(page, '4', key)
    await expect(page.getByLabel('Text of constraint 4')).toBeFocused()
    await press(page, 'Escape')
    await expect(page.getByLabel('Text of constraint 4')).toHaveCount(0)
  },
  add: async (page, key) => {
    await press(page, key)
    const own = page.getByRole('region', { name: 'A constraint of your own' })
    await expect(own.getByRole('textbox')).toBeFocused()
    await press(page, 'Escape')
    await expect(own.getByRole('textbox')).toHaveCount(0)
  },
  'accept-rest': async (page, key) => {
    await press(page, key)
    await expect(notice(page)).toContainText('Accepted 2.')
    await press(page, 'z')
    await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(9)
  },
  'say-why': async () => {
    // For adjudicators: driven by itself, below.
  },
  undo: async (page, key) => {
    await press(page, '4', 'a')
    await expect(card(page, 4)).toContainText('Accepted')
    await press(page, key)
    await undecided(page, 4)
  },
  redo: async (page, key) => {
    await press(page, '4', 'a', 'z')
    await undecided(page, 4)
    await press(page, key)
    await expect(card(page, 4)).toContainText('Accepted')
    await press(page, 'z')
    await undecided(page, 4)
  },
  'next-constraint': async (page, key) => {
    await press(page, '1', key)
    await expectCurrent(page, 2)
  },
  'previous-constraint': async (page, key) => {
    await press(page, '2', key)
    await expectCurrent(page, 1)
  },
  jump: async (page, key, index) => {
    await press(page, index === 0 ? '2' : '1', key)
    await expectCurrent(page, index + 1)
  },
  'next-pair': async (page, key) => {
    await press(page, key)
    await expectPair(page, 'mill')
    await press(page, '[')
    await expectPair(page, 'quay')
  },
  'previous-pair': async (page, key) => {
    await press(page, ']')
    await expectPair(page, 'mill')
    await press(page, key)
    await expectPair(page, 'quay')
  },
  'next-mark': place,
  'previous-mark': place,
  search: dialog('Search the pairs'),
  'toggle-source': async (page, key) => {
    const bold = page.getByTestId('response').locator('strong')
    await expect(bold).toHaveCount(1)
    await press(page, key)
    await expect(bold).toHaveCount(0)
    await press(page, key)
    await expect(bold).toHaveCount(1)
  },
  'toggle-evidence': async (page, key) => {
    const marks = page.getByTestId('response').locator('mark')
    await press(page, '1')
    await expect(marks).not.toHaveCount(0)
    await press(page, key)
    await expect(marks).toHaveCount(0)
    await press(page, key)
    await expect(marks).not.toHaveCount(0)
  },
  'toggle-diff': async (page, key) => {
    const added = page.getByRole('region', { name: 'Instruction' }).locator('ins')
    await expect(added).not.toHaveCount(0)
    await press(page, key)
    await expect(added).toHaveCount(0)
    await press(page, key)
    await expect(added).not.toHaveCount(0)
  },
  'toggle-rules': async (page, key) => {
    const rule = page.getByText(/A word is a run of/).first()
    await expect(rule).toBeHidden()
    await press(page, key)
    await expect(rule).toBeVisible()
    await press(page, key)
    await expect(rule).toBeHidden()
  },
  'toggle-prompt': region('As exported'),
  'toggle-guidelines': async (page, key) => {
    const panel = page.getByRole('region', { name: 'Guidelines' })
    await press(page, key)
    await expect(panel).toContainText('This dataset has no guidelines yet.')
    // The work goes on beside them.
    await press(page, '4', 's')
    await expect(card(page, 4)).toContainText('Skipped')
    await press(page, 'z', key)
    await undecided(page, 4)
    await expect(panel).not.toContainText('This dataset has no guidelines yet.')
  },
  'toggle-precedents': async (page, key) => {
    const panel = page.getByRole('region', { name: 'Precedents' })
    await press(page, key)
    await expect(panel).toContainText('None like it is decided yet')
    await press(page, key)
    await expect(panel).not.toContainText('None like it is decided yet')
  },
  'toggle-comments': async (page, key) => {
    const said = page.getByText('Nobody has said anything')
    await press(page, key)
    await expect(said).toBeVisible()
    await press(page, key)
    await expect(said).toBeHidden()
  },
  'toggle-tags': async (page, key) => {
    await press(page, key)
    await expect(page.getByLabel('Add a tag')).toBeFocused()
    await press(page, 'Escape', key)
    await expect(page.getByLabel('Add a tag')).toBeHidden()
  },
  help: dialog('Keys of the review screen'),
  palette: dialog('Commands and places'),
}

/** As Playwright names a chord of the table: Ctrl and Cmd both, where it says either. */
function pressesOf(chord: string): string[] {
  if (chord.startsWith('Mod+')) return [`Control+${chord.slice(4)}`, `Meta+${chord.slice(4)}`]
  // The key of that place, which types a sign with Shift.
  if (/^Shift\+\d$/.test(chord)) return [chord.replace('+', '+Digit')]
  return [chord.startsWith('Shift+') ? `Shift+${chord.slice(6).toUpperCase()}` : chord]
}

test('each key of the table does what the table says', async ({ signedInPage: page, browser, baseURL }) => {
  const styles = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`Style_${n}`, `Sound like person number ${n} of the town.`]))
  await openReview(page, 'Every key', [
    {
      instruction: 'Describe a quay.',
      refined: 'Describe a quay by the sea.',
      response: ['The **quay** is wet, and the gulls are loud. Nobody minds, for the boats come in.', 'Ropes creak.', 'Crates pile up.', 'A bell rings.', 'Then it is noon.'].join('\n\n'),
      constraints: {
        Keyword: 'Include the following keywords in your response: "quay", "gulls".',
        Digit: 'Your response should be no more than 90 words long.',
        Punctuation: 'Please verify that there are no commas in your entire response.',
        ...styles,
      },
    },
    mill,
  ])
  await expect(page.getByTestId('constraint')).toHaveCount(9)
  for (const { command, keys, label } of keymap) {
    for (const [index, chord] of keys.entries()) {
      for (const key of pressesOf(chord)) await test.step(`${key}: ${label}`, () => drives[command](page, key, index))
    }
  }
  await sent(page)
  await expect(page.getByTestId('constraint').filter({ hasText: 'Undecided' })).toHaveCount(9)

  const why = keymap.find(({ command }) => command === 'say-why')
  await disputed(page, browser, baseURL)
  for (const key of why?.keys ?? []) {
    await test.step(`${key}: ${why?.label}`, async () => {
      await press(page, key)
      await expect(page.locator('#adjudicator-why')).toBeFocused()
      await page.keyboard.type('aw')
      await expect(page.locator('#adjudicator-why')).toHaveValue('aw')
      // Enter that ends a word of an input method does not end the line.
      await composedEnter(page)
      await expect(page.locator('#adjudicator-why')).toBeFocused()
      const address = page.url()
      await press(page, 'Backspace')
      await expect(page.locator('#adjudicator-why')).toHaveValue('a')
      expect(page.url()).toBe(address)
      await expect(page.getByTestId('unsent')).toHaveCount(0)
      await press(page, 'Escape')
    })
  }
})

/** Two people differ on the constraints of a pair, and the owner is about to settle it. */
async function disputed(owner: Page, browser: Browser, baseURL: string | undefined): Promise<Dataset> {
  const dataset = await openReview(owner, 'Every key, for adjudicators', [mill])
  const { policy } = (await (await owner.request.get(`/api/v1/datasets/${dataset.id}`)).json()).dataset
  expect((await owner.request.patch(`/api/v1/datasets/${dataset.id}`, { data: { policy: { ...policy, overlap: 2 } } })).ok()).toBe(true)
  const other = await somebodyElse(owner, browser, baseURL, 'Kim')
  for (const [page, kind] of [[owner, 'skip'], [other, 'reject']] as const) {
    const { pair } = await (await page.request.get(`/api/v1/pairs/${(await dataset.pairs())[0]?.id}`)).json()
    const decisions = pair.constraints.map((constraint: { id: string; version: number }) => ({ id: randomUUID(), constraintId: constraint.id, seenVersion: constraint.version, kind }))
    expect((await page.request.post('/api/v1/decisions', { data: { decisions } })).ok()).toBe(true)
  }
  await other.context().close()
  await owner.goto(`/datasets/${dataset.id}/adjudicate`)
  await expectPair(owner, 'mill')
  return dataset
}
