import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { acceptedDataset } from '#lib/exports/audit/made-export.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-general-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('export --general mixes in a file of ShareGPT, which becomes a dataset once', async () => {
  const { name } = await db().dataset.findUniqueOrThrow({ where: { id: await acceptedDataset(6) } })
  const talks = Array.from({ length: 9 }, (_, n) => ({ id: `t${n}`, conversations: [{ from: 'human', value: `What is ${n} times two?` }, { from: 'gpt', value: `It is ${2 * n}.` }] }))
  await writeFile(join(folder, 'sharegpt.json'), JSON.stringify(talks))
  const pincer = (out: string) =>
    promisify(execFile)(process.execPath, [join(projectRoot, 'bin', 'pincer'), 'export', '--dataset', name, '--out', join(folder, out), '--general', 'sharegpt.json', '--general-share', '0.5'], {
      env: { ...process.env, LOG_LEVEL: 'silent' },
      cwd: folder,
    })
  expect((await pincer('a')).stderr).toMatch(/general: 9 of 9 pairs of sharegpt\.json imported as "sharegpt\.json [0-9a-f]{12}"/)
  expect((await pincer('b')).stderr).not.toContain('imported')
  expect(await db().dataset.count({ where: { name: { startsWith: 'sharegpt.json ' } } })).toBe(1)
  const rows = (await readFile(join(folder, 'a', 'train.jsonl'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line))
  expect(rows.filter(({ meta }) => meta.task === 'general')).toHaveLength(6)
  expect(await readFile(join(folder, 'b', 'train.jsonl'), 'utf8')).toBe(await readFile(join(folder, 'a', 'train.jsonl'), 'utf8'))
  expect((await verifyExport(join(folder, 'a'))).faults).toEqual([])
}, 120_000)
