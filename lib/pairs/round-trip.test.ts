import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { pairRecord, readAll } from './pair-record.fixture.ts'
import type { ChatMessage, PairRecord } from './record.ts'

const text = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((value) => value.toWellFormed().replaceAll('\u0000', ''))
const said = fc.oneof(text, fc.constantFrom('"', 'a,b', 'line\nbreak', '\r\n', '{"a":1}', '😀', '[', '\\')).map((value) => `${value}x`)
const orNull = (value: fc.Arbitrary<string>) => fc.option(value, { nil: null })

const side = {
  externalId: orNull(said), source: orNull(said), language: orNull(said), license: orNull(said),
}
const flat = fc.record({ ...side, system: orNull(said), instruction: said, input: orNull(said), response: said })
const history: fc.Arbitrary<ChatMessage[]> = fc
  .array(fc.tuple(text, text), { maxLength: 3 })
  .map((turns) => turns.flatMap(([user, assistant]): ChatMessage[] => [
    { role: 'user', content: user }, { role: 'assistant', content: assistant },
  ]))
const chat = fc.record({ ...side, system: orNull(said), history, instruction: said, response: said })
const records = (part: fc.Arbitrary<Partial<PairRecord>>) => fc.array(part.map(pairRecord), { minLength: 1, maxLength: 8 })

const beside = ({ externalId, source, language, license }: PairRecord) => ({ id: externalId, source, language, license })
const messagesOf = (record: PairRecord): ChatMessage[] => [
  ...(record.system === null ? [] : [{ role: 'system' as const, content: record.system }]),
  ...record.history,
  { role: 'user', content: record.instruction },
  { role: 'assistant', content: record.response },
]
const speakers = { system: 'system', user: 'human', assistant: 'gpt' }
const conversationsOf = (record: PairRecord) =>
  messagesOf(record).map(({ role, content }) => ({ from: speakers[role], value: content }))
const pairsOf = (list: readonly ChatMessage[]) =>
  list.flatMap((turn, i) => (turn.role === 'user' ? [[turn.content, list[i + 1]?.content]] : []))

const asJson: Record<string, (rows: unknown[]) => string> = {
  lines: (rows) => rows.map((row) => JSON.stringify(row)).join('\n'),
  'a list': (rows) => JSON.stringify(rows),
  'a pretty list': (rows) => JSON.stringify(rows, null, 2),
}

async function expectBack(content: string | Uint8Array, format: string, expected: PairRecord[]) {
  const items = await readAll(content, { format })
  expect(items.map((item) => (item.kind === 'pair' ? item.record : item))).toEqual(expected)
}

const writers: [string, fc.Arbitrary<PairRecord[]>, (record: PairRecord) => unknown][] = [
  ['alpaca', records(fc.tuple(flat, history).map(([part, turns]) => ({ ...part, history: turns }))), (record) => ({
    ...beside(record), system: record.system, history: pairsOf(record.history),
    instruction: record.instruction, input: record.input ?? '', output: record.response,
  })],
  ['messages', records(chat), (record) => ({ ...beside(record), messages: messagesOf(record) })],
  ['messages', records(chat), (record) => ({
    ...beside(record), prompt: messagesOf(record).slice(0, -1), completion: messagesOf(record).slice(-1),
  })],
  ['sharegpt', records(chat), (record) => ({ ...beside(record), conversations: conversationsOf(record) })],
  ['wizardlm', records(chat), ({ externalId, ...record }) => ({
    idx: externalId, source: record.source, language: record.language, license: record.license,
    conversations: conversationsOf({ externalId, ...record }),
  })],
  ['crab', records(fc.record({
    externalId: orNull(said), system: orNull(said), history, instruction: said, response: said, refinedInstruction: orNull(said),
    constraints: fc.uniqueArray(fc.record({ rawType: said, text: said }), { selector: (constraint) => constraint.rawType }),
  })), (record) => ({
    id: record.externalId, messages: messagesOf(record),
    Aug_instruction: {
      Refined_Instruction: record.refinedInstruction,
      Additional_Instruction: Object.fromEntries(record.constraints.map(({ rawType, text: sentence }) => [rawType, sentence])),
    },
  })],
  ['oasst2', records(fc.record({ externalId: said, language: said, instruction: said, response: said }).map((part) => ({
    ...part, meta: { rank: 0 },
  }))), (record) => ({
    message_tree_id: record.externalId,
    prompt: {
      text: record.instruction, role: 'prompter', lang: record.language,
      replies: [{ text: 'other', role: 'assistant', rank: 1 }, { text: record.response, role: 'assistant', rank: 0 }],
    },
  })],
  ['orca', records(fc.record({ history, instruction: said, response: said })), (record) => ({
    instruction: '',
    conversation: pairsOf([...record.history, ...messagesOf(record).slice(-2)]).map(([input, output]) => ({ input, output })),
  })],
  ['table', records(flat), (record) => ({
    ...beside(record), system: record.system, prompt: record.instruction, context: record.input, answer: record.response,
  })],
]

test.each(writers)('%s: what is written is read back the same, from lines and from lists', async (format, arbitrary, write) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, fc.constantFrom(...Object.values(asJson)), async (expected, join) => {
      await expectBack(join(expected.map(write)), format, expected)
    }),
    { numRuns: 60 },
  )
})

const columns = ['id', 'source', 'language', 'license', 'system', 'instruction', 'input', 'output'] as const
const cells = (record: PairRecord) => [
  record.externalId, record.source, record.language, record.license, record.system, record.instruction, record.input, record.response,
]

test.each([',', '\t', ';'])('a table delimited by %j is read back the same', async (delimiter) => {
  await fc.assert(
    fc.asyncProperty(records(flat), async (expected) => {
      const lines = [columns, ...expected.map(cells)].map((row) =>
        row.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(delimiter),
      )
      await expectBack(lines.join('\r\n'), 'table', expected)
    }),
    { numRuns: 60 },
  )
})

test('a Parquet table is read back the same', async () => {
  await fc.assert(
    fc.asyncProperty(records(flat), async (expected) => {
      const columnData = columns.map((name, i) => ({
        name, data: expected.map((record) => cells(record)[i] ?? null), type: 'STRING' as const, nullable: true,
      }))
      const file = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 3 }))
      await expectBack(file, 'table', expected)
    }),
    { numRuns: 40 },
  )
})
