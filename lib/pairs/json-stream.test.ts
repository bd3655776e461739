import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BrokenSource } from './chunks.ts'
import { collect } from './pair-record.fixture.ts'
import { createJsonSplitter, splitJson } from './json-stream.ts'
import type { JsonStreamOptions } from './json-stream.ts'
import type { RawRow } from './row.ts'

async function* from(chunks: readonly (Uint8Array | string)[]) {
  yield* chunks
}

async function split(chunks: readonly (Uint8Array | string)[], options?: JsonStreamOptions): Promise<RawRow[]> {
  return collect(splitJson(from(chunks), options))
}

/** What a test looks at: values with their lines, errors as text. */
async function outline(text: string | Uint8Array, options?: JsonStreamOptions): Promise<unknown[]> {
  const rows = await split([text], options)
  return rows.map((row) => (row.kind === 'row' ? [row.line, row.value] : [row.error.line, row.error.reason]))
}

test('reads one value a line, blank lines and Windows line ends included', async () => {
  expect(await outline('{"a":1}\r\n\n  {"b":"x"}\n{"c":[{}]}')).toEqual([[1, { a: 1 }], [3, { b: 'x' }], [4, { c: [{}] }]])
})

test('reads pretty-printed and glued objects, each with the line it begins on', async () => {
  const text = `${JSON.stringify({ a: [{ b: 1 }] }, null, 2)}\n{"c":2}{"d":3}\n{\n"e": [\n{\n"f": 4\n}\n]\n}\n`
  expect(await outline(text)).toEqual([
    [1, { a: [{ b: 1 }] }], [8, { c: 2 }], [8, { d: 3 }], [9, { e: [{ f: 4 }] }],
  ])
})

test('reads the elements of an array, however it is laid out', async () => {
  const values = [{ a: 'x, ]' }, { b: [1, { c: '"' }] }, 'text, with ] in it', 7, null, [1]]
  for (const indent of [0, 1, 2, 4]) {
    const rows = await split([JSON.stringify(values, null, indent)])
    expect(rows.map((row) => (row.kind === 'row' ? row.value : row))).toEqual(values)
  }
  const aligned = `[${values.slice(0, 2).map((value) => JSON.stringify(value)).join(',\n ')}]`
  expect((await outline(aligned)).map((row) => Array.isArray(row) && row[0])).toEqual([1, 2])
})

test('numbers that JavaScript cannot hold come as their text, and all others as numbers', async () => {
  const text = '{"id":9007199254740993,"answer":-10000000000000000001,"huge":[{"a":1e400}],"like":"12345678901234567890","__proto__":{"b":1e-400}}\n'
  const [row] = await split([text])
  expect(row?.kind === 'row' ? JSON.stringify(row.value) : row).toBe(
    '{"id":"9007199254740993","answer":"-10000000000000000001","huge":[{"a":"1e400"}],"like":"12345678901234567890","__proto__":{"b":0}}',
  )
  const sound = [9007199254740991, -9007199254740991, 0.12345678901234568, 1e21, 1.7976931348623157e308]
  expect(await outline(`${JSON.stringify(sound)}\n`)).toEqual(sound.map((value) => [1, value]))
  expect(await outline('[[12345678901234567, 10000000000000000000000, 1152921504606847000]]')).toEqual([[1, ['12345678901234567', '10000000000000000000000', 2 ** 60]]])
})

test('a broken line costs that line and no other', async () => {
  expect(await outline('{"a":1}\n{"a":}\ngarbage\n{"a" 3}\n{"a":4}\n')).toEqual([
    [1, { a: 1 }],
    [2, expect.stringMatching('not valid JSON')],
    [3, expect.stringMatching('not valid JSON')],
    [4, expect.stringMatching('not valid JSON')],
    [5, { a: 4 }],
  ])
})

test.each([
  ['in a string', '{"a":{"b":"cut of'],
  ['behind a value', '{"a":{"b":1'],
  ['behind a bracket', '{"a":['],
  ['behind a colon', '{"a":'],
  ['behind an escape', '{"a":"\\'],
])('a line cut off %s costs that line and no other', async (_where, cut) => {
  expect(await outline(`{"a":1}\n${cut}\n{"a":3}\n{"a":4}\n`)).toEqual([
    [1, { a: 1 }], [2, expect.any(String)], [3, { a: 3 }], [4, { a: 4 }],
  ])
  expect(await outline(`${cut}\n{"a":3}\n{"a":4}\n`)).toEqual([[1, expect.any(String)], [2, { a: 3 }], [3, { a: 4 }]])
})

test('a broken element of a pretty-printed array costs that element and no other', async () => {
  const elements = [{ id: 1, turns: [{ x: 'one' }] }, { id: 2, turns: [{ x: 'two' }] }, { id: 3, turns: [{ x: 'six' }] }]
  const sound = JSON.stringify(elements, null, 2)
  for (const [from, to] of [['"two"', '"two'], ['"two"\n', '"two"\n['], ['"two"', 'NaN'], ['"id": 2,', '"id": 2 {']]) {
    const rows = await split([sound.replace(from ?? '', to ?? '')])
    expect(rows.map((row) => (row.kind === 'row' ? row.value : row.error.line))).toEqual([elements[0], 10, elements[2]])
  }
})

