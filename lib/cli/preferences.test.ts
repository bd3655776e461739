import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { datasetOf } from '#lib/preferences/dataset.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

function pincer(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), ...args], { env: { ...process.env, LOG_LEVEL: 'silent' } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

it('makes preferences, accepts those that hold, and exports them', async () => {
  const { datasetId } = await datasetOf([{}, {}])
  const { name } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId } })
  const made = await pincer('preferences', '--dataset', name, '--methods', 'edits,mends', '--most-per-pair', '2', '--accept')
  expect(made).toMatchObject({ code: 0, stdout: '' })
  const preferences = await db().preference.findMany({ where: { datasetId } })
  expect(preferences.length).toBeGreaterThan(0)
  expect(preferences.every(({ status }) => status === 'accepted')).toBe(true)
  expect(new Set(preferences.map(({ method }) => method))).toEqual(new Set(['edits', 'mends']))
  expect(made.stderr).toContain(`accepted: ${preferences.length}\n`)
  const out = join(process.env.PINCER_HOME ?? '', 'dpo')
  expect(await pincer('export', '--dataset', name, '--format', 'dpo', '--out', out)).toMatchObject({ code: 0, stdout: `${out}\n` })
  const rows = (await readFile(join(out, 'train.jsonl'), 'utf8')).trimEnd().split('\n')
  expect(rows).toHaveLength(preferences.length)
  expect(await pincer('verify-export', out)).toMatchObject({ code: 0 })
})

it('says what is wrong with what was asked', async () => {
  expect(await pincer('preferences', '--dataset', 'none', '--methods', 'guesses')).toMatchObject({ code: 2, stderr: expect.stringContaining('--methods') })
  expect(await pincer('preferences', '--dataset', 'no such')).toMatchObject({ code: 2, stderr: expect.stringContaining('no such') })
})
