import { statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { readPairs } from './read.ts'
import { collect, pairRecord, readAll, withFile } from './pair-record.fixture.ts'

const alpaca = { format: 'alpaca' }
const row = (n: number, output = `answer ${n}`) => JSON.stringify({ instruction: `question ${n}`, input: '', output })
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => row(from + i)).join('\n')

test('every row comes out once: as a pair, an error or a skip, each with its line', async () => {
  const text = [row(1), '{"instruction":"x","output":" "}', '[1]', '{"instruction":', row(5)].join('\n')
  expect(await readAll(text, alpaca)).toEqual([
    { kind: 'pair', line: 1, record: pairRecord({ instruction: 'question 1', response: 'answer 1' }) },
    { kind: 'error', error: { line: 2, field: 'output', reason: 'is empty', raw: '{"instruction":"x","output":" "}' } },
    { kind: 'error', error: { line: 3, field: null, reason: 'is not an object', raw: '1' } },
    { kind: 'error', error: { line: 4, field: null, reason: expect.any(String), raw: '{"instruction":' } },
    { kind: 'pair', line: 5, record: pairRecord({ instruction: 'question 5', response: 'answer 5' }) },
  ])
})

test('a byte order mark is dropped, in JSON and in CSV', async () => {
  const mark = '\ufeff'
  expect(await readAll(mark + row(1), alpaca)).toMatchObject([{ kind: 'pair', line: 1 }])
  expect(await readAll(`${mark}prompt,answer\nx,y\n`, { format: 'table' })).toMatchObject([{ kind: 'pair', line: 2 }])
})

test('gzip is read in one member and in several', async () => {
  const items = await readAll(Buffer.concat([gzipSync(`${row(1)}\n`), gzipSync(row(2))]), alpaca)
  expect(items).toMatchObject([{ kind: 'pair', line: 1 }, { kind: 'pair', line: 2 }])
})

test('a gzip file cut short gives all that was read before and then one error', async () => {
  const text = Array.from({ length: 20_000 }, (_, i) => row(i, `${Math.sin(i)} ${Math.cos(i)}`)).join('\n')
  const whole = gzipSync(text)
  const items = await readAll(whole.subarray(0, Math.floor(whole.length * 0.7)), alpaca)
  const pairs = items.filter((item) => item.kind === 'pair')
  expect(pairs.length).toBeGreaterThan(10_000)
  expect(pairs.length).toBe(items.length - 1)
  const reason = 'the gzip file ends early: it was cut short'
  expect(items.at(-1)).toMatchObject({ kind: 'error', error: { line: pairs.length + 1, reason } })
})

test('a gzip file with damage inside gives what was read before and then one error', async () => {
  const text = Array.from({ length: 20_000 }, (_, i) => row(i, `${Math.sin(i)} ${Math.cos(i)}`)).join('\n')
  const damaged = gzipSync(text)
  damaged.fill(0xff, Math.floor(damaged.length * 0.7), Math.floor(damaged.length * 0.7) + 2000)
  const items = await readAll(damaged, alpaca)
  expect(items.filter((item) => item.kind === 'pair').length).toBeGreaterThan(5000)
  expect(items.filter((item) => item.kind === 'error').length).toBeGreaterThan(0)
  expect(items.at(-1)).toMatchObject({ kind: 'error', error: { reason: expect.stringMatching('gzip data is corrupt') } })
})

test.each([
  ['something else after its end', Buffer.from('<html>Not found</html>')],
  ['much of something else', Buffer.alloc(200_000, 7)],
  ['what begins like another member', Buffer.from([0x1f, 0x8b, 9, 9, 9])],
])('a gzip file with %s gives all its records and then one error', async (_what, tail) => {
  for (const count of [1, 2, 20_000]) {
    const text = Array.from({ length: count }, (_, i) => `${row(i, `${Math.sin(i)} ${Math.cos(i)}`)}\n`).join('')
    const items = await readAll(Buffer.concat([gzipSync(text), tail]), alpaca)
    expect(items.filter((item) => item.kind === 'pair')).toHaveLength(count)
    expect(items.slice(count)).toMatchObject([{ kind: 'error', error: { line: count + 1, reason: 'the gzip data ends, and something else follows it' } }])
  }
})

