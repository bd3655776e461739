import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { contentHash, stripNul } from '#lib/pairs/content-hash.ts'
import { storedTurns } from '#lib/pairs/turns.ts'
import { uploadPath } from '#lib/pairs/uploads.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

/** What a record of the file is, and what is to become of it. */
interface Drawn {
  fate: 'pair' | 'error' | 'skip'
  /** As JSON, and as cells of a table; null where there is no such. */
  json: string
  cells: string[] | null
  hash?: string
  /** What is wrong is in a field, and not with the whole record. */
  inField?: boolean
}

const odd = fc.constantFrom('a,b', '"', '""', "it's", 'two\nlines', 'with\r\nboth', '\ttab', '語', '😀', 'e\u0301', '\u0000nul', '\ud800', 'x\udc00y', '\ufeff', '[', '{"a":1}', '\\', '\\u0000', '\u2028', 'Ω'.repeat(30), ' spaced ', '\u202eback', '<b>', 'NULL', 'x'.repeat(5000))
const text = fc.tuple(fc.constantFrom('Ask', 'Say', 'Tell', 'ask'), fc.array(odd, { maxLength: 2 })).map(([first, rest]) => `${first} ${rest.join('')}`)
const long = fc.constantFrom('en', 'de', 'x'.repeat(15) + '😀', 'pt-BR', '', 'x'.repeat(600), '\u0000')
const constraint = fc.record({ type: fc.constantFrom('Digit', 'Style', 'x'.repeat(200), '😀', ''), said: fc.oneof(text, fc.constantFrom('Use at most 5 words.', 'Write at least 2 words.', '\u0000')) })

const sound = fc.record({ instruction: text, output: text, input: fc.option(text, { nil: null }), system: fc.option(text, { nil: null }), history: fc.array(fc.tuple(text, text), { maxLength: 2 }), language: fc.option(long, { nil: null }), source: fc.option(long, { nil: null }), id: fc.option(fc.oneof(text, fc.integer()), { nil: null }), constraints: fc.array(constraint, { maxLength: 2 }), more: fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'meta', 'score', '😀'.repeat(60))), fc.oneof(text, fc.double(), fc.jsonValue({ maxDepth: 3 })), { maxKeys: 2 }) })
type Sound = typeof sound extends fc.Arbitrary<infer T> ? T : never

type Shape = 'alpaca' | 'messages' | 'sharegpt' | 'crab' | 'table'
const turnsOf = ({ system, history, instruction, output }: Sound) => [...(system === null ? [] : [['system', system]]), ...history.flatMap(([user, assistant]) => [['user', user], ['assistant', assistant]]), ['user', instruction], ['assistant', output]]
const speaker: Record<string, string> = { system: 'system', user: 'human', assistant: 'gpt' }

function rowOf(shape: Shape, one: Sound): Record<string, unknown> {
  const { instruction, output, input, system, history, language, source, id, constraints, more } = one
  const beside = { ...more, id, language, source }
  if (shape === 'alpaca') return { ...beside, instruction, input, output, system, history }
  if (shape === 'table') return { ...beside, prompt: instruction, context: input, answer: output, system }
  if (shape === 'sharegpt') return { ...beside, conversations: turnsOf(one).map(([role = '', value]) => ({ from: speaker[role], value })) }
  const messages = turnsOf(one).map(([role, content]) => ({ role, content }))
  if (shape === 'messages') return { ...beside, messages }
  return { ...beside, messages, Aug_instruction: { Refined_Instruction: input, Additional_Instruction: Object.fromEntries(constraints.map(({ type, said }) => [type, said])) } }
}

function hashOf(shape: Shape, { instruction, output, input, system, history }: Sound): string {
  const has = shape === 'alpaca' || shape === 'table'
  const orNull = (value: string | null) => (value === null || value === '' ? null : stripNul(value))
  return contentHash({
    system: orNull(system),
    history: shape === 'table' ? [] : history.flatMap(([user, assistant]) => [{ role: 'user' as const, content: stripNul(user) }, { role: 'assistant' as const, content: stripNul(assistant) }]),
    instruction: stripNul(instruction), input: has ? orNull(input) : null, response: stripNul(output),
  })
}

