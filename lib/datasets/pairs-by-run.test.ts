import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { countPairs } from '#lib/datasets/count-pairs.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { facets } from '#lib/datasets/facets.ts'
import { pairsByRun, renewPairsByRun } from '#lib/datasets/pairs-by-run.ts'
import { db, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { untilStopped } from '#lib/db/until-stopped.ts'

ownDatabase()

async function runOf(datasetId: string, kind: 'import' | 'backtranslate' | 'generate'): Promise<string> {
  return (await db().run.create({ data: { id: randomUUID(), datasetId, kind, params: {} } })).id
}

/** So many pairs, of an import all but the first ten. */
async function datasetOf(pairs: number): Promise<{ id: string; imported: string }> {
  const { id } = await createDataset(null, { name: `Of runs ${pairs}` })
  const imported = await runOf(id, 'import')
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords", "importRunId", "importLine")
    SELECT gen_random_uuid(), ${id}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1, CASE WHEN n > 10 THEN ${imported}::uuid END, n FROM generate_series(1, ${pairs}::int) n`
  return { id, imported }
}

/** A run that works on five pairs and gives two constraints each to three of them and to three others. */
async function worksOn(datasetId: string, run: string): Promise<void> {
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { importLine: 'asc' }, skip: 7, take: 8, select: { id: true } })
  await db().run.update({ where: { id: run }, data: { items: { create: pairs.slice(0, 5).map(({ id }) => ({ pairId: id, shard: 0 })) } } })
  await db().constraint.createMany({
    data: pairs.slice(2).flatMap(({ id }) =>
      [0, 1].map((position) => ({ id: randomUUID(), datasetId, pairId: id, position, type: 'style.tone', text: `Be kind ${position}.`, origin: 'llm' as const, runId: run, fingerprint: randomUUID().replaceAll('-', '') })),
    ),
  })
}

const counts = async (datasetId: string) => new Map((await facets(datasetId)).runs.map(({ value, count }) => [value, count]))

it('are those that the filter finds: imported, worked on, or given a constraint, each once', async () => {
  const { id, imported } = await datasetOf(300)
  const made = await runOf(id, 'generate')
  await worksOn(id, made)
  await worksOn(id, imported)
  const told = (await pairsByRun(id, 300)) ?? new Map<string, number>()
  for (const run of [made, imported]) expect([run, told.get(run)]).toEqual([run, (await countPairs(id, { run })).count])
  expect(await counts(id)).toEqual(told)
  expect([told.get(made), told.get(imported)]).toEqual([8, 293])
})

it('are counted behind in a great dataset, once for all who ask, and anew where a run has ended', async () => {
  const { id, imported } = await datasetOf(20_100)
  await expect.poll(async () => (await counts(id)).get(imported)).toBe(20_090)
  const made = await runOf(id, 'backtranslate')
  // Not yet counted is not none.
  expect((await counts(id)).get(made)).toBe(null)
  await worksOn(id, made)
  await db().run.update({ where: { id: made }, data: { status: 'done', finishedAt: new Date() } })
  await renewPairsByRun(id, async (piece) => piece(new AbortController().signal))
  expect(Object.fromEntries(await counts(id))).toEqual({ [imported]: 20_090, [made]: 8 })
})

it('are counted for who asks next, also where who asked first has left', async () => {
  const { id, imported } = await datasetOf(20_200)
  const gate = await pool().connect()
  await gate.query('BEGIN')
  await gate.query('LOCK TABLE "RunItem" IN ACCESS EXCLUSIVE MODE')
  const waiting = async () => (await gate.query(`SELECT 1 FROM pg_locks WHERE relation = '"RunItem"'::regclass AND NOT granted`)).rowCount
  const leaving = new AbortController()
  const request = untilStopped(leaving.signal, async () => {
    await pairsByRun(id, 20_200)
    await new Promise((resolve) => leaving.signal.addEventListener('abort', resolve))
  }).catch(String)
  await expect.poll(waiting).toBe(1)
  leaving.abort()
  expect(await request).toContain('aborted')
  expect(await waiting()).toBe(1)
  await gate.query('COMMIT')
  gate.release()
  await expect.poll(async () => (await pairsByRun(id, 20_200))?.get(imported)).toBe(20_190)
})
