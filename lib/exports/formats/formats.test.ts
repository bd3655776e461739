import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import type { ExportExample } from '#lib/exports/formats/format.ts'
import { rewardOf } from '#lib/rewards/reward.ts'
import { readPythonLiteral } from '#lib/text/python-literal.ts'

const example: ExportExample = {
  id: 'pincer-00ff00ff00ff00ff',
  source: 'letters',
  license: 'CC0-1.0',
  language: 'en',
  system: 'Be brief.',
  history: [
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'Hello to you' },
  ],
  prompt: 'Write a letter. Use 2 to 90 words. Do not use commas. Be kind.',
  response: 'Dear Ada and all the others who will read this',
  originalInstruction: 'Write a letter.',
  originalInput: null,
  constraints: [
    { type: 'length.words', text: 'Use 2 to 90 words.', checker: { id: 'pincer:word_count', kwargs: { min: 2, max: 90 } }, proven: true },
    { type: 'punctuation.absent', text: 'Do not use commas.', checker: { id: 'punctuation:no_comma', kwargs: {} }, proven: true },
    { type: 'style.tone', text: 'Be kind.', checker: null, proven: false },
  ],
}

function rowOf(id: string, of = example): Record<string, unknown> {
  const row = exportFormats.find((format) => format.id === id)?.toRow(of)
  return JSON.parse(JSON.stringify(row))
}

const whole = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Hello' },
  { role: 'assistant', content: 'Hello to you' },
  { role: 'user', content: example.prompt },
  { role: 'assistant', content: example.response },
]

