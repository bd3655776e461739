import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#lib/cli/exit.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { readJsonFile } from './json-file.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'pincer-json-'))))
afterAll(() => rm(folder, { recursive: true }))

async function failureOf(text: string): Promise<string> {
  const file = join(folder, 'it.json')
  await writeFile(file, text)
  const error: unknown = await readJsonFile('--recipe', file).catch((failure: unknown) => failure)
  if (!(error instanceof Failure)) throw new Error(`${JSON.stringify(text)} was read`)
  expect(error.exitCode).toBe(2)
  return error.message.replace(file, 'FILE')
}

describe('a file that is not JSON', () => {
  it.each([
    ['steps: judge', 1, "Unexpected token 's'"],
    ['[\n  {"step": "judge"},\n  {"step": judge}\n]', 3, "Unexpected token 'j'"],
    ['[\n  {"step": "judge"},\n]', 3, "Unexpected token ']'"],
    ['{\r\n  "steps": [],\r\n  \'limit\': 3\r\n}', 3, 'Expected double-quoted property name'],
    ['[\n  {"step": "judge"}\n  {"step": "refine"}\n]', 3, "Expected ',' or ']' after array element"],
    ['[\n  {"step": "ju\ndge"}\n]', 2, 'Bad control character in string literal'],
    ['[]\n\n]', 3, 'Unexpected non-whitespace character after JSON'],
    ['{\n  "steps": [\n    {"step": "judge"}\n', 4, "Expected ',' or ']' after array element"],
    ['', 1, 'Unexpected end of JSON input'],
    ['{\n  "limit": 01\n}', 2, ''],
    ['[\n  "a\\q"\n]', 2, 'Bad escaped character'],
    ['[\n1}\n', 2, ''],
  ])('is told by its line: %j', async (text, line, reason) => {
    expect(await failureOf(text)).toContain(`--recipe: FILE is not JSON, line ${line}: ${reason}`)
  })

  it('is never shown itself', async () => {
    expect(await failureOf('[\n"secret", \nsecret]')).not.toContain('secret')
  })

  it('is told by the line that was broken, wherever that is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), fc.nat(), async (values, n) => {
        const lines = values.map((value) => JSON.stringify(value))
        const broken = n % lines.length
        const text = `[\n${lines.map((line, index) => (index === broken ? `;${line}` : line)).join(',\n')}\n]`
        expect(await failureOf(text)).toContain(`line ${broken + 2}: `)
      }),
      { numRuns: 60 },
    )
  })
})

it('reads what is JSON, with or without a byte order mark', async () => {
  await writeFile(join(folder, 'it.json'), '\uFEFF[{"step": "judge"}]')
  expect(await readJsonFile('--recipe', join(folder, 'it.json'))).toEqual([{ step: 'judge' }])
})

it.each([['generate'], ['export', '--out', 'nowhere']])('pincer %s says so of its recipe, with exit code 2', async (...command) => {
  const file = join(folder, 'recipe.json')
  await writeFile(file, '{\n  "limit": 3,\n  "steps": [nonsense]\n}\n')
  const args = [join(projectRoot, 'bin', 'pincer'), ...command, '--dataset', 'any', '--recipe', file]
  const ended = await new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, PINCER_HOME: join(folder, 'home') } }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }))
  })
  expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(`--recipe: ${file} is not JSON, line 3: Unexpected token 'o'`) })
})
