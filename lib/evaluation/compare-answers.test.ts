import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSource } from '#lib/pairs/open.ts'
import { compareAnswers, type Comparison, type NamedFile } from './compare-answers.ts'
import { gainsOf } from './gains.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-answers-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, rows: readonly unknown[]): Promise<NamedFile> {
  const path = join(folder, name)
  const text = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return { path, name }
}

const compare = (before: NamedFile, after: NamedFile, prompts: NamedFile | null = null): Promise<Comparison> => compareAnswers({ before, after, prompts }, new AbortController().signal)

const noComma = { prompt: 'Say it without commas.', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}] }
const quoted = { prompt: 'Quote it without commas.', instruction_id_list: ['startend:quotation', 'punctuation:no_comma'], kwargs: [{}, {}] }
const answer = (prompt: string, response: string) => ({ prompt, response })

describe('answers before and after', () => {
  it('are paired by prompt, verified, and counted by instruction and by prompt, strict and loose', async () => {
    const prompts = await file('prompts.jsonl', [noComma, quoted])
    const before = await file('before.jsonl.gz', [answer(noComma.prompt, 'One, two.'), answer(quoted.prompt, '"One, two."')])
    const after = await file('after.jsonl', [answer(quoted.prompt, '*\n"One two."'), answer(noComma.prompt, 'One two.')])
    const found = await compare(before, after, prompts)
    expect(found.verdicts).toBe('checked')
    expect(found.leftOut).toEqual([])
    expect(found.files.map(({ role, read, used }) => ({ role, read, used }))).toEqual([{ role: 'prompts', read: 2, used: 2 }, { role: 'before', read: 2, used: 2 }, { role: 'after', read: 2, used: 2 }])
    expect(found.files[1]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    const strict = gainsOf(found.counts, false)
    expect(strict?.prompts).toMatchObject({ n: 2, onlyAfter: 1, neither: 1 })
    expect(strict?.types).toMatchObject([
      { type: 'punctuation.absent', instructions: ['punctuation:no_comma'], gain: { n: 2, before: 0, after: 1, gain: 1 } },
      { type: expect.any(String), instructions: ['startend:quotation'], gain: { n: 1, before: 1, after: 0, gain: -1 } },
    ])
    // Loose verdicts leave the first line out.
    expect(gainsOf(found.counts, true)?.prompts).toMatchObject({ n: 2, onlyAfter: 2 })
  })

  it('need no file of prompts where they say themselves what is asked', async () => {
    const before = await file('own-before.jsonl', [{ ...noComma, response: 'One, two.' }])
    const after = await file('own-after.jsonl', [answer(noComma.prompt, 'One two.')])
    expect(gainsOf((await compare(before, after)).counts, false)?.instructions).toMatchObject({ n: 1, onlyAfter: 1 })
  })

  it('are left out where the two files ask for something else by the same prompt and instruction', async () => {
    const words = (kwargs: unknown, response: string) => ({ prompt: 'Say much.', instruction_id_list: ['length_constraints:number_words'], kwargs, response })
    const before = await file('many-words.jsonl', [words([{ relation: 'at least', num_words: 3 }], 'One two.'), { ...noComma, response: 'One, two.' }])
    const after = await file('few-words.jsonl', [words([{ relation: 'at least', num_words: 2 }], 'One two.'), { ...noComma, kwargs: [{ num_words: null }], response: 'One two.' }])
    const found = await compare(before, after)
    expect(found.leftOut).toEqual([
      { file: 'few-words.jsonl', line: 1, field: 'kwargs', reason: 'differs from what the prompt is known to ask for' },
      { file: 'many-words.jsonl', line: 1, field: 'prompt', reason: 'is not in the other file' },
    ])
    expect(gainsOf(found.counts, false)?.instructions).toMatchObject({ n: 1, onlyAfter: 1 })
    const same = await file('same-words.jsonl', [words(JSON.stringify([{ num_words: 3, relation: 'at least', keyword: null }]), 'One two three.'), { ...noComma, kwargs: [null], response: 'One two.' }])
    expect(await compare(before, same)).toMatchObject({ leftOut: [], files: [{ used: 2 }, { used: 2 }] })
  })

  it('may be the result files of IFEval’s script, whose verdicts are then taken as recorded', async () => {
    const result = (follows: boolean[]) => ({ ...answer(quoted.prompt, 'x'), instruction_id_list: quoted.instruction_id_list, follow_all_instructions: !follows.includes(false), follow_instruction_list: follows })
    const found = await compare(await file('eval_results_strict.jsonl', [result([true, false])]), await file('strict-after.jsonl', [result([true, true])]))
    expect(found.verdicts).toBe('recorded')
    expect(gainsOf(found.counts, false)).toMatchObject({ prompts: { onlyAfter: 1 }, instructions: { n: 2, both: 1, onlyAfter: 1 } })
    expect(gainsOf(found.counts, true)).toBeNull()
    const loose = await compare(await file('eval_results_loose.jsonl', [result([true, false])]), await file('loose-after.jsonl', [result([true, true])]))
    expect([gainsOf(loose.counts, false), gainsOf(loose.counts, true)?.instructions.n]).toEqual([null, 2])
    const mixed = await compare(await file('mixed-before.jsonl', [result([true, false])]), await file('mixed-after.jsonl', [{ ...quoted, response: '"One two."' }]))
    expect(mixed.verdicts).toBe('checked')
  })

  it('tell file, line and field of what cannot be used, and go on', async () => {
    const other = { ...noComma, prompt: 'Another.' }
    const prompts = await file('bad-prompts.jsonl', [noComma, '{', { prompt: 'P', instruction_id_list: ['no:such'], kwargs: [{}] }, { prompt: 'Q', instruction_id_list: ['punctuation:no_comma'], kwargs: [] }, noComma, other, { ...noComma, prompt: 'Third.' }])
    const before = await file('bad-before.jsonl', [answer(noComma.prompt, 'One'), { prompt: other.prompt }, answer(noComma.prompt, 'Again'), answer('Third.', 'One'), 7])
    const after = await file('bad-after.jsonl', [answer(noComma.prompt, 'One'), answer(other.prompt, 'One'), answer('Unheard of.', 'One'), { prompt: 3, response: 'One' }, { prompt: 'Third.', response: 'One', instruction_id_list: ['startend:quotation'] }])
    const found = await compare(before, after, prompts)
    expect(found.leftOut.map(({ file: name, line, field, reason }) => `${name} ${line} ${field} ${reason}`)).toEqual([
      expect.stringMatching(/^bad-prompts\.jsonl 2 null /),
      'bad-prompts.jsonl 3 instruction_id_list[0] neither IFEval nor IFBench has an instruction "no:such"',
      'bad-prompts.jsonl 4 kwargs should have as many entries as instruction_id_list',
      'bad-prompts.jsonl 5 prompt was there before; the first counts',
      'bad-before.jsonl 2 response is missing, and there is no follow_instruction_list',
      'bad-before.jsonl 3 prompt was there before; the first counts',
      expect.stringMatching(/^bad-before\.jsonl 5 null /),
      'bad-after.jsonl 2 prompt is not in the other file',
      'bad-after.jsonl 3 prompt is none of the prompts',
      'bad-after.jsonl 4 prompt should be a text',
      'bad-after.jsonl 5 instruction_id_list differs from what the prompt is known to ask for',
      'bad-before.jsonl 4 prompt is not in the other file',
    ])
    for (const { read, used, bad, unpaired } of found.files) expect(read).toBe(used + bad + unpaired)
    expect(gainsOf(found.counts, false)?.prompts.n).toBe(1)
  })

  it('of prompts that are longer than any are left out', async () => {
    const long = { ...noComma, prompt: 'a'.repeat(200_001) }
    const [prompts, answers] = [await file('long-prompts.jsonl', [noComma, long]), await file('long-answers.jsonl', [answer(noComma.prompt, 'One'), answer(long.prompt, 'One')])]
    const told = (await compare(answers, answers, prompts)).leftOut.map(({ file: name, line, field, reason }) => `${name} ${line} ${field} ${reason}`)
    expect(told).toEqual(['long-prompts.jsonl 2 prompt is longer than 200,000 characters', ...[1, 2].map(() => 'long-answers.jsonl 2 prompt is longer than 200,000 characters')])
  })

  it('are refused where no prompt is in both, and why is said', async () => {
    const before = await file('alone-before.jsonl', [answer('One', 'One')])
    await expect(compare(before, await file('alone-after.jsonl', [{ ...noComma, response: 'x' }]))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('alone-before.jsonl, line 1, instruction_id_list: nothing says what this prompt asks for'),
    })
  })

  it('conserve counts, and gain nothing where they are the same', async () => {
    const words = fc.constantFrom('One, two.', 'One two.', '"One two."', '*"One two."*')
    const rows = fc.array(fc.record({ asks: fc.constantFrom(noComma, quoted), before: fc.option(words), after: fc.option(words) }), { minLength: 1, maxLength: 12 })
    let round = 0
    await fc.assert(
      fc.asyncProperty(rows, async (made) => {
        const all = made.map((row, index) => ({ ...row, asks: { ...row.asks, prompt: `${row.asks.prompt} ${index}` } }))
        const paired = all.filter(({ before, after }) => before !== null && after !== null)
        fc.pre(paired.length > 0)
        round++
        const answers = (side: 'before' | 'after') => all.flatMap((row) => (row[side] === null ? [] : [{ prompt: row.asks.prompt, response: row[side] }]))
        const prompts = await file(`p-${round}.jsonl`, all.map(({ asks }) => asks))
        const [before, after] = [await file(`b-${round}.jsonl`, answers('before')), await file(`a-${round}.jsonl`, answers('after'))]
        const { counts, files } = await compare(before, after, prompts)
        for (const isLoose of [false, true]) {
          const gains = gainsOf(counts, isLoose)
          expect(gains?.prompts.n).toBe(paired.length)
          expect(gains?.instructions.n).toBe(paired.reduce((sum, { asks }) => sum + asks.instruction_id_list.length, 0))
          expect(gains?.types.reduce((sum, { gain }) => sum + gain.n, 0)).toBe(gains?.instructions.n)
        }
        for (const { read, used, bad, unpaired } of files) expect(read).toBe(used + bad + unpaired)
        const again = gainsOf((await compare(before, before, prompts)).counts, false)
        for (const gain of [again?.prompts, again?.instructions, ...(again?.types ?? []).map((type) => type.gain)]) expect(gain).toMatchObject({ gain: 0, onlyBefore: 0, onlyAfter: 0 })
      }),
      { numRuns: 25 },
    )
  })
})

