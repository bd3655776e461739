import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { acceptedDataset, addPair, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { newId } from '#lib/db/id.ts'

useInstallation()

it('leaves out what a search found in benchmarks, counts it by name, reports it, and shows it in no demonstration', async () => {
  const datasetId = await acceptedDataset(20)
  await expect(exportedFolder(datasetId, { dropContaminated: true })).rejects.toThrow('No record was found')
  expect((await db().run.findFirstOrThrow({ where: { datasetId, kind: 'export' } })).error).toContain('was not searched')
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'asc' } })
  const [one, two, three] = pairs.map(({ id }) => id)
  await db().benchmarkList.createMany({ data: ['made-a', 'made-b', 'made-c'].map((name) => ({ name, prompts: 1 })) })
  const runId = newId()
  await db().run.create({ data: { id: runId, datasetId, kind: 'contamination', status: 'done', finishedAt: new Date(), params: { lists: ['made-a', 'made-b'] } } })
  const ids = pairs.map(({ id }) => id).toSorted()
  await db().runShard.create({ data: { runId, index: 0, firstPairId: ids[0] ?? '', lastPairId: ids.at(-1) ?? '', size: 20, status: 'done' } })
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
  expect(report).toMatchObject({ benchmarks: ['made-a', 'made-b'], notSearchedFor: ['made-c'], addedSince: 0, leftOut: 3, byBenchmark: { 'made-a': 2, 'made-b': 2 } })
  expect(report.pairs).toHaveLength(3)
  const rows = await readFile(join(folder, 'train.jsonl'), 'utf8')
  for (const { id } of report.pairs) expect(rows).not.toContain(id)
  expect((await verifyExport(folder)).faults).toEqual([])
  await addPair(datasetId)
  await exportedFolder(datasetId, { dropContaminated: true })
  const events = await db().runEvent.findMany({ where: { run: { datasetId, kind: 'export' }, message: { startsWith: 'Pairs are left out' } }, orderBy: { id: 'asc' } })
  expect(events.map(({ level }) => level)).toEqual(['warn', 'warn'])
  expect(events[0]?.message).toMatch(/^Pairs are left out by the search for made-a \(\d{4}-\d\d-\d\d\), made-b \(.*\)\. The dataset was not searched for made-c\.$/)
  expect(events[1]?.message).toContain('1 pair was added since, and nobody has looked at it')
  const all = manifestSchema.parse(JSON.parse(await readFile(join(await exportedFolder(datasetId, {}), 'manifest.json'), 'utf8')))
  expect(all.counts.out).toBe(20)
})
