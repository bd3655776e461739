import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCsvSplitter, sniffDelimiter } from './csv-stream.ts'
import type { RawRow } from './row.ts'

function split(input: string | Uint8Array, cuts: readonly number[] = [], delimiter = ','): RawRow[] {
  const bytes = Buffer.from(input)
  const splitter = createCsvSplitter(delimiter, { maxRecordBytes: 10_000 })
  const rows: RawRow[] = []
  let start = 0
  for (const cut of cuts) rows.push(...splitter.write(bytes.subarray(start, (start += cut))))
  return [...rows, ...splitter.write(bytes.subarray(start)), ...splitter.end()]
}

function outline(input: string | Uint8Array): unknown[] {
  return split(input).map((row) =>
    row.kind === 'row' ? [row.line, ...Object.values(Object(row.value))] : [row.error.line, row.error.reason],
  )
}

test('fields may hold quotes, delimiters and line breaks, and lines are counted as an editor counts them', () => {
  const text = 'q,a\r\n"say ""hi"", please","line one\r\nline two"\r\n\r\n5" nail,\r\n"",x'
  expect(outline(text)).toEqual([
    [2, 'say "hi", please', 'line one\r\nline two'],
    [5, '5" nail', ''],
    [6, '', 'x'],
  ])
})

test('a row with another number of fields than the header is an error, and the rest is read', () => {
  expect(outline('a,b\n1\n1,2,3\n1,2\n')).toEqual([
    [2, 'has 1 fields where the header has 2'],
    [3, 'has 3 fields where the header has 2'],
    [4, '1', '2'],
  ])
})

test('text behind a closing quote spoils one row', () => {
  expect(outline('a,b\n1,"x" y\n3,4\n')).toEqual([[2, 'text follows the closing quote of a field'], [3, '3', '4']])
})

test('a quote that is never closed costs the row it is in', () => {
  expect(outline('a,b\n1,"x\n3,4\n5,6\n')).toEqual([[2, 'a quote is not closed'], [3, '3', '4'], [4, '5', '6']])
})

test('a quote that the next quoted field seems to close costs the row it is in', () => {
  expect(outline('a,b\n1,"x\n3,4\n5,"six"\n"7","8"\n')).toEqual([
    [2, 'text follows the closing quote of a field'], [3, '3', '4'], [4, '5', 'six'], [5, '7', '8'],
  ])
})

test('a quote left open for longer than a record may be costs the row it is in', () => {
  const rows = outline(`a,b\n1,"x\n${'3,4\n'.repeat(5000)}`)
  expect(rows).toHaveLength(5001)
  expect(rows.slice(0, 2)).toEqual([[2, expect.stringMatching('a quote is not closed')], [3, '3', '4']])
})

test('a row that is not UTF-8 is an error of its own', () => {
  const bytes = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xe9]), Buffer.from('\n3,é\n')])
  expect(outline(bytes)).toEqual([[2, 'not valid UTF-8'], [3, '3', 'é']])
})

test('header names are made unique, and __proto__ is a name like any other', () => {
  const [row] = split('a,,a,__proto__\n1,2,3,4\n')
  expect(row?.kind === 'row' && Object.entries(Object(row.value))).toEqual([
    ['a', '1'], ['column_2', '2'], ['a_2', '3'], ['__proto__', '4'],
  ])
})

test('the result does not depend on where chunks are cut', () => {
  const unit = fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é', '""', '","')
  const plain = (row: RawRow) => (row.kind === 'row' ? { ...row, raw: row.raw() } : row)
  fc.assert(
    fc.property(fc.string({ unit }), fc.array(fc.nat(20)), (text, cuts) => {
      expect(split(`x,y\n${text}`, cuts).map(plain)).toEqual(split(`x,y\n${text}`).map(plain))
    }),
    { numRuns: 500 },
  )
})

test('any table comes back, under every delimiter', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\t', ';', '\n', '\r\n', '😀') })
  const delimiter = fc.constantFrom(',', '\t', ';', '|')
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), delimiter, (table, separator) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = [['x', 'y'], ...table].map((row) => row.map(quoted).join(separator)).join('\n')
      const rows = split(text, [], separator)
      expect(rows.map((row) => (row.kind === 'row' ? row.value : row))).toEqual(table.map(([x, y]) => ({ x, y })))
    }),
  )
})

test.each([
  ['a,b\n"x\ty",2\n', ','],
  ['a\tb\nx, y\tz\n', '\t'],
  ['a;b\n"1,5";2\n', ';'],
  ['a|b|c\n1|2|3\n', '|'],
  ['single\nvalue\n', ','],
])('sniffs the delimiter of %j', (text, delimiter) => {
  expect(sniffDelimiter(text)).toBe(delimiter)
})
