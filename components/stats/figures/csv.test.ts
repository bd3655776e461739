import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-owl', "'-owl"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['  =cmd', "'  =cmd"],
  ['＝HYPERLINK("x")', '"\'＝HYPERLINK(""x"")"'],
  ['a, "b"', '"a, ""b"""'],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
])('%j is written %j', (cell, written) => {
  expect(toCsv(['h'], [[cell]])).toBe(`h\r\n${written}\r\n`)
})

test('numbers are numbers, negative ones too, and nothing is nothing', () => {
  expect(toCsv(['a', 'b', 'c'], [[-1, 0.5, null]])).toBe('a,b,c\r\n-1,0.5,\r\n')
})
