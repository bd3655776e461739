import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedDataset, copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { compareExports } from '#lib/exports/compare/compare-exports.ts'
import { fileTypes } from '#lib/exports/file-type-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const exportIn = async (folder: string) => ({ folder, manifest: manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))) })

let datasetId: string
let folder: string
beforeAll(async () => {
  datasetId = await acceptedDataset(24)
  folder = await exportedFolder(datasetId, { test: 0.4 })
})

const none = { added: 0, removed: 0, changed: 0, moved: 0 }

describe('comparing exports', () => {
  it.each(fileTypes)('finds nothing between an export and the same as %s, but for its file type', async (fileType) => {
    const other = await exportedFolder(datasetId, { test: 0.4, fileType })
    const { rows, recipe, typeShift } = await compareExports(await exportIn(folder), await exportIn(other))
    expect(rows).toEqual({ before: 24, after: 24, same: 24, ...none })
    expect(recipe.map(({ field }) => field)).toEqual(fileType === 'jsonl' ? [] : ['recipe.fileType'])
    expect(typeShift).toBeCloseTo(0, 12)
  })

  it('reads nothing outside of a folder, whatever a manifest names', async () => {
    const { manifest } = await exportIn(folder)
    const leading = { ...manifest, files: manifest.files.map((file) => ({ ...file, name: `../${basename(folder)}/${file.name}` })) }
    expect((await compareExports(await exportIn(folder), { folder, manifest: leading })).rows.after).toBe(0)
  })

  it('finds what was added, removed, changed and moved, by row and field', async () => {
    const copy = await copyOf(folder)
    await copy.row('train.jsonl', 0, () => null)
    await copy.row('train.jsonl', 0, (row) => (row.meta.license = 'MIT'))
    const [moved = '', ...rest] = (await copy.text('test.jsonl')).trimEnd().split('\n')
    await copy.write('test.jsonl', rest.map((line) => `${line}\n`).join(''))
    const added = { ...JSON.parse(moved), id: 'pincer-00000000000000ff' }
    await copy.write('train.jsonl', `${await copy.text('train.jsonl')}${moved}\n${JSON.stringify(added)}\n`)
    const { rows, examples } = await compareExports(await exportIn(folder), await exportIn(copy.path))
    await copy.remove()
    expect(rows).toEqual({ before: 24, after: 24, same: 22, added: 1, removed: 1, changed: 1, moved: 1 })
    expect(examples.added[0]?.id).toBe('pincer-00000000000000ff')
    expect(examples.removed[0]?.place).toBe('train.jsonl:1')
    expect(examples.changed).toMatchObject([{ place: 'train.jsonl:1', fields: ['meta.license'] }])
    expect(examples.moved).toMatchObject([{ id: JSON.parse(moved).id, place: expect.stringContaining('train.jsonl:') }])
  })

  it('finds what another recipe makes of it', async () => {
    const other = await exportedFolder(datasetId, { test: 0.4, maxConstraints: 2, usualConstraints: 2 })
    const { rows, recipe, types, typeShift } = await compareExports(await exportIn(folder), await exportIn(other))
    expect(rows).toMatchObject({ added: 0, removed: 0, changed: 24, moved: 0 })
    expect(recipe).toContainEqual({ field: 'recipe.maxConstraints', before: '8', after: '2' })
    expect(types.some(({ before, after }) => after < before)).toBe(true)
    expect(typeShift).toBeGreaterThan(0)
    expect(typeShift).toBeLessThanOrEqual(1)
  })

  it('matches rows without ids by their prompt', async () => {
    const [one, other] = [await exportedFolder(datasetId, { format: 'openai' }), await exportedFolder(datasetId, { format: 'openai' })]
    expect((await compareExports(await exportIn(one), await exportIn(other))).rows).toEqual({ before: 24, after: 24, same: 24, ...none })
  })
})
