import { describe, expect, test } from 'vitest'
import { pairFormat } from './registry.ts'
import type { ColumnMapping } from '../record.ts'

function read(format: string, row: unknown, columns?: ColumnMapping) {
  return pairFormat(format)?.toPair(row, columns)
}
const user = (content: unknown) => ({ role: 'user', content })
const assistant = (content: unknown) => ({ role: 'assistant', content })
const system = (content: unknown) => ({ role: 'system', content })

describe('alpaca', () => {
  test('reads a history that a table has as JSON', () => {
    for (const [history, turns] of [['[["q0","a0"]]', [user('q0'), assistant('a0')]], ['[]', []]]) expect(read('alpaca', { instruction: 'q', output: 'a', history })).toMatchObject({ history: turns })
    expect(read('alpaca', { instruction: 'q', output: 'a', history: 'none' })).toMatchObject({ error: { field: 'history' } })
  })
  test('reads instruction, input, output, system and history; the rest that is small goes to meta', () => {
    const row = {
      instruction: 'q', input: 'material', output: 'a', system: 's', history: [['q0', 'a0']], id: 7, source: 'x', score: 9.5, note: null,
    }
    expect(read('alpaca', row)).toEqual({
      externalId: '7', source: 'x', system: 's', history: [user('q0'), assistant('a0')], instruction: 'q', input: 'material',
      response: 'a', language: null, license: null, refinedInstruction: null, constraints: [], tags: [], meta: { score: 9.5 },
    })
  })
  test('an empty input is none', () => {
    expect(read('alpaca', { instruction: 'q', input: '', output: 'a' })).toMatchObject({ input: null })
  })
  test.each([
    [{ instruction: ' \n', output: 'a' }, 'instruction', 'is empty'],
    [{ instruction: 'q', output: '' }, 'output', 'is empty'],
    [{ instruction: 'q' }, 'output', 'is empty'],
    [{ instruction: 'q', output: ['a'] }, 'output', 'is not text'],
    [{ instruction: 'q', output: 'a', input: {} }, 'input', 'is not text'],
    [{ instruction: 'q', output: 'a', history: [['q0']] }, 'history[0]', 'is not a question-answer pair'],
  ])('%j names the field', (row, field, reason) => {
    expect(read('alpaca', row)).toEqual({ error: { field, reason } })
  })
  test('a large field beside the pair is left out of meta and named', () => {
    const row = { instruction: 'q', output: 'a', dump: 'x'.repeat(5000), id: 'y'.repeat(5000) }
    expect(read('alpaca', row)).toMatchObject({ externalId: null, meta: { omitted: ['id', 'dump'] } })
  })
  test('keys of the prototype are no fields', () => {
    const row: unknown = JSON.parse('{"instruction":"q","output":"a","__proto__":{"x":1}}')
    expect(read('alpaca', row)).toMatchObject({ meta: {} })
    expect(read('table', row, { instruction: 'constructor', response: 'output' })).toMatchObject({ error: { field: 'constructor' } })
  })
})

describe('messages', () => {
  test('the last answer is the response, the turn before it the instruction, what is earlier history', () => {
    const messages = [system('s'), user('q0'), assistant('a0'), user('q1'), assistant('a1'), user('thanks')]
    expect(read('messages', { messages, lang: 'en' })).toMatchObject({
      system: 's', history: [user('q0'), assistant('a0')], instruction: 'q1', response: 'a1', language: 'en', meta: { trailingTurns: 1 },
    })
  })
  test('text parts are joined', () => {
    const parts = [{ type: 'text', text: 'one ' }, { type: 'text', text: 'two' }]
    expect(read('messages', { messages: [user(parts), assistant('a')] })).toMatchObject({ instruction: 'one two' })
  })
  test('prompt and completion of a table are turns where its cells have turns as JSON, and texts else', () => {
    const row = { prompt: JSON.stringify([system('s'), user('q')]), completion: JSON.stringify([assistant('a')]) }
    expect(read('messages', row)).toMatchObject({ system: 's', instruction: 'q', response: 'a' })
    expect(read('messages', { ...row, completion: '[1, 2]' })).toMatchObject({ system: 's', instruction: 'q', response: '[1, 2]' })
    expect(read('messages', { prompt: '[{"a":1}]', completion: '[]' })).toMatchObject({ instruction: '[{"a":1}]', response: '[]' })
  })
  test("TRL's prompt and completion are read as text and as messages", () => {
    expect(read('messages', { prompt: 'q', completion: 'a' })).toMatchObject({ instruction: 'q', response: 'a' })
    const row = { prompt: [system('s'), user('q')], completion: [assistant('a')] }
    expect(read('messages', row)).toMatchObject({ system: 's', instruction: 'q', response: 'a' })
    expect(read('messages', { prompt: [user('q')], completion: 'a' })).toMatchObject({ instruction: 'q', response: 'a' })
  })
  test.each([
    [[user('a'), user('b'), assistant('c')], 'messages[1].role'],
    [[user('a'), assistant('b'), assistant('c')], 'messages[2].role'],
    [[assistant('a'), user('b')], 'messages[0].role'],
    [[user('a'), system('b'), assistant('c')], 'messages[1].role'],
    [[user('a'), { role: 'tool', content: 'b' }], 'messages[1].role'],
    [[user('a'), { content: 'b' }], 'messages[1].role'],
    [[user('a'), assistant(null)], 'messages[1].content'],
    [[system('s'), user(' '), assistant('a')], 'messages[1].content'],
    [[system('s'), user('q'), assistant('')], 'messages[2].content'],
    [[user([{ type: 'image_url' }]), assistant('a')], 'messages[0].content'],
    ['text', 'messages'],
  ])('%j is an error in %s', (messages, field) => {
    expect(read('messages', { messages })).toEqual({ error: { field, reason: expect.any(String) } })
  })
  test('a conversation without an answer is skipped', () => {
    expect(read('messages', { messages: [user('q')] })).toEqual({ skip: 'no assistant turn' })
    expect(read('messages', { messages: [] })).toEqual({ skip: 'no assistant turn' })
  })
})

