import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { exportWarnings } from '#lib/exports/warnings.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(6)
}, 120_000)

async function exported(recipe: Partial<ExportParams>) {
  const folder = await exportedFolder(datasetId, recipe)
  const { warnings } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  const card = await readFile(join(folder, 'README.md'), 'utf8')
  const run = await db().run.findFirstOrThrow({ where: { kind: 'export' }, orderBy: { id: 'desc' }, include: { events: { orderBy: { id: 'asc' } } } })
  return { folder, warnings, card, told: run.events.filter(({ level }) => level === 'warn').map(({ message }) => message) }
}

describe('an export without a row for training', () => {
  it('says so, and what tied all of it together, in manifest, card and log', async () => {
    // All are of one source: so one group is drawn, and with this share it is held out.
    const { folder, warnings, card, told } = await exported({ splitBy: 'source', stratify: 'source', test: 0.9 })
    expect(warnings).toEqual(['No row is for training: 6 in test. All that leaves is of one source (logbook), which the recipe keeps on one side: split by pair.'])
    expect(told).toEqual(warnings)
    expect(card).toContain(`**${warnings?.[0]}**`)
    // Readers of the card are sent to what there is.
    expect(card.split('---')[1]).toMatch(/data_files:\n {2}- split: test\n {4}path: "test\.jsonl"\n/)
    expect(card.split('---')[1]).not.toContain('split: train')
    expect((await verifyExport(folder)).faults).toEqual([])
  })

  it('says so of one without any row', async () => {
    const { warnings, told, card } = await exported({ minConstraints: 40, maxConstraints: 50 })
    expect(warnings).toEqual(['The export has no row: none of the pairs met the recipe.'])
    expect(told).toEqual(warnings)
    expect(card.split('---')[1]).not.toContain('split:')
  })

  it('is not said of any other', async () => {
    expect(await exported({ test: 0.3 })).toMatchObject({ warnings: undefined, told: [] })
  })

  it.each<{ sources: Record<string, number>; groups: number; splitBy: ExportParams['splitBy']; says: string }>([
    { sources: { a: 2, b: 3 }, groups: 1, splitBy: 'source', says: 'tie the 2 sources to each other. Split by pair.' },
    { sources: { a: 2, b: 3 }, groups: 1, splitBy: 'pair', says: 'is one group, which stays on one side: tied together by the same instruction' },
    { sources: { a: 2 }, groups: 3, splitBy: 'pair', says: 'is of 3 groups that stay on one side each, and chance' },
  ])('names what tied $groups groups by $splitBy', async ({ sources, groups, splitBy, says }) => {
    const rows = [{ split: 'train', rows: 0 }, { split: 'validation', rows: 2 }, { split: 'test', rows: 3 }]
    const [warning] = await exportWarnings({ rows, sources, groups: () => Promise.resolve(groups), recipe: { format: 'dpo', splitBy } })
    expect(warning).toContain('No row is for training: 2 in validation and 3 in test.')
    expect(warning).toContain(says)
  })
})