/** What is wrong with a record of a shape. */
const broken: Record<Shape, ((row: Record<string, unknown>) => unknown)[]> = {
  alpaca: [({ output: _, ...row }) => row, (row) => ({ ...row, instruction: '' }), (row) => ({ ...row, output: ' \n' }), (row) => ({ ...row, output: { text: 'a' } }), (row) => ({ ...row, input: ['a'] }), (row) => ({ ...row, history: 'no' }), (row) => ({ ...row, history: [['a']] }), () => 7, () => 'text', () => null, () => ['a'], () => ({})],
  table: [({ answer: _, ...row }) => row, (row) => ({ ...row, prompt: '' }), (row) => ({ ...row, answer: [] }), () => 7, () => ['a']],
  messages: [(row) => ({ ...row, messages: 'no' }), (row) => ({ ...row, messages: [{ role: 'user' }] }), (row) => ({ ...row, messages: [{ role: 'assistant', content: 'a' }] }), (row) => ({ ...row, messages: [{ role: 'user', content: 'a' }, { role: 'x'.repeat(5000), content: 'a' }] }), (row) => ({ ...row, messages: [{ role: 'user', content: ' ' }, { role: 'assistant', content: 'a' }] }), (row) => ({ ...row, messages: [7] }), () => null, () => ({ messages: null })],
  sharegpt: [(row) => ({ ...row, conversations: {} }), (row) => ({ ...row, conversations: [{ from: 'gpt', value: 'a' }] }), (row) => ({ ...row, conversations: [{ from: 'human', value: 7 }] }), (row) => ({ ...row, conversations: [{ from: 'human', value: 'a' }, { from: 'human', value: 'a' }] })],
  crab: [(row) => ({ ...row, Aug_instruction: 'no' }), (row) => ({ ...row, Aug_instruction: { Refined_Instruction: 7 } }), (row) => ({ ...row, Aug_instruction: { Additional_Instruction: ['a'] } }), (row) => ({ ...row, Aug_instruction: { Additional_Instruction: { a: 7 } } }), (row) => ({ ...row, messages: {} })],
}
const notJson = ['{"instruction": "a", "output": }', '{"a": 01}', '{"a": "b",}', 'nonsense', "{'a': 'b'}", '{"a" 1}']

function drawnOf(shape: Shape): fc.Arbitrary<Drawn> {
  const columns = ['prompt', 'answer', 'context', 'system', 'language', 'source', 'id'] as const
  const pair = sound.map((one): Drawn => {
    const row = rowOf(shape, one)
    return { fate: 'pair', json: JSON.stringify(row), cells: shape === 'table' ? columns.map((name) => String(row[name] ?? '')) : null, hash: hashOf(shape, one) }
  })
  const error = fc.tuple(sound, fc.constantFrom(...broken[shape])).map(([one, breaks]): Drawn => {
    const row = breaks(rowOf(shape, one))
    return { fate: 'error', json: JSON.stringify(row), cells: shape === 'table' ? ['only', 'three', 'cells'] : null, inField: typeof row === 'object' && row !== null && !Array.isArray(row) }
  })
  const unread = fc.constantFrom(...notJson).map((json): Drawn => ({ fate: 'error', json, cells: ['', 'no prompt', '', '', '', '', ''] }))
  const skip = fc.constant<Drawn>({ fate: 'skip', json: JSON.stringify(shape === 'sharegpt' ? { conversations: [{ from: 'human', value: 'a' }] } : { messages: [{ role: 'user', content: 'a' }] }), cells: null })
  const isOfTurns = shape !== 'alpaca' && shape !== 'table'
  return fc.oneof({ weight: 8, arbitrary: pair }, { weight: 3, arbitrary: error }, { weight: 1, arbitrary: unread }, ...(isOfTurns ? [{ weight: 1, arbitrary: skip }] : []))
}

const shapes = fc.constantFrom<Shape>('alpaca', 'messages', 'sharegpt', 'crab', 'table')
const files = shapes.chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    drawn: fc.tuple(drawnOf(shape).filter(({ fate }) => fate === 'pair'), fc.array(drawnOf(shape), { maxLength: 11 })).map(([pair, rest]) => [pair, ...rest]),
    /** Records that stand there again, by their number. */
    twins: fc.array(fc.nat(11), { maxLength: 3 }),
    container: fc.constantFrom('lines', 'list', 'list of lines', 'csv'),
    bom: fc.boolean(), crlf: fc.boolean(), blank: fc.boolean(), gzip: fc.boolean(),
  }),
)
type File = typeof files extends fc.Arbitrary<infer T> ? T : never

