import { expect, test } from 'vitest'
import { pyCsvRows } from './python-csv.ts'

test('quotes hold delimiters, line ends and doubled quotes', () => {
  expect(pyCsvRows('a,"b,c","d\ne","f""g"\nh')).toEqual([['a', 'b,c', 'd\ne', 'f"g'], ['h']])
})

test('a blank line is a row without fields, a last line end is not a row', () => {
  expect(pyCsvRows('a\n\n b ,\n')).toEqual([['a'], [], [' b ', '']])
})

test('text may follow a closing quote, and a quote inside of a field is text', () => {
  expect(pyCsvRows('"a"b,c"d"')).toEqual([['ab', 'c"d"']])
})

test('a quote that never closes takes the rest', () => {
  expect(pyCsvRows('a,"b\nc')).toEqual([['a', 'b\nc']])
})

test('another delimiter', () => {
  expect(pyCsvRows('a,b\tc', '\t')).toEqual([['a,b', 'c']])
})

test('what Python refuses is undefined: text after a carriage return, a field beyond the limit', () => {
  expect(pyCsvRows('a\r\nb\r\n')).toEqual([['a'], ['b']])
  expect(pyCsvRows('a\rb')).toBeUndefined()
  expect(pyCsvRows('x'.repeat(131_072))).toHaveLength(1)
  expect(pyCsvRows('x'.repeat(131_073))).toBeUndefined()
})
