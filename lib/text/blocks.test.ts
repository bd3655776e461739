import { describe, expect, test } from 'vitest'
import { blocks, type BlockKind } from './blocks.ts'
import { structureOf } from './structure.ts'

const cases: [string, BlockKind[]][] = [
  ['Title\n---\nBody', ['heading', 'paragraph']],
  ['Title\n===\nBody', ['heading', 'paragraph']],
  ['Title\r\n======  \r\n\r\nBody\r\n', ['heading', 'paragraph']],
  ['Body.\n\nTitle\n---\n- item', ['paragraph', 'heading', 'list']],
  ['Title\n\n---\nBody', ['paragraph', 'divider', 'paragraph']],
  ['This is a sentence.\n---\nBody', ['paragraph', 'divider', 'paragraph']],
  ['What is it?\n---', ['heading']],
  ['Here it is:\n---\nBody', ['paragraph', 'divider', 'paragraph']],
  ['一句话。\n---', ['paragraph', 'divider']],
  ['One\ntwo\n---\nBody', ['paragraph', 'divider', 'paragraph']],
  [`${'a'.repeat(120)}\n---`, ['heading']],
  [`${'a'.repeat(121)}\n---`, ['paragraph', 'divider']],
  ['Title\n***\nBody', ['paragraph', 'divider', 'paragraph']],
  ['Title\n- - -\nBody', ['paragraph', 'divider', 'paragraph']],
  ['Title\n--- x\nBody', ['paragraph']],
  ['- item\n---\nBody', ['list', 'divider', 'paragraph']],
  ['> said\n---', ['quote', 'divider']],
  ['# Title\n---', ['heading', 'divider']],
  ['```\nTitle\n---\n```', ['code']],
  ['---\nBody', ['divider', 'paragraph']],
  ['- - -\n* * *\n_ _ _\n====', ['divider']],
]

test.each(cases)('%j is made of %j', (text, kinds) => expect(blocks(text).map(({ kind }) => kind)).toEqual(kinds))

test('a heading that a line below marks is one for blocks and structure alike', () => {
  for (const [text] of cases) {
    const marked = blocks(text).filter(({ kind }) => kind === 'heading')
    expect(structureOf(text).headings.map(({ start, end }) => text.slice(start, end))).toEqual(marked.map(({ start, end }) => text.slice(start, end).trimEnd()))
  }
  expect(structureOf(' The title \n===\n\nSub\n---').headings).toMatchObject([{ text: 'The title', level: 1 }, { text: 'Sub', level: 2 }])
})

const many = 200_000
const long: Record<string, string> = {
  'blanks within a divider': `---${' '.repeat(many)}x`,
  'dashes and blanks': `${'- '.repeat(many)}x`,
  'underscores and blanks': `${'_ '.repeat(many)}x`,
  'tabs before a divider': `${'\t'.repeat(many)}---`,
  'blanks within an underline': `Title\n===${' '.repeat(many)}x`,
  'a title of blanks': `a${' '.repeat(many)}\n---`,
  'bold and blanks': `**a**${' '.repeat(many)}x`,
  'titles and underlines': 'a\n---\n'.repeat(many / 10),
  'lines and an underline': `${'a\n'.repeat(many / 10)}---`,
}

describe('time is linear in', () => {
  test.each(Object.keys(long))('%s', (name) => {
    const text = long[name] ?? ''
    const from = performance.now()
    blocks(text)
    structureOf(text)
    expect(performance.now() - from).toBeLessThan(1000)
  })
})
