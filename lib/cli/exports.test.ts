import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { rowIdOf } from '#lib/exports/row-id.ts'
import { rowIndexPath } from '#lib/exports/holding/row-index.ts'
import { startHub, type HubStandIn } from '#lib/hub/hub-stand-in.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let hub: HubStandIn
let datasetId: string
let made: { exportId: string; runId: string }

beforeAll(async () => {
  hub = await startHub({ transfer: 'xet', largeFrom: 500 })
  datasetId = await accepted([{ instruction: 'Say one thing.', response: 'One thing, and no other.' }, { instruction: 'Say two things.', response: 'Two things, and no others.' }])
  made = await exportOf(datasetId)
})

afterAll(() => hub.close())

function pincer(args: string[], environment: Record<string, string> = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  const { HF_TOKEN: _, ...inherited } = process.env
  const env = { ...inherited, LOG_LEVEL: 'silent', HF_ENDPOINT: hub.url, ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

it('push-export pushes, prints the commit, says where nothing changed, and never the token', async () => {
  const none = await pincer(['push-export', made.exportId, 'ada/typed'])
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no token for the Hugging Face Hub') })
  const token = { HF_TOKEN: 'hf_writer' }
  const first = await pincer(['push-export', made.exportId, 'ada/typed', '--private', '--branch', 'v2'], token)
  const commit = hub.commits('ada/typed', 'v2')?.at(-1)
  expect(first).toMatchObject({ code: 0, stdout: `${hub.url}/datasets/ada/typed/commit/${commit?.oid}\n`, stderr: expect.stringContaining('out: 3') })
  expect(hub.isPrivate('ada/typed')).toBe(true)
  const again = await pincer(['push-export', made.exportId, 'ada/typed', '--branch', 'v2'], token)
  expect(again).toMatchObject({ code: 0, stdout: first.stdout, stderr: expect.stringContaining('Nothing changed: ada/typed has these very files already.') })
  const refused = await pincer(['push-export', made.exportId, 'ada/typed'], { HF_TOKEN: 'hf_reader' })
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('The token may not write to ada/typed.') })
  expect(await pincer(['push-export', made.exportId, 'typed'], token)).toMatchObject({ code: 2, stderr: expect.stringContaining('typed: is no repository') })
  expect(await pincer(['push-export', datasetId, 'ada/typed'], token)).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no export') })
  expect([none, first, again, refused].map(({ stdout, stderr }) => stdout + stderr).join()).not.toMatch(/hf_writer|hf_reader/)
}, 120_000)

it('export --evaluation writes the test as prompts, too, and wants a test', async () => {
  const own = await accepted([{ instruction: 'Say three things.', response: 'Three things, and no others.' }, { instruction: 'Say four things.', response: 'Four things, and no others.' }])
  const { name } = await db().dataset.findUniqueOrThrow({ where: { id: own } })
  const out = await mkdtemp(join(tmpdir(), 'pincer-evaluation-'))
  const refused = await pincer(['export', '--dataset', name, '--out', out, '--evaluation'])
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--evaluation: is made of the test split') })
  expect(await pincer(['export', '--dataset', name, '--out', out, '--test', '0.5', '--stratify', 'source', '--evaluation'])).toMatchObject({ code: 0 })
  expect(await readdir(out)).toEqual(expect.arrayContaining(['test.jsonl', 'test_ifeval.jsonl', 'test_ifeval.proofs.jsonl']))
  expect(await pincer(['verify-export', out])).toMatchObject({ code: 0 })
  await rm(out, { recursive: true })
})

it('find-row says the pair of a row, in every dataset that has it', async () => {
  const pair = await db().pair.findFirstOrThrow({ where: { datasetId, instruction: 'Say two things.' } })
  const { code, stdout } = await pincer(['find-row', `${rowIdOf(pair.contentHash)}-reverse`])
  expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^${pair.id}\t[^\t]+\t/datasets/${datasetId}/browse\\?pair=${pair.id}\n$`))])
  expect(await pincer(['find-row', 'pincer-0000000000000000'])).toMatchObject({ code: 1, stdout: '' })
  expect(await pincer(['find-row', 'something'])).toMatchObject({ code: 2 })
}, 120_000)

it('find-in-exports says file and row by any id, and looks through exports without an index', async () => {
  const pair = await db().pair.findFirstOrThrow({ where: { datasetId, instruction: 'Say two things.' } })
  const line = new RegExp(`^${made.exportId}\t[^\t]+\t[^\t]+\ttrain.jsonl:[12]\trow\n$`)
  for (const id of [pair.id, `${rowIdOf(pair.contentHash)}-reverse`]) expect(await pincer(['find-in-exports', id])).toMatchObject({ code: 0, stdout: expect.stringMatching(line) })
  await rm(rowIndexPath(made.runId))
  const found = await pincer(['find-in-exports', pair.contentHash, '--json'])
  expect(JSON.parse(found.stdout)).toMatchObject({ gone: 0, exports: [{ exportId: made.exportId, rows: 1, places: [{ file: 'train.jsonl', as: 'row' }] }] })
  expect(await pincer(['find-in-exports', 'f'.repeat(64)])).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('No export holds it.') })
  expect(await pincer(['find-in-exports', 'something'])).toMatchObject({ code: 2 })
}, 120_000)
