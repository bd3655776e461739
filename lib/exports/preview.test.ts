import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { exportParams, exportRecipe } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(40)
})

const preview = (recipe: object, draw = 0, seed = 5) => previewExport({ datasetId, seed, draw, params: exportParams.parse({ anyNumber: 0, ...recipe }) }, new AbortController().signal)
const everything = { validation: 0.3, reverse: 0.4, demonstrations: 2, demonstrationShare: 1, instruction: 'mixed', inputPosition: 'mixed' } as const

describe('a preview', () => {
  it.each(exportFormatIds.filter((format) => exportRecipe.safeParse({ format, ...everything }).success))('shows the very lines of the export: %s', async (format) => {
    const folder = await exportedFolder(datasetId, { format, ...everything })
    const { items, of } = await preview({ format, ...everything })
    expect(of).toBe(40)
    expect(items).toHaveLength(5)
    for (const row of items.flatMap(({ rows }) => rows)) expect((await readFile(join(folder, row.file), 'utf8')).split('\n')).toContain(row.json)
  })

  it('shows every level of a ladder, and the stage of a row, in their files', async () => {
    for (const recipe of [{ format: 'sft-messages', ladder: 3 }, { format: 'sft-messages', curriculum: { by: 'constraints' as const, cuts: [2, 4] } }] as const) {
      const folder = await exportedFolder(datasetId, exportParams.parse({ ...recipe, anyNumber: 0 }))
      for (const { rows } of (await preview(recipe)).items) {
        expect(rows).toHaveLength('ladder' in recipe ? 3 : 1)
        for (const { file, json } of rows) expect((await readFile(join(folder, file), 'utf8')).split('\n')).toContain(json)
      }
    }
  })

  it('draws others by another number, and writes the same pairs otherwise by another seed', async () => {
    const [one, same, otherDraw, otherSeed] = [await preview({ format: 'alpaca' }), await preview({ format: 'alpaca' }), await preview({ format: 'alpaca' }, 1), await preview({ format: 'alpaca' }, 0, 6)]
    expect(same).toEqual(one)
    const idsOf = ({ items }: typeof one): string[] => items.flatMap(({ rows }) => rows.map(({ json }) => JSON.parse(json).id))
    expect(idsOf(otherDraw)).not.toEqual(idsOf(one))
    expect(idsOf(otherSeed)).toEqual(idsOf(one))
    expect(otherSeed.items).not.toEqual(one.items)
  })

  it('says which constraints are left out, and why', async () => {
    const { items } = await preview({ format: 'sft-messages', maxConstraints: 2, usualConstraints: 2 })
    for (const { leftOut } of items) {
      expect(leftOut).toHaveLength(3)
      for (const { text, reason } of leftOut) expect([text !== '', reason]).toEqual([true, 'more than wanted'])
    }
    const [first] = (await preview({ format: 'sft-messages', minConstraints: 8 })).items
    expect(first).toMatchObject({ rows: [], dropped: 'fewer than 8 constraints' })
    expect(first?.leftOut).toHaveLength(5)
  })
})