describe('export formats', () => {
  it.each(['sft-messages', 'llama-factory', 'axolotl', 'openai', 'crab'])('%s has the whole conversation under messages', (id) => {
    expect(rowOf(id).messages).toEqual(whole)
  })

  it('openai has nothing but messages, which its check asks for', () => {
    expect(Object.keys(rowOf('openai'))).toEqual(['messages'])
  })

  it('prompt and completion together are the conversation', () => {
    const { prompt, completion } = rowOf('prompt-completion')
    expect([prompt, completion]).toEqual([whole.slice(0, -1), whole.slice(-1)])
  })

  it('sharegpt names its speakers', () => {
    expect(rowOf('sharegpt').conversations).toEqual([
      { from: 'system', value: 'Be brief.' },
      { from: 'human', value: 'Hello' },
      { from: 'gpt', value: 'Hello to you' },
      { from: 'human', value: example.prompt },
      { from: 'gpt', value: example.response },
    ])
  })

  it('crab counts the constraints', () => {
    expect(rowOf('crab')).toMatchObject({ Num_Cons: 3, source: 'letters', id: 'pincer-00ff00ff00ff00ff_forward' })
  })

  it('llama-factory describes every file with rows', () => {
    const files = exportFormats.find(({ id }) => id === 'llama-factory')?.companions?.([{ name: 'train.jsonl', split: 'train' }, { name: 'test.parquet', split: 'test' }]) ?? []
    expect(files.map(({ name }) => name)).toEqual(['dataset_info.json'])
    const info = JSON.parse(files[0]?.text ?? '')
    expect(Object.keys(info)).toEqual(['pincer_train', 'pincer_test'])
    expect(info.pincer_test).toMatchObject({ file_name: 'test.parquet', formatting: 'sharegpt', columns: { messages: 'messages' } })
  })

  it('axolotl has the training files and the validation files in their sections', () => {
    const text = exportFormats.find(({ id }) => id === 'axolotl')?.companions?.([{ name: 'train.jsonl', split: 'train' }, { name: 'validation.jsonl', split: 'validation' }])[0]?.text
    const packed = exportFormats.find(({ id }) => id === 'axolotl')?.companions?.([{ name: 'train.parquet', split: 'train' }])[0]?.text
    expect(packed).toContain('  - path: train.parquet\n    ds_type: parquet\n')
    expect(text).toMatch(/^datasets:\n {2}- path: train\.jsonl\n(.*\n)*test_datasets:\n {2}- path: validation\.jsonl/m)
  })

  it('makes a verifiable reward of every machine-checked constraint, which the response earns', () => {
    const { instruction_id_list: ids, kwargs, ground_truth: truth, messages } = rowOf('rlvr') as { instruction_id_list: string[]; kwargs: Record<string, unknown>[]; ground_truth: string; messages: unknown }
    expect(ids).toEqual(['length_constraints:number_words', 'length_constraints:number_words', 'punctuation:no_comma'])
    expect(kwargs).toEqual([{ num_words: 2, relation: 'at least' }, { num_words: 91, relation: 'less than' }, {}])
    expect(JSON.parse(truth)).toEqual([{ instruction_id: ids, kwargs: [kwargs[0], kwargs[1], {}] }])
    expect(messages).toEqual(whole.slice(0, -1))
    for (const [n, id] of ids.entries()) expect(checkConstraint({ id, kwargs: kwargs[n] }, example.response, 'official').outcome).toBe('pass')
  })

  it("makes a reward of every constraint that a program checks for Pincer's own verifier, which the response earns", () => {
    const headings = { type: 'format.heading', text: 'Use no heading.', checker: { id: 'pincer:heading_count', kwargs: { max: 0 } }, proven: true }
    const constraints = [...example.constraints.filter(({ checker }) => checker !== null), headings]
    const row = rowOf('rlvr-pincer', { ...example, constraints }) as { instruction_id_list: string[]; kwargs: Record<string, unknown>[]; ground_truth: string; dataset: string }
    const { instruction_id_list: ids, kwargs } = row
    expect(ids.map((id, n) => ({ id, kwargs: kwargs[n] }))).toEqual(constraints.map(({ checker }) => checker))
    expect(row.dataset).toBe('pincer')
    expect(JSON.parse(row.ground_truth)).toEqual([{ instruction_id: ids, kwargs }])
    expect(rewardOf({ response: example.response, instruction_id_list: ids, kwargs, prompt: '' })).toMatchObject({ strict: 1, sound: 1 })
    const format = exportFormats.find(({ id }) => id === 'rlvr-pincer')
    expect([...constraints, { checker: null }].map((constraint) => format?.expresses?.(constraint))).toEqual([true, true, true, false])
    expect(format?.refutes?.(headings, '# Dear Ada')).toBe(true)
    expect(format?.refutes?.(headings, 'Dear Ada')).toBe(false)
  })

  it('gives the trainer the whole conversation up to the prompt as the prompt of a row of rewards', () => {
    const demonstration = { id: 'pincer-11ff00ff00ff00ff', prompt: 'Say hello.', response: 'Hello', originalInstruction: 'Say hello.', originalInput: null, constraints: example.constraints }
    const { prompt, messages } = rowOf('rlvr', { ...example, history: [], demonstrations: [demonstration] })
    expect(prompt).toEqual([{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Say hello.' }, { role: 'assistant', content: 'Hello' }, { role: 'user', content: example.prompt }])
    expect(messages).toEqual(prompt)
  })

  it('has a ground truth that Python reads as a literal, as open-instruct does, and JSON just so', () => {
    const odd = { type: 'lexical.include', text: 'Say it.', checker: { id: 'keywords:existence', kwargs: { keywords: ['it\'s', 'a "b"', 'back\\slash', 'über\n', '🌊\u2028'], unused: null } }, proven: true }
    const truth = String(rowOf('rlvr', { ...example, constraints: [...example.constraints, odd] }).ground_truth)
    expect(readPythonLiteral(truth)).toEqual({ kind: 'list', foreign: false })
    expect(JSON.parse(truth)[0].kwargs[3]).toEqual({ keywords: odd.checker.kwargs.keywords })
    const { status, stdout, error } = spawnSync('python3', ['-c', 'import ast, json, sys; text = sys.stdin.read(); assert ast.literal_eval(text) == json.loads(text); print("same")'], { input: truth, encoding: 'utf8' })
    if (error) console.log(`python3 was not asked: ${error.message}`)
    else expect([status, stdout.trim()]).toEqual([0, 'same'])
  })

  it('makes no reward of arguments that Python cannot read', () => {
    const { expresses } = exportFormats.find(({ id }) => id === 'rlvr') ?? {}
    for (const value of [true, [null], { deep: false }, Number.POSITIVE_INFINITY]) expect(expresses?.({ checker: { id: 'keywords:existence', kwargs: { keywords: ['a'], value } } })).toBe(false)
  })

  it('refuses what its own verifier does not find in the response, where ours does', () => {
    const refuted = (text: string, checker: { id: string; kwargs: Record<string, unknown> }) => exportFormats.filter(({ id }) => id === 'rlvr' || id === 'ifeval').map(({ refutes }) => refutes?.({ checker }, text))
    // Ours ends a sentence at whatever mark ends one; IFEval at those that its Punkt knows.
    const two = { id: 'pincer:sentence_count', kwargs: { min: 2, max: 2 } }
    expect(checkConstraint(two, 'Really‽ How are you?').outcome).toBe('pass')
    expect(refuted('Really‽ How are you?', two)).toEqual([true, true])
    expect(refuted('Hello. How are you?', two)).toEqual([false, false])
    expect(refuted('Hello, you.', { id: 'punctuation:no_comma', kwargs: {} })).toEqual([true, true])
  })

  it('says in IFEval form what it says as rewards, under a number for a key', () => {
    const row = rowOf('ifeval')
    expect(row).toMatchObject({ prompt: example.prompt, instruction_id_list: rowOf('rlvr').instruction_id_list, kwargs: rowOf('rlvr').kwargs })
    expect(Number.isSafeInteger(row.key)).toBe(true)
  })

  it('has no place for a system prompt or earlier turns in IFEval form, and says so', () => {
    const { problem } = exportFormats.find(({ id }) => id === 'ifeval') ?? {}
    expect([problem?.(example), problem?.({ system: null, history: example.history }), problem?.({ system: null, history: [] })]).toEqual(['a conversation that one prompt cannot hold', 'a conversation that one prompt cannot hold', null])
  })

  it('takes only what it can verify into rows of rewards', () => {
    const rlvr = exportFormats.find(({ id }) => id === 'rlvr')
    expect(example.constraints.map((constraint) => rlvr?.expresses?.(constraint))).toEqual([true, true, false])
  })
})
