import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { newId } from '#lib/db/id.ts'

useInstallation()

it('leaves out what a search found in benchmarks, counts it by name, reports it, and shows it in no demonstration', async () => {
  const datasetId = await acceptedDataset(20)
  await expect(exportedFolder(datasetId, { dropContaminated: true })).rejects.toThrow('No record was found')
  expect((await db().run.findFirstOrThrow({ where: { datasetId, kind: 'export' } })).error).toContain('was not searched')
  await db().run.create({ data: { id: newId(), datasetId, kind: 'contamination', status: 'done', params: {} } })
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'asc' } })
  const [one, two, three] = pairs.map(({ id }) => id)
  await db().benchmarkList.createMany({ data: ['made-a', 'made-b'].map((name) => ({ name, prompts: 1 })) })
  await db().contamination.createMany({
    data: [[one, 'made-b'], [one, 'made-a'], [two, 'made-a'], [three, 'made-b']].map(([pairId, list]) => ({ datasetId, pairId: pairId ?? '', list: list ?? '', shared: 2, of: 9 })),
  })
  const folder = await exportedFolder(datasetId, { dropContaminated: true, demonstrations: 2, demonstrationShare: 1 })
  const { counts } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  expect(counts).toEqual({
    in: 20, out: 17,
    dropped: { 'its prompt has words of made-a': 1, 'its prompt has words of made-a, made-b': 1, 'its prompt has words of made-b': 1 },
  })
  const report = JSON.parse(await readFile(join(folder, 'contamination.json'), 'utf8'))
  expect(report).toMatchObject({ leftOut: 3, byBenchmark: { 'made-a': 2, 'made-b': 2 } })
  expect(report.pairs).toHaveLength(3)
  const rows = await readFile(join(folder, 'train.jsonl'), 'utf8')
  for (const { id } of report.pairs) expect(rows).not.toContain(id)
  expect((await verifyExport(folder)).faults).toEqual([])
  const all = manifestSchema.parse(JSON.parse(await readFile(join(await exportedFolder(datasetId, {}), 'manifest.json'), 'utf8')))
  expect(all.counts.out).toBe(20)
})