describe('sharegpt', () => {
  test.each(['gpt', 'chatgpt', 'bing', 'bard', 'assistant', 'GPT'])('%s answers', (from) => {
    const conversations = [{ from: 'system', value: 's' }, { from: 'human', value: 'q' }, { from, value: 'a' }]
    expect(read('sharegpt', { id: 'x_0', conversations })).toMatchObject({
      externalId: 'x_0', system: 's', instruction: 'q', response: 'a',
    })
  })
  test('the system prompt may stand beside the turns, and turns may be written as role and content', () => {
    const row = { system: 's', conversations: [user('q'), assistant('a')] }
    expect(read('sharegpt', row)).toMatchObject({ system: 's', instruction: 'q', response: 'a', meta: {} })
  })
  test('turns written as JSON in a text cell are read', () => {
    const conversations = JSON.stringify([{ from: 'human', value: 'q' }, { from: 'gpt', value: 'a' }])
    expect(read('sharegpt', { conversations })).toMatchObject({ instruction: 'q', response: 'a' })
  })
  test('an unknown speaker is named', () => {
    const conversations = [{ from: 'human', value: 'q' }, { from: 'observation', value: 'a' }]
    expect(read('sharegpt', { conversations })).toMatchObject({ error: { field: 'conversations[1].from' } })
  })
})

describe('crab', () => {
  const messages = [user('q'), assistant('a')]
  test('reads the refined instruction and the constraints in their order, their types untidied', () => {
    const row = {
      id: 36558, cnt_id: 3, source: 'oasst2', overlap: 1, messages,
      Aug_instruction: {
        Refined_Instruction: 'q, refined',
        Additional_Instruction: { Digit: 'At most 10 words.', ' Item_Listing': 'Use bullets.', Keyword: 'NULL', Word: '' },
      },
    }
    expect(read('crab', row)).toMatchObject({
      externalId: '36558', source: 'oasst2', instruction: 'q', response: 'a', refinedInstruction: 'q, refined',
      constraints: [{ rawType: 'Digit', text: 'At most 10 words.' }, { rawType: ' Item_Listing', text: 'Use bullets.' }],
      meta: { cnt_id: 3, overlap: 1 },
    })
  })
  test('a constraint that is no text is named', () => {
    const row = { messages, Aug_instruction: { Additional_Instruction: { Digit: 5 } } }
    expect(read('crab', row)).toEqual({
      error: { field: 'Aug_instruction.Additional_Instruction.Digit', reason: 'is not text' },
    })
  })
})

