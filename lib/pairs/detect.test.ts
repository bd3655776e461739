import { expect, test } from 'vitest'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { gzipSync } from 'node:zlib'
import { previewSource } from './detect.ts'
import { withFile } from './pair-record.fixture.ts'
import type { FieldMapping } from './record.ts'

const preview = (content: string | Uint8Array, mapping?: FieldMapping) =>
  withFile(content, (path) => previewSource(path, { mapping }))

const turns = [{ role: 'user', content: 'q' }, { role: 'assistant', content: 'a' }]
const shared = [{ from: 'human', value: 'q' }, { from: 'gpt', value: 'a' }]

test.each([
  ['alpaca', { instruction: 'q', input: '', output: 'a' }],
  ['alpaca', { instruction: 'q', output: 'a', id: 1 }],
  ['messages', { messages: turns }],
  ['messages', { prompt: 'q', completion: 'a' }],
  ['messages', { prompt: turns.slice(0, 1), completion: turns.slice(1) }],
  ['sharegpt', { id: '1', conversations: shared }],
  ['crab', { id: 1, messages: turns, Aug_instruction: { Refined_Instruction: 'r', Additional_Instruction: {} } }],
  ['oasst2', { message_tree_id: 't', prompt: { text: 'q', role: 'prompter', replies: [{ text: 'a', role: 'assistant', rank: 0 }] } }],
  ['wizardlm', { idx: '1', conversations: shared }],
  ['wizardlm', { idx: 1, instruction: 'q', output: 'a' }],
  ['orca', { instruction: 'i', conversation: [{ input: 'q', output: 'a' }] }],
  ['table', { prompt: 'q', response: 'a', key: 1 }],
])('recognises %s in %j', async (format, row) => {
  const lines = `${JSON.stringify(row)}\n${JSON.stringify(row)}\n`
  for (const text of [lines, JSON.stringify([row, row], null, 2), gzipSync(lines)]) {
    const found = await preview(text)
    expect(found).toMatchObject({ format, mapping: { format }, errors: [] })
    expect(found.pairs).toHaveLength(2)
    expect(found.pairs[0]?.response).toBe('a')
  }
})

test('recognises containers by content', async () => {
  const columnData = [{ name: 'prompt', data: ['q'], type: 'STRING' as const }, { name: 'answer', data: ['a'], type: 'STRING' as const }]
  const parquet = new Uint8Array(parquetWriteBuffer({ columnData }))
  for (const [container, content] of [
    ['csv', 'prompt,answer\nq,a\n'],
    ['csv', 'prompt;answer\nq;a\n'],
    ['tsv', 'prompt\tanswer\nq\ta\n'],
    ['json', '[{"prompt":"q","answer":"a"}]'],
    ['jsonl', '{"prompt":"q","answer":"a"}'],
    ['parquet', parquet],
  ] as const) {
    const found = await preview(content)
    expect(found).toMatchObject({ container, gzip: false, format: 'table', columns: ['prompt', 'answer'], bytes: content.length })
    expect(found.mapping.columns).toEqual({ instruction: 'prompt', response: 'answer' })
    expect(found.pairs).toMatchObject([{ instruction: 'q', response: 'a' }])
  }
})

test('a list of lines that starts with a broken one is not taken for CSV', async () => {
  const found = await preview('oops, what, is this\n{"instruction":"q","output":"a"}\n')
  expect(found).toMatchObject({ container: 'jsonl', format: 'alpaca', errors: [{ line: 1 }], pairs: [{ response: 'a' }] })
})

test('a person can choose another format and other columns', async () => {
  const text = '{"instruction":"q","output":"a","meta":{"better":"b"}}\n'
  const columns = { instruction: 'instruction', response: 'meta.better' }
  const found = await preview(text, { format: 'table', columns })
  expect(found).toMatchObject({ format: 'table', mapping: { columns }, pairs: [{ response: 'b' }] })
  expect(found.columns).toEqual(['instruction', 'output', 'meta', 'meta.better'])
  expect(found.formats[0]?.id).toBe('alpaca')
})

test('stops at the limit, and shows errors and skips of what it read', async () => {
  const rows = [{ messages: turns }, { messages: [] }, { messages: 1 }, { messages: turns }]
  const text = rows.map((row) => JSON.stringify(row)).join('\n')
  const found = await withFile(text, (path) => previewSource(path, { limit: 3 }))
  expect(found.pairs).toHaveLength(1)
  expect(found.skipped).toEqual([{ line: 2, reason: 'no assistant turn' }])
  expect(found.errors).toMatchObject([{ line: 3, field: 'messages' }])
})

test('a look at a file of giant records takes a few of them, and of their texts the beginning', async () => {
  const giant = { messages: [{ role: 'user', content: 'h'.repeat(900_000) }, turns[1], ...turns.slice(0, 1), { role: 'assistant', content: '\u{1F600}'.repeat(20_000) }] }
  const found = await preview(`${JSON.stringify(giant)}\n`.repeat(30))
  expect(found).toMatchObject({ format: 'messages', errors: [] })
  expect(found.pairs).toHaveLength(3)
  expect(found.pairs[0]?.response).toBe(`${'\u{1F600}'.repeat(10_000)}…`)
  expect(JSON.stringify(found).length).toBeLessThan(200_000)
})

test('a look at a gzip file of gigabytes of blank lines ends, and says how far it went', async () => {
  const bomb = Buffer.concat(Array<Buffer>(4000).fill(gzipSync('\n'.repeat(2 ** 20))))
  const found = await preview(bomb)
  expect(found.errors).toMatchObject([{ reason: expect.stringMatching(/^nothing beyond the first (128 MB|10 seconds) was looked at$/) }])
})