test('a missing comma deep inside an element does not make its inner objects rows', async () => {
  const elements = [1, 2, 3].map((id) => ({ id, turns: [{ x: 'a' }, { x: 'b' }] }))
  const cut = JSON.stringify(elements, null, 2).split('\n')
  const comma = cut.indexOf('      },', cut.indexOf('    "id": 2,'))
  cut[comma] = '      }'
  const rows = await split([cut.join('\n')])
  expect(rows.map((row) => (row.kind === 'row' ? row.value : row.error.line))).toEqual([elements[0], 13, elements[2]])
})

test('a broken element of an array on one line costs that element and no other', async () => {
  expect(await outline('[{"a":1},{"a":NaN},{"a":"say "hi" now"},{"a":4}]')).toEqual([
    [1, { a: 1 }], [1, expect.any(String)], [1, expect.any(String)], [1, { a: 4 }],
  ])
})

test('a file that ends too early says so once, after all that was whole', async () => {
  expect(await outline('[{"a":1},\n{"a":2},\n{"a')).toEqual([
    [1, { a: 1 }], [2, { a: 2 }], [3, 'the file ends inside this record'],
  ])
  expect(await outline('[{"a":1},\n')).toEqual([[1, { a: 1 }], [2, expect.stringMatching('closing bracket')]])
})

test('a source that breaks ends with one error, and an I/O error is passed on', async () => {
  async function* breaking(error: Error) {
    yield Buffer.from('{"a":1}\n{"b"')
    throw error
  }
  const rows = await collect(splitJson(breaking(new BrokenSource('it was cut short'))))
  expect(rows).toMatchObject([{ value: { a: 1 } }, { error: { line: 2, reason: 'it was cut short', raw: '{"b"' } }])
  await expect(collect(splitJson(breaking(new Error('EIO'))))).rejects.toThrow('EIO')
})

test('a record that is not UTF-8 is an error of its own', async () => {
  const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n{"a":2}\n')])
  expect(await outline(bytes)).toEqual([[1, 'not valid UTF-8'], [2, { a: 2 }]])
})

test('a nesting bomb is an error, closed or not, and the next line is read', async () => {
  const deep = 100_000
  for (const tail of ['', `${']'.repeat(deep)}}`]) {
    const text = `{"a":${'['.repeat(deep)}${tail}\n{"a":2}\n`
    expect(await outline(text)).toEqual([[1, expect.stringMatching('nested more than 256')], [2, { a: 2 }]])
  }
})

test('a record above the limit is an error that keeps only its start, and the next is read', async () => {
  const text = `{"a":"${'x'.repeat(50_000)}"}\n{"a":2}\n`
  const chunks = text.match(/[^]{1,1000}/g) ?? []
  const rows = await split(chunks, { maxRecordBytes: 10_000 })
  expect(rows).toMatchObject([{ kind: 'error', error: { line: 1 } }, { kind: 'row', line: 2, value: { a: 2 } }])
  expect(rows[0]?.kind === 'error' && rows[0].error.raw.length).toBe(500)
})

test('__proto__ is a key like any other', async () => {
  const [row] = await split(['{"__proto__":{"polluted":true},"a":1}'])
  expect(row?.kind === 'row' && Object.keys(Object(row.value))).toEqual(['__proto__', 'a'])
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('a surrogate pair split over two text chunks is one character', async () => {
  expect(await split(['{"a":"\ud83d', '\ude00"}'])).toMatchObject([{ value: { a: '😀' } }])
})

const anyLine = fc.oneof(
  fc.object({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  fc.object({ maxDepth: 2 }).map((value) => JSON.stringify(value, null, 2)),
  fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', ' ', '\n', 'a', '1') }),
)

test('the result does not depend on where chunks are cut', () => {
  fc.assert(
    fc.property(fc.array(anyLine), fc.boolean(), fc.array(fc.nat(200)), (lines, asArray, cuts) => {
      const bytes = Buffer.from(asArray ? `[${lines.join(',\n')}]` : lines.join('\n'))
      const whole = createJsonSplitter()
      const expected = [...whole.write(bytes), ...whole.end()]
      const pieces = createJsonSplitter()
      const rows: RawRow[] = []
      let start = 0
      for (const cut of cuts) rows.push(...pieces.write(bytes.subarray(start, (start += cut))))
      rows.push(...pieces.write(bytes.subarray(start)), ...pieces.end())
      const plain = (row: RawRow) => (row.kind === 'row' ? { ...row, raw: row.raw() } : row)
      expect(rows.map(plain)).toEqual(expected.map(plain))
    }),
  )
})

test('any JSON values come back from lines and from arrays, with garbage between them or without', async () => {
  const value = fc.object({ maxDepth: 3 }).map((object): unknown => JSON.parse(JSON.stringify(object)))
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1 }), fc.constantFrom(undefined, 2), async (values, indent) => {
      const lines = values.map((item) => JSON.stringify(item, null, indent))
      for (const text of [lines.join('\n'), lines.join(''), JSON.stringify(values, null, indent)]) {
        const rows = await split([text])
        expect(rows.map((row) => (row.kind === 'row' ? row.value : row))).toEqual(values)
      }
      const littered = await split([lines.map((line) => `#!garbage\n${line}\n`).join('')])
      expect(littered.flatMap((row) => (row.kind === 'row' ? [row.value] : []))).toEqual(values)
      expect(littered).toHaveLength(values.length * 2)
    }),
  )
})