describe('oasst2', () => {
  const reply = (text: string, rank: unknown, replies: unknown[] = []) => ({
    message_id: `m-${text}`, text, role: 'assistant', lang: 'de', rank, replies,
  })
  const tree = (replies: unknown[]) => ({
    message_tree_id: 't1', tree_state: 'ready_for_export',
    prompt: { message_id: 'p1', text: 'Frage', role: 'prompter', lang: 'de', replies },
  })
  test('takes the direct answer of rank 0, whatever its place', () => {
    const row = tree([reply('second', 1), reply('first', 0, [reply('deeper', 0)])])
    expect(read('oasst2', row)).toMatchObject({
      externalId: 't1', language: 'de', instruction: 'Frage', response: 'first', history: [],
      meta: { prompt_id: 'p1', response_id: 'm-first', rank: 0, tree_state: 'ready_for_export' },
    })
  })
  test('trees without an answer, or without a ranked one, are skipped by name', () => {
    expect(read('oasst2', tree([]))).toEqual({ skip: 'no assistant turn' })
    expect(read('oasst2', tree([reply('a', null), reply('b', 1)]))).toEqual({ skip: 'no ranked answer' })
  })
  test('flat rows are an error that says what to use', () => {
    const row = { message_id: 'a', parent_id: null, text: 'x', role: 'prompter' }
    expect(read('oasst2', row)).toMatchObject({ error: { field: 'message_id', reason: expect.stringMatching('trees') } })
  })
})

describe('wizardlm', () => {
  test('reads both releases', () => {
    const conversations = [{ from: 'human', value: 'q' }, { from: 'gpt', value: 'a' }]
    expect(read('wizardlm', { idx: 'q1', conversations })).toMatchObject({ externalId: 'q1', instruction: 'q', response: 'a' })
    expect(read('wizardlm', { idx: 4, instruction: 'q', output: 'a' })).toMatchObject({ externalId: '4', response: 'a' })
  })
})

describe('orca', () => {
  test('the instruction joins the first input', () => {
    const row = { instruction: 'You are terse.', conversation: [{ input: 'q0', output: 'a0' }, { input: 'q1', output: 'a1' }] }
    expect(read('orca', row)).toMatchObject({
      system: null, history: [user('You are terse.\n\nq0'), assistant('a0')], instruction: 'q1', response: 'a1',
    })
    expect(read('orca', { instruction: '', conversation: [{ input: 'q', output: 'a' }] })).toMatchObject({ instruction: 'q' })
  })
  test('faults are named', () => {
    expect(read('orca', { instruction: 'i', conversation: [{ input: 'q' }] })).toMatchObject({ error: { field: 'conversation[0].output' } })
    expect(read('orca', { instruction: 'i', conversation: [] })).toEqual({ skip: 'no assistant turn' })
  })
})

describe('table', () => {
  test('odd names are read by a mapping, nested ones by dotted path', () => {
    const row = { q: 'question', choices: [{ text: 'answer' }], 'a.b': 'whole name', lic: 'mit' }
    const columns = { instruction: 'q', response: 'choices.0.text', source: 'a.b', license: 'lic' }
    expect(read('table', row, columns)).toMatchObject({
      instruction: 'question', response: 'answer', source: 'whole name', license: 'mit',
    })
  })
  test('names are guessed without a mapping, without regard to case and spacing', () => {
    const row = { 'System Prompt': 's', Question: 'q', Context: 'c', Answer: 'a', Lang: 'fr' }
    expect(read('table', row)).toMatchObject({ system: 's', instruction: 'q', input: 'c', response: 'a', language: 'fr' })
  })
  test('what a mapping leaves out is not guessed', () => {
    const row = { prompt: 'q', context: 'c', answer: 'a' }
    expect(read('table', row, { instruction: 'prompt', response: 'answer' })).toMatchObject({ input: null, meta: { context: 'c' } })
  })
  test('a missing choice is named', () => {
    expect(read('table', { foo: 1 })).toMatchObject({ error: { field: 'instruction' } })
  })
})

test('no format throws on any shape of row', () => {
  const rows = [
    null, 1, 'x', [], {}, { messages: [null] }, { conversations: '[{' }, { conversation: [[]] },
    { prompt: { role: 'prompter', text: 'x', replies: [0] } },
    { prompt: [1], completion: {} },
    { messages: [user('q'), assistant('a')], Aug_instruction: 5 },
  ]
  for (const id of ['alpaca', 'messages', 'sharegpt', 'crab', 'oasst2', 'wizardlm', 'orca', 'table']) {
    for (const row of rows) expect(Object.keys(Object(read(id, row)))[0]).toMatch(/error|skip|externalId/)
  }
})

describe('tags', () => {
  const row = { messages: [user('q'), assistant('a')], meta: { constraints: [], tags: ['todo', ' To  check ', 'a,b', 7] } }
  test('come with a row of our own exports, those that are names of tags', () => {
    expect(read('messages', row)).toMatchObject({ tags: ['todo', 'To check'] })
    const { messages } = row
    expect(read('messages', { messages, tags: ['x'], meta: { tags: ['y'] } })).toMatchObject({ tags: [] })
  })
})