test.each([
  ['an empty file', '', 'the file is empty'],
  ['a file of blank lines', ' \n \n\t\n', 'the file is empty'],
  ['an empty gzip file', gzipSync(''), 'the file is empty'],
  ['ten bytes of something binary', Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 14, 15]), 'all there is was read as the names of columns'],
  ['a CSV file of a head alone', 'instruction,output\n', 'all there is was read as the names of columns'],
  ['an empty list', ' [ ] ', 'there is no record in it'],
  ['a zip archive', 'PK\u0003\u0004 and so on', 'a zip archive or a spreadsheet: unpack it, or save it as CSV, first'],
  ['a zstd file', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2]), 'a zstd file: unpack it first'],
  ['Parquet inside gzip', gzipSync('PAR1 and so on'), 'a Parquet file inside gzip: unpack it first'],
  ['UTF-16', Buffer.from('\ufeffa,b', 'utf16le'), 'UTF-16 text: save it as UTF-8 first'],
  ['something binary', Buffer.from([1, 0, 2, 0]), 'not a text file: it is full of zero bytes'],
  ['a broken Parquet file', 'PAR1 is all there is of it', expect.stringMatching('the Parquet file cannot be read')],
])('%s is one error that says what to do', async (_what, content, reason) => {
  const error = { line: 1, field: null, reason, raw: '' }
  expect(await readAll(content, { format: 'table' })).toEqual([{ kind: 'error', error }])
})

test('Parquet is read over all row groups, lists of messages included', async () => {
  const chat = (n: number) => [{ role: 'user', content: `${n}?` }, { role: 'assistant', content: 'yes' }]
  const numbers = Array.from({ length: 250 }, (_, i) => i)
  const file = parquetWriteBuffer({
    rowGroupSize: 100,
    columnData: [
      { name: 'id', data: numbers.map(BigInt), type: 'INT64' },
      { name: 'question', data: numbers.map((n) => `question ${n}`), type: 'STRING' },
      { name: 'answer', data: numbers.map((n) => (n === 120 ? '' : `answer ${n}`)), type: 'STRING' },
      { name: 'messages', data: numbers.map(chat), type: 'JSON' },
    ],
  })
  const items = await readAll(new Uint8Array(file), { format: 'table' })
  expect(items).toHaveLength(250)
  const last = { externalId: '249', instruction: 'question 249', response: 'answer 249' }
  expect(items[249]).toMatchObject({ line: 250, record: last })
  expect(items[120]).toMatchObject({ error: { line: 121, field: 'answer', reason: 'is empty' } })
  const chats = await readAll(new Uint8Array(file), { format: 'messages' })
  expect(chats[7]).toMatchObject({ record: { externalId: '7', instruction: '7?', response: 'yes' } })
})

test('a Parquet file whose pages are damaged is an error and not a crash', async () => {
  const columnData = ['prompt', 'answer'].map((name) => ({ name, data: [`${name} 1`, `${name} 2`], type: 'STRING' as const }))
  const file = new Uint8Array(parquetWriteBuffer({ columnData, codec: 'SNAPPY' }))
  file.fill(0xff, 4, 30)
  const items = await readAll(file, { format: 'table' })
  expect(items.length).toBeGreaterThan(0)
  expect(items.every((item) => item.kind === 'error')).toBe(true)
})

test('NULs and lone surrogates are replaced and noted, in pairs and in errors', async () => {
  const text = `${JSON.stringify({ instruction: 'q', output: 'a\u0000b\ud800' })}\n{"instruction":"\u0000"}\n`
  expect(await readAll(text, alpaca)).toMatchObject([
    { record: { response: 'a\ufffdb\ufffd', meta: { repaired: ['response'] } } },
    { error: { line: 2, raw: '{"instruction":"\ufffd"}' } },
  ])
})

test('progress reaches the size of the file', async () => {
  await withFile(gzipSync(rows(1, 1000)), async (path) => {
    const items = await collect(readPairs(path, alpaca))
    expect(items.at(-1)?.bytesRead).toBe(statSync(path).size)
  })
})

test('aborting stops the reading with the reason of the signal', async () => {
  await withFile(rows(1, 1000), async (path) => {
    const controller = new AbortController()
    let seen = 0
    const reading = async () => {
      for await (const _item of readPairs(path, alpaca, controller.signal)) {
        if (++seen === 10) controller.abort(new Error('cancelled by a person'))
      }
    }
    await expect(reading()).rejects.toThrow('cancelled by a person')
    expect(seen).toBe(10)
  })
})

test('a format that nobody knows is refused', async () => {
  await expect(readAll(row(1), { format: 'constructor' })).rejects.toThrow(RangeError)
})