const data = process.env.PINCER_REFERENCE_DATA
describe.skipIf(!data)('two models’ answers to IFEval', () => {
  const answersOf = (name: string): NamedFile => ({ path: join(data ?? '', 'ifeval', name), name })
  const [small, large] = [answersOf('Qwen__Qwen2.5-0.5B-Instruct-GPTQ-Int4.jsonl.gz'), answersOf('gpt-4o-mini-2024-07-18.jsonl.gz')]

  it('give the shares of the official verdicts', async () => {
    const prompts = { path: join(data ?? '', 'ifeval', 'input_data.jsonl'), name: 'input_data.jsonl' }
    const { counts, leftOut } = await compare(small, large, prompts)
    const official = async ({ path }: NamedFile) => {
      const verdicts = new Map<string, Record<'strict' | 'loose', boolean[]>>()
      for await (const row of (await openSource({ path })).rows()) if (row.kind === 'row') verdicts.set((row.value as { prompt: string }).prompt, row.value as Record<'strict' | 'loose', boolean[]>)
      return verdicts
    }
    const [before, after] = [await official(small), await official(large)]
    const shared = [...before.keys()].filter((prompt) => after.has(prompt))
    expect(leftOut.every(({ reason }) => reason === 'is not in the other file')).toBe(true)
    for (const way of ['strict', 'loose'] as const) {
      const gains = gainsOf(counts, way === 'loose')
      const met = (verdicts: typeof before) => shared.filter((prompt) => !verdicts.get(prompt)?.[way].includes(false)).length / shared.length
      const followed = (verdicts: typeof before) => shared.flatMap((prompt) => verdicts.get(prompt)?.[way] ?? [])
      const share = (all: boolean[]) => all.filter(Boolean).length / all.length
      expect(gains?.prompts).toMatchObject({ n: shared.length, before: met(before), after: met(after) })
      expect(gains?.instructions).toMatchObject({ before: share(followed(before)), after: share(followed(after)) })
    }
  }, 120_000)
})
