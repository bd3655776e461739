import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-verify-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs with a database that is not there. */
function verify(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, PINCER_HOME: folder, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', LOG_LEVEL: 'silent' }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), 'verify', ...args], { env, cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

const row = {
  key: 1,
  prompt: 'Say yes without commas',
  instruction_id_list: ['punctuation:no_comma', 'startend:quotation', 'length_constraints:number_words'],
  kwargs: [{}, null, { num_words: 3, relation: 'at least', keyword: null }],
  response: 'Sure, here it is:\n"Yes it is"',
}
const jsonLines = (...rows: unknown[]) => rows.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join('\n')

describe('pincer verify --schema', () => {
  it('gives the strict and loose verdicts of every row in order', async () => {
    await writeFile(join(folder, 'in.jsonl'), jsonLines(row, { ...row, key: 'two', response: ' ' }))
    expect(await verify('--schema', 'ifeval', '--in', 'in.jsonl', '--out', 'out.jsonl')).toEqual({ code: 0, stdout: '', stderr: '2 of 2 rows verified.\n' })
    expect(await readFile(join(folder, 'out.jsonl'), 'utf8')).toBe(
      jsonLines({ key: 1, strict: [false, false, true], loose: [true, true, true] }, { key: 'two', strict: [false, false, false], loose: [false, false, false] }, ''),
    )
  })

  it('reads gzip and writes to stdout', async () => {
    await writeFile(join(folder, 'in.jsonl.gz'), gzipSync(jsonLines(row)))
    expect(await verify('--schema', 'ifeval', '--in', 'in.jsonl.gz')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{"key":1,.*\}\n$/) })
  })

  it('names file, line, field and remedy of what it cannot verify, and goes on', async () => {
    const broken = [
      '{"key": 2, "prompt"',
      { ...row, response: 5 },
      { ...row, kwargs: [{}] },
      { ...row, instruction_id_list: ['punctuation:no_comma', 'startend:nothing', 'length_constraints:number_words'] },
      { ...row, kwargs: [{}, {}, { num_words: 3, relation: 'more than' }] },
      { ...row, kwargs: [{}, {}, { num_words: 3, relation: 'at least', colour: 'red' }] },
      { ...row, instruction_id_list: ['keywords:existence', 'startend:quotation', 'startend:quotation'], kwargs: [{ keywords: ['(a'] }, {}, {}] },
    ]
    await writeFile(join(folder, 'broken.jsonl'), jsonLines(...broken, { ...row, key: 9 }))
    const { code, stdout, stderr } = await verify('--schema', 'ifeval', '--in', 'broken.jsonl')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ key: 9 })
    const told = stderr.trim().split('\n')
    expect(told).toEqual([
      expect.stringMatching(/^broken\.jsonl, line 1: /),
      'broken.jsonl, line 2, response: should be a text.',
      'broken.jsonl, line 3, kwargs: should have as many entries as instruction_id_list.',
      'broken.jsonl, line 4, instruction_id_list[1]: ifeval has no instruction "startend:nothing". Correct the id, or verify with the schema it belongs to.',
      'broken.jsonl, line 5: kwargs[2] of "length_constraints:number_words": kwargs.relation is "more than"; it should be "less than" or "at least".',
      'broken.jsonl, line 6: kwargs[2].colour: "length_constraints:number_words" takes no such argument.',
      expect.stringMatching(/^broken\.jsonl, line 7: kwargs\[0\] of "keywords:existence": the pattern "\(a" is not valid: missing \)/),
      '1 of 8 rows verified.',
    ])
  })

  it('exits with 2 when it is used in a way it cannot be', async () => {
    await writeFile(join(folder, 'in.jsonl'), jsonLines(row))
    const wrong: [string[], string][] = [
      [[], '--schema NAME --in FILE'],
      [['--schema', 'ifeval'], 'needs --in FILE'],
      [['--schema', 'mmlu', '--in', 'in.jsonl'], 'the schemas are ifeval, ifbench'],
      [['--schema', 'ifeval', '--in', 'none.jsonl'], 'there is no such file'],
      [['--schema', 'ifeval', '--in', 'in.jsonl', '--dataset', 'x'], 'give one of them'],
      [['--in', 'in.jsonl'], 'belong to --schema'],
    ]
    for (const [args, told] of wrong) expect(await verify(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(told) })
  })
})
