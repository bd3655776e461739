import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { testDatabase } from '#lib/db/testing.ts'

let folder: string
let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-cli-'))
  database = await testDatabase()
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await database.drop()
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function pincer(...args: string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: database.url, PINCER_HOME: folder, LOG_LEVEL: 'silent' }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), ...args], { env, cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

const lines = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line))

describe('pincer', () => {
  it('explains itself and every command', async () => {
    const { code, stdout } = await pincer('--help')
    expect(code).toBe(0)
    const commands = ['start', 'worker', 'import', 'backtranslate', 'generate', 'verify', 'audit', 'export', 'push-export', 'verify-export', 'find-in-exports', 'find-row', 'stats', 'sign-in']
    const helps = await Promise.all(commands.map((command) => pincer(command, '--help')))
    for (const [index, command] of commands.entries()) {
      expect(stdout).toContain(command)
      expect(helps[index]).toMatchObject({ code: 0, stdout: expect.stringContaining(`Usage: pincer ${command}`) })
    }
  })

  it('says before it works that a file cannot be written, or is the one that is read', async () => {
    const text = '{"instruction": "Say a.", "output": "a"}\n'
    await writeFile(join(folder, 'read.jsonl'), text)
    await mkdir(join(folder, 'a-folder'))
    const writing = (path: string) => [
      ['backtranslate', '--rules-only', '--in', 'read.jsonl', '--out', path],
      ['import', 'read.jsonl', '--dataset', 'Unmade', '--errors', path],
      ['verify', '--schema', 'ifeval', '--in', 'read.jsonl', '--out', path],
      ['report', '--dataset', 'Unmade', '--output', path],
    ]
    for (const [path, said] of [['gone/out.jsonl', 'there is no folder gone'], ['a-folder', 'a-folder is a folder'], ['read.jsonl', 'is the file that is read'], ['', 'names no file']] as const) {
      for (const args of writing(path)) {
        if (path === 'read.jsonl' && args[0] === 'report') continue
        const { code, stderr } = await pincer(...args)
        expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining(said)])
      }
    }
    expect(await readFile(join(folder, 'read.jsonl'), 'utf8')).toBe(text)
    expect((await pincer('stats', '--dataset', 'Unmade')).code).toBe(2)
  }, 120_000)

  it('exits with 2 when it is used in a way it cannot be, and says what is wrong', async () => {
    expect(await pincer('nonsense')).toMatchObject({ code: 2, stderr: expect.stringContaining('nonsense') })
    expect(await pincer('audit')).toMatchObject({ code: 2, stderr: expect.stringContaining('--in') })
    expect(await pincer('audit', '--in', 'no-such-file.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no such file') })
    expect(await pincer('backtranslate', '--rules-only', '--in', 'x', '--seed', 'many')).toMatchObject({ code: 2, stderr: expect.stringContaining('seed') })
    expect(await pincer('backtranslate', '--rules-only', '--in', 'x', '--types', 'some')).toMatchObject({ code: 2, stderr: expect.stringContaining('all or crab') })
    await writeFile(join(folder, 'some.jsonl'), '{"instruction": "a", "output": "b"}\n')
    expect(await pincer('import', 'some.jsonl', '--dataset', 'Unmade', '--format', 'nope')).toMatchObject({ code: 2, stderr: expect.stringContaining('alpaca') })
    expect((await pincer('stats', '--dataset', 'Unmade')).code).toBe(2)
    const crossed = await pincer('export', '--dataset', 'None', '--out', 'out', '--min-constraints', '9', '--max-constraints', '2')
    expect(crossed).toMatchObject({ code: 2, stderr: expect.stringContaining('--max-constraints: ') })
    expect(await pincer('export', '--dataset', 'None', '--out', 'out')).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no dataset "None"') })
  })
})

describe('pincer backtranslate --rules-only', () => {
  const response = 'Rivers carve valleys over long ages. They carry silt down to the sea and build deltas there. Floods renew the fields beside them every year.'

  it('writes a row for each pair whose constraints hold, the same for the same seed', async () => {
    const input = join(folder, 'pairs.jsonl')
    await writeFile(input, `${JSON.stringify({ id: 'r1', instruction: 'Describe what they do', input: '', output: response })}\n`)
    expect(await pincer('backtranslate', '--rules-only', '--in', input, '--out', 'a.jsonl', '--seed', '7', '--types', 'crab')).toMatchObject({ code: 0 })
    await pincer('backtranslate', '--rules-only', '--in', input, '--out', 'b.jsonl', '--seed', '7', '--types', 'crab')
    const text = await readFile(join(folder, 'a.jsonl'), 'utf8')
    expect(await readFile(join(folder, 'b.jsonl'), 'utf8')).toBe(text)
    const [row] = lines(text)
    expect(row).toMatchObject({ instruction: 'Describe what they do', response })
    expect(row.constraints.length).toBeGreaterThanOrEqual(5)
    for (const { checker, evidence } of row.constraints) {
      expect(checkConstraint(checker, response).outcome).toBe('pass')
      for (const { start, end } of evidence) expect(response.slice(start, end)).not.toBe('')
    }
  })

  it('writes a file that is larger than what a stream holds, without a word of warning', async () => {
    const input = join(folder, 'many.jsonl')
    const rows = Array.from({ length: 3000 }, (_, index) => JSON.stringify({ instruction: `Describe river ${index}`, output: `${index}. ${response}` }))
    await writeFile(input, rows.join('\n'))
    const { code, stderr } = await pincer('backtranslate', '--rules-only', '--in', input, '--out', 'many-out.jsonl')
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^\d+ constraints for 3000 pairs\.\n$/) })
    expect(lines(await readFile(join(folder, 'many-out.jsonl'), 'utf8'))).toHaveLength(3000)
  })

  it('names the record it cannot read, goes on with the rest, and exits with 1', async () => {
    const input = join(folder, 'broken.jsonl')
    await writeFile(input, `{"instruction": "a", "output": \n${JSON.stringify({ instruction: 'Name rivers', output: response })}\n`)
    const { code, stdout, stderr } = await pincer('backtranslate', '--rules-only', '--in', input)
    expect(code).toBe(1)
    expect(lines(stdout)).toHaveLength(1)
    expect(stderr).toContain('line 1')
  })
})

