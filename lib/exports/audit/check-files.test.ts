import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkCompanions } from '#lib/exports/audit/check-companions.ts'
import { readManifest } from '#lib/exports/audit/check-files.ts'
import { FaultLog } from '#lib/exports/audit/faults.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-hostile-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('a manifest that is no file, or larger than any, is a fault and is not read', async () => {
  const path = join(folder, 'manifest.json')
  const log = new FaultLog()
  await symlink('/dev/null', path)
  expect(await readManifest(folder, log)).toBeNull()
  await rm(path)
  await writeFile(path, '{}')
  await truncate(path, 3 * 2 ** 30)
  expect(await readManifest(folder, log)).toBeNull()
  expect(log.faults).toMatchObject([{ kind: 'manifest-missing' }, { kind: 'manifest-broken', problem: 'is larger than 64 MB, which no manifest is' }])
})

it('a card that is larger than the manifest says is not read', async () => {
  const log = new FaultLog()
  const file = { name: 'README.md', rows: null, bytes: 10, sha256: '' }
  const manifest = manifestSchema.parse({ pincer: { version: '0', manifestVersion: 1 }, dataset: { name: 'made up', license: null }, snapshot: '', recipe: exportRecipe.parse({ format: 'sft-messages' }), seed: 1, counts: { in: 0, out: 0, dropped: {} }, constraints: { total: 0, byType: {}, proven: 0, judgedByPeople: 0 }, licenses: {}, sources: {}, files: [file] })
  await writeFile(join(folder, 'README.md'), '')
  await truncate(join(folder, 'README.md'), 3 * 2 ** 30)
  expect(await checkCompanions(folder, manifest, exportRecipe.parse({ format: 'sft-messages' }), [file], log)).toEqual(['README.md is too long to be compared with the manifest.'])
})
