import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let folder: string
let exportId: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-evaluate-'))
  ;({ exportId } = await exportOf(await accepted([{ instruction: 'Say one thing.', response: 'One thing, and no other.' }])))
})

afterAll(() => rm(folder, { recursive: true }))

function pincer(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), ...args], { env: { ...process.env, LOG_LEVEL: 'silent' } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

async function file(name: string, rows: readonly object[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return path
}

it('evaluate keeps what was gained, prints it by type, and tells what it left out', async () => {
  const asks = { prompt: 'Say it.', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}] }
  const [prompts, before, after] = [
    await file('prompts.jsonl', [asks]),
    await file('base.jsonl', [{ prompt: 'Say it.', response: 'One, two.' }]),
    await file('tuned.jsonl', [{ prompt: 'Say it.', response: 'One two.' }, { prompt: 'Say more.', response: 'One.' }]),
  ]
  const made = await pincer(['evaluate', '--export', exportId, '--before', before, '--after', after, '--prompts', prompts])
  expect(made).toMatchObject({ code: 1, stderr: expect.stringContaining('tuned.jsonl, line 2, prompt: is none of the prompts') })
  expect(made.stdout).toContain('verified\twhat\tn\tbefore\tafter\tgain\tfrom\tto\nstrict\tprompts\t1\t0.0\t100.0\t100.0\t')
  expect(made.stdout).toContain('\nloose\tpunctuation.absent\t1\t0.0\t100.0\t100.0\t')
  const kept = await db().evaluation.findFirstOrThrow({ where: { exportId }, include: { counts: true } })
  expect(kept).toMatchObject({ baseModel: 'base', trainedModel: 'tuned', benchmark: 'prompts', verdicts: 'checked', byId: null })
  expect(kept.counts).toHaveLength(4)
  expect(await pincer(['evaluate', '--export', exportId, '--before', before, '--after', after])).toMatchObject({ code: 1, stderr: expect.stringContaining('give the file of prompts, too') })
  expect(await pincer(['evaluate', '--export', 'x', '--before', before, '--after', after])).toMatchObject({ code: 2 })
  expect(await pincer(['evaluate', '--export', '00000000-0000-4000-8000-000000000000', '--before', before, '--after', after])).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no export') })
  expect(await pincer(['evaluate', '--export', exportId, '--before', before, '--after', after, '--split'])).toMatchObject({ code: 1, stderr: expect.stringContaining('This export has no prompts in IFEval’s form') })
}, 120_000)