describe('pincer audit', () => {
  it('gives a row per rule-made constraint and a table, and exits with 1 when one is false', async () => {
    const input = join(folder, 'crab.json')
    const record = {
      id: 5,
      messages: [{ role: 'user', content: 'Greet' }, { role: 'assistant', content: 'Good morning to you all.' }],
      Aug_instruction: { Refined_Instruction: '', Additional_Instruction: { Word: 'Each word must be at least 15 characters long.', Digit: 'Answer with at most 30 words.', Tone_Constraints: 'Be kind.' } },
    }
    await writeFile(input, JSON.stringify([record]))
    const { code, stdout, stderr } = await pincer('audit', '--in', input)
    expect(code).toBe(1)
    expect(lines(stdout)).toEqual([
      { id: '5', type: 'Word', text: 'Each word must be at least 15 characters long.', verdict: 'fail', measured: 2 },
      { id: '5', type: 'Digit', text: 'Answer with at most 30 words.', verdict: 'pass', measured: 5 },
    ])
    expect(stderr).toMatch(/Word\s+0\s+1\s+0/)
  })
})

describe('the whole way on the command line', () => {
  it('imports, back-translates, counts, verifies and exports', async () => {
    const sample = join(projectRoot, 'prisma', 'sample', 'pairs.jsonl')
    expect(await pincer('import', sample, '--dataset', 'Sample')).toMatchObject({ code: 0, stderr: expect.stringContaining('out: 48') })
    expect(await pincer('import', sample, '--dataset', 'Sample')).toMatchObject({ code: 0, stderr: expect.stringContaining('left out, exact duplicate: 48') })
    expect(await pincer('backtranslate', '--dataset', 'Sample', '--seed', '3')).toMatchObject({ code: 0 })
    expect((await pincer('stats')).stdout).toMatch(/^Sample: 48 pairs, \d{3} constraints, \d{3} undecided$/m)
    const statistics = JSON.parse((await pincer('stats', '--dataset', 'Sample')).stdout)
    expect(statistics.constraints.byOutcome).toEqual([{ outcome: 'pass', count: statistics.constraints.total }])
    expect(await pincer('verify', '--dataset', 'Sample')).toMatchObject({ code: 0, stderr: expect.stringContaining('accepted but refuted: 0') })
    expect(await pincer('export', '--dataset', 'Sample', '--out', 'out')).toMatchObject({ code: 1, stderr: expect.stringMatching(/left out, no accepted constraint: 48\n[^]*warning: The export has no row/) })
    const manifest = JSON.parse(await readFile(join(folder, 'out', 'manifest.json'), 'utf8'))
    expect(manifest.counts).toEqual({ in: 48, out: 0, dropped: { 'no accepted constraint': 48 } })
  })

  it('ends when it is done with so many pairs that the work is split', async () => {
    const rows = Array.from({ length: 900 }, (_, index) => JSON.stringify({ instruction: `Count to ${index}`, output: `One, two, and so on until ${index}.` }))
    await writeFile(join(folder, 'split.jsonl'), rows.join('\n'))
    expect(await pincer('import', 'split.jsonl', '--dataset', 'Split')).toMatchObject({ code: 0 })
    expect(await pincer('backtranslate', '--dataset', 'Split')).toMatchObject({ code: 0, stderr: expect.stringContaining('in: 900') })
  })

  it('lists on the terminal what an import could not read, or writes it to a file', async () => {
    await writeFile(join(folder, 'half.jsonl'), '{"instruction": "no answer"}\nnot json\n{"instruction": "a", "output": "b"}\n')
    const shown = await pincer('import', 'half.jsonl', '--dataset', 'Half', '--format', 'alpaca')
    expect(shown.code).toBe(1)
    expect(shown.stderr).toMatch(/^line 1, output: /m)
    await pincer('import', 'half.jsonl', '--dataset', 'Half 2', '--format', 'alpaca', '--errors', 'errors.jsonl')
    expect(lines(await readFile(join(folder, 'errors.jsonl'), 'utf8')).map((error) => error.line)).toEqual([1, 2])
  })
})
