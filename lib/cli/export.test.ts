import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, generalDataset } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let folder: string
let dataset: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-export-'))
  dataset = (await db().dataset.findUniqueOrThrow({ where: { id: await acceptedDataset(12) } })).name
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

function exporting(out: string, ...args: string[]): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), 'export', '--dataset', dataset, '--out', join(folder, out), ...args], { env: { ...process.env, LOG_LEVEL: 'silent' } }, (error, _, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stderr })
    })
  })
}

async function recipe(name: string, value: unknown): Promise<string> {
  await writeFile(join(folder, name), JSON.stringify(value))
  return join(folder, name)
}

const runs = (): Promise<number> => db().run.count({ where: { kind: 'export' } })

it('takes the place of the export that lies in the folder, and leaves none of its files', async () => {
  expect(await exporting('used', '--test', '0.3')).toMatchObject({ code: 0 })
  expect(await exporting('used', '--file-type', 'parquet')).toMatchObject({ code: 0 })
  expect((await readdir(join(folder, 'used'))).toSorted()).toEqual(['README.md', 'manifest.json', 'train.parquet'])
  expect((await verifyExport(join(folder, 'used'))).faults).toEqual([])
}, 120_000)

it('refuses a file, and a folder with anything else, before anything is run', async () => {
  await writeFile(join(folder, 'a-file'), '')
  await mkdir(join(folder, 'full'))
  await writeFile(join(folder, 'full', 'notes.txt'), 'Mine.')
  const before = await runs()
  expect(await exporting('a-file')).toMatchObject({ code: 2, stderr: expect.stringContaining('is a file. Name a folder') })
  expect(await exporting('full')).toMatchObject({ code: 2, stderr: expect.stringContaining('holds files, and no export') })
  expect(await exporting('mixed')).toMatchObject({ code: 0 })
  await writeFile(join(folder, 'mixed', 'notes.txt'), 'Mine.')
  expect(await exporting('mixed')).toMatchObject({ code: 2, stderr: expect.stringContaining('not of the export that lies there: notes.txt') })
  expect(await readFile(join(folder, 'mixed', 'notes.txt'), 'utf8')).toBe('Mine.')
  expect(await runs()).toBe(before + 1)
}, 120_000)

it('warns of an export without a row for training, and exits with 1', async () => {
  const { code, stderr } = await exporting('untrained', '--min-constraints', '8')
  expect([code, stderr]).toEqual([1, expect.stringContaining('warning: The export has no row: none of the pairs met the recipe.')])
}, 120_000)

it('refuses misspelt names of a recipe, and repeats that of a manifest', async () => {
  const misspelt = await recipe('misspelt.json', { format: 'sft-messages', revers: 0.5, demonstration: 3 })
  const { code, stderr } = await exporting('misspelt', '--recipe', misspelt)
  expect([code, stderr]).toEqual([2, expect.stringMatching(/revers: .* the nearest is reverse; .*demonstration: .* the nearest is demonstrations/)])
  expect(await exporting('first', '--split-by', 'source', '--drop-near-duplicates', '--seed', '7')).toMatchObject({ code: 0 })
  const manifest = join(folder, 'first', 'manifest.json')
  expect(JSON.parse(await readFile(manifest, 'utf8')).recipe).toMatchObject({ splitBy: 'source', dropNearDuplicates: true, dropContaminated: false })
  expect(await exporting('again', '--recipe', manifest)).toMatchObject({ code: 0 })
  expect(await readFile(join(folder, 'again', 'manifest.json'), 'utf8')).toBe(await readFile(manifest, 'utf8'))
  expect(await exporting('otherwise', '--recipe', manifest, '--seed', '8')).toMatchObject({ code: 0 })
  expect(JSON.parse(await readFile(join(folder, 'otherwise', 'manifest.json'), 'utf8')).seed).toBe(8)
  expect(await exporting('contaminated', '--drop-contaminated')).toMatchObject({ stderr: expect.stringContaining('contamination') })
}, 120_000)

it('takes the share of the general rows from the option, and what else it says of them from the recipe', async () => {
  const general = await generalDataset(8)
  const file = await recipe('general.json', { format: 'sft-messages', general: { dataset: general, share: 0.2, most: 3 } })
  const said = async (out: string) => JSON.parse(await readFile(join(folder, out, 'manifest.json'), 'utf8')).recipe.general
  expect(await exporting('share', '--recipe', file, '--general-share', '0.1')).toMatchObject({ code: 0 })
  expect(await said('share')).toEqual({ dataset: general, share: 0.1, most: 3 })
  const other = await generalDataset(4)
  expect(await exporting('other', '--recipe', file, '--general', other)).toMatchObject({ code: 0 })
  expect(await said('other')).toEqual({ dataset: other, share: 0.2, most: 3 })
  expect(await exporting('alone', '--general-share', '0.1')).toMatchObject({ code: 2, stderr: expect.stringContaining('--general-share: there is no general set') })
}, 120_000)

it('refuses a folder that cannot be made before anything is run', async () => {
  await writeFile(join(folder, 'file.txt'), '')
  const before = await runs()
  expect(await exporting('file.txt/out')).toEqual({ code: 2, stderr: expect.stringContaining(`--out: ${join(folder, 'file.txt')} is a file, and no folder can be made in it.`) })
  expect(await runs()).toBe(before)
})

it('says where the export lies when the folder cannot be made after all', async () => {
  const { code, stderr } = await exporting('n'.repeat(300))
  expect([code, stderr]).toEqual([1, expect.stringMatching(/--out: ENAMETOOLONG.* The export is made and lies in \/.*: copy it from there\./)])
})

it('names a field as it was given: the option, or the file with the recipe and its field', async () => {
  const file = await recipe('wrong.json', { format: 'sft-messages', bits: { least: 9, most: 3 }, maxConstraints: 0 })
  const { stderr } = await exporting('wrong', '--recipe', file, '--test', '2')
  expect(stderr).toContain(`${file}: maxConstraints: Too small`)
  expect(stderr).toContain(`${file}: bits.most: is less than the least`)
  expect(stderr).toContain('--test: Too big')
})

it('takes no seed in a recipe, and says where it is given', async () => {
  const file = await recipe('seeded.json', { format: 'sft-messages', seed: 3 })
  expect(await exporting('seeded', '--recipe', file)).toEqual({ code: 2, stderr: expect.stringContaining(`${file}: seed: is no part of a recipe. Give it as --seed.`) })
  const manifest = await recipe('odd-manifest.json', { recipe: { format: 'sft-messages' }, seed: 'seven' })
  expect(await exporting('odd', '--recipe', manifest)).toEqual({ code: 2, stderr: expect.stringContaining(`${manifest}: seed: seven: a seed is a whole number`) })
})

it.each(['', ' ', 'x', '1,5'])('takes no number for an option that is %j', async (value) => {
  expect(await exporting('number', '--test', value)).toEqual({ code: 2, stderr: expect.stringContaining('--test: ') })
})
