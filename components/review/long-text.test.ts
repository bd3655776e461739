import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutLongText } from '#components/review/long-text.ts'

const paragraph = 'The *mill* leans over the river, and flour lies on **every** sill of it.\n\n'

test('a short text stays whole, a long one is cut at blank lines, and the pieces are the text', () => {
  expect(cutLongText(paragraph.repeat(100))).toHaveLength(1)
  const long = paragraph.repeat(2000)
  const pieces = cutLongText(long)
  expect(pieces.length).toBeGreaterThan(20)
  expect(pieces.map(({ start, end }) => long.slice(start, end)).join('')).toBe(long)
  for (const { start, end } of pieces) {
    expect(end - start).toBeLessThan(6000)
    expect(long.slice(start)).toMatch(/^The/)
  }
})

test('code in a fence and what is indented stay with what is before them', () => {
  const code = `Look:\n\n\`\`\`\`js\n${'const a = 1\n\n```\n\nfoo\n\n'.repeat(3000)}\`\`\`\`\n\n`
  const long = `${paragraph.repeat(400)}${code}${paragraph.repeat(400)}- one\n\n  still one\n\n${paragraph.repeat(10)}`
  for (const { start } of cutLongText(long)) {
    expect(start > long.indexOf('````js') && start < long.lastIndexOf('````')).toBe(false)
    expect(long.slice(start, start + 1)).toMatch(/^\S/)
  }
})

test('whatever the text, nothing is lost or twice', () => {
  const piece = fc.constantFrom('\n', '\n\n', '```\n', '~~~\n', '    code\n', 'a '.repeat(200), '- x\n', ' ')
  fc.assert(
    fc.property(fc.array(piece, { minLength: 100, maxLength: 400, size: 'max' }), (lines) => {
      const text = lines.join('')
      const pieces = cutLongText(text)
      expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
    }),
    { numRuns: 100 },
  )
})
