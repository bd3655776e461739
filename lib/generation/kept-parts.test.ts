import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptParts, lostPart } from './kept-parts.ts'

const table = '| name | age |\n|---|---|\n| Ann | 41 |'
const code = '```python\nprint("x")\n```'
const text = `Fix \`run()\` of https://example.com/a?b=1, which prints "no result" for 3.5 and 1,000:\n\n${code}\n\n${table}\n\n> a quoted line\n\n1. First\n2. Second\n\nMind \\(x^2\\).`

describe('lostPart', () => {
  it.each([
    ['inline code', '`run()`', 'run()'],
    ['address', '?b=1', ''],
    ['quotation', '"no result"', '"no results"'],
    ['number', '3.5', '3,5'],
    ['number', '1,000', '1000'],
    ['code block', 'print("x")', 'print("y")'],
    ['table', '| Ann | 41 |', '| Ann | 42 |'],
    ['block quote', '> a quoted', 'a quoted'],
    ['list item', '2. Second', 'and second'],
    ['formula', '\\(x^2\\)', 'x^2'],
  ])('misses a lost %s: %s', (kind, part, instead) => {
    expect(text).toContain(part)
    expect(lostPart(text, text.replace(part, instead))?.kind).toBe(kind)
  })

  it('lets everything between the parts be said otherwise, and more be said', () => {
    const rewritten = `${text.replace('Fix', 'Please repair').replace('Mind', 'Do mind')} Answer in 2 words.`.replace('2. Second', '2. Second, with care')
    expect(lostPart(text, rewritten)).toBeNull()
  })

  it('takes nothing of plain prose for data', () => {
    expect(keptParts("Don't write it's a dog's life - or do. Ends with a lone \" mark")).toEqual([])
  })

  it('misses nothing where the text stays as it is, or is only added to', () => {
    const piece = fc.constantFrom(table, code, '> q', '- item', '`c`', 'words', '"quote"', '12', '\n', '\n\n', ' ', '$$x$$', '"', '`', '```', '|')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const before = pieces.join('')
        expect(lostPart(before, before)).toBeNull()
        expect(lostPart(before, `${before}\n\nMore words.`)).toBeNull()
      }),
    )
  })
})