function written({ drawn: first, twins, container, bom, crlf, blank, gzip, shape }: File): { bytes: Buffer; drawn: Drawn[]; lines: number[] } {
  const end = crlf ? '\r\n' : '\n'
  const isCsv = container === 'csv' && shape === 'table'
  const isList = container === 'list' || container === 'list of lines'
  const all = [...first, ...twins.flatMap((n) => first[n] ?? [])]
  // What is no JSON at all is told apart where each record has a line of its own.
  const drawn = isList ? all.filter(({ json }) => !notJson.includes(json)) : all
  let content = ''
  let line = 1
  const lines: number[] = []
  const add = (record: string) => {
    lines.push(line)
    content += record + end
    line += record.split('\n').length
    if (blank) {
      content += end
      line++
    }
  }
  if (isCsv) {
    content = `prompt,answer,context,system,language,source,id${end}`
    line = 2
    for (const { cells } of drawn) add((cells ?? []).map((cell) => `"${cell.toWellFormed().replaceAll('"', '""')}"`).join(','))
  } else if (!isList) for (const { json } of drawn) add(json)
  else if (container === 'list') content = `[${drawn.map(({ json }) => json).join(', ')}]`
  else content = `[${end}${drawn.map(({ json }) => json).join(`,${end}`)}${end}]`
  const starts = isList ? drawn.map((_, n) => (container === 'list' ? 1 : n + 2)) : lines
  const bytes = Buffer.from((bom ? '\ufeff' : '') + content)
  return { bytes: gzip ? gzipSync(bytes) : bytes, drawn, lines: starts }
}

async function imported(datasetId: string, bytes: Buffer, shape: Shape) {
  const uploadId = randomUUID()
  await mkdir(dirname(uploadPath(uploadId)), { recursive: true })
  await writeFile(uploadPath(uploadId), bytes)
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'import', datasetId, seed: 0, params: { uploadId, fileName: 'drawn', mapping: { format: shape } } }))
  await executeRun(id, 'test', new AbortController().signal)
  const run = await runView(id)
  const errors = await db().importError.findMany({ where: { runId: id }, orderBy: { id: 'asc' } })
  return { run, errors }
}

describe('whatever a file holds', () => {
  it('each record becomes a pair, a twin that is counted, or an error that is listed with its line; again it adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const { bytes, drawn, lines } = written(file)
        const { id: datasetId } = await createDataset(null, { name: randomUUID() })
        const fates = (fate: Drawn['fate']) => drawn.filter((one) => one.fate === fate).length
        const hashes = new Set(drawn.flatMap(({ hash }) => hash ?? []))
        const errors = drawn.flatMap(({ fate, inField }, n) => (fate === 'error' ? [{ line: lines[n], inField: inField && file.container !== 'csv' }] : []))
        for (const isNew of [true, false]) {
          const { run, errors: listed } = await imported(datasetId, bytes, file.shape)
          const out = isNew ? hashes.size : 0
          const dropped = Object.fromEntries(Object.entries({ 'exact duplicate': fates('pair') - out, 'could not be read': fates('error'), 'no assistant turn': fates('skip') }).filter(([, n]) => n > 0))
          const { error, status, counts } = run
          expect([error, status, counts.in, counts.out, counts.dropped]).toEqual([null, errors.length > 0 ? 'partial' : 'done', drawn.length, out, dropped])
          expect(listed.map(({ line }) => line)).toEqual(errors.map(({ line }) => line))
          for (const [n, { reason, raw, field }] of listed.entries()) expect([reason !== '', raw.length <= 500, field !== null || !errors[n]?.inField]).toEqual([true, true, true])
        }
        const pairs = await db().pair.findMany({ where: { datasetId } })
        expect(pairs.map((pair) => pair.contentHash).toSorted()).toEqual([...hashes].toSorted())
        // What is stored is what the hash was made of.
        for (const { contentHash: hash, system, history, instruction, input, response } of pairs) expect(contentHash({ system, history: storedTurns.parse(history), instruction, input, response })).toBe(hash)
      }),
      { numRuns: 25 },
    )
  })
})
