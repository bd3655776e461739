import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { deleteDataset } from '#lib/datasets/delete-dataset.fixture.ts'
import { db, disconnect } from '#lib/db/client.ts'
import { pastDeadlocks } from '#lib/db/past-deadlocks.ts'
import { testDatabase } from '#lib/db/testing.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { seededRng, type Rng } from '#lib/random.ts'
import { decide } from '#lib/review/decide.ts'
import { gradePairs } from '#lib/stats/grades/grade-pairs.ts'
import { readTallies, total } from '#lib/stats/tallies.ts'

const people: Actor[] = ['ada', 'ben'].map((id) => ({ id, name: id, email: `${id}@example.org`, role: 'reviewer' }))
const [ada] = people
let database: Awaited<ReturnType<typeof testDatabase>>
let datasetId: string
let made = 0
const english = 'The people of the town walked down to the harbour in the morning and watched the boats come home with the fish that they had caught in the night. '

beforeAll(async () => {
  database = await testDatabase()
  process.env.DATABASE_URL = database.url
  for (const { id, name, email } of people) await db().user.create({ data: { id, name, email } })
  datasetId = (await createDataset(null, { name: 'Tallied' })).id
  await addPairs(seededRng(1), 30)
})

afterAll(async () => {
  await disconnect()
  await database.drop()
})

async function addPairs(rng: Rng, n: number): Promise<void> {
  const items = Array.from({ length: n }, (_, line) => ({
    line,
    record: pairRecord({
      instruction: `Question ${(made += 1)}`,
      response: 'word '.repeat(rng.int(1, 1200)),
      source: rng.pick(['one', 'two']),
      language: rng.pick(['de', null]),
      constraints: [{ rawType: 'Digit', text: `Use at most ${rng.int(1, 900)} words.` }, { rawType: 'Tone_Constraints', text: 'Be kind.' }].slice(0, rng.int(0, 2)),
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
}

/** Where the kept counts differ from those made from scratch. */
const difference = (of = datasetId) => db().$queryRaw<unknown[]>`
  WITH kept AS (SELECT "of"::text AS "of", key, sum(n)::int AS n FROM "Tally" WHERE "datasetId" = ${of}::uuid GROUP BY 1, 2 HAVING sum(n) <> 0),
    counted AS (SELECT "of", key, n FROM count_dataset(${of}::uuid))
  (TABLE kept EXCEPT TABLE counted) UNION ALL (TABLE counted EXCEPT TABLE kept)`

async function anyConstraint(rng: Rng) {
  const found = await db().constraint.findMany({ where: { datasetId }, select: { id: true, pairId: true, version: true }, orderBy: { id: 'asc' } })
  return rng.pick(found)
}

/** One change such as the app makes, or might make some day. */
async function change(rng: Rng): Promise<void> {
  const constraint = await anyConstraint(rng)
  const actor = rng.pick(people)
  switch (rng.int(0, 7)) {
    case 0:
      return addPairs(rng, rng.int(1, 5))
    case 1:
      await db().pair.deleteMany({ where: { id: constraint.pairId } })
      return
    case 2:
      await db().constraint.updateMany({ where: { pairId: constraint.pairId }, data: { outcome: rng.pick(['pass', 'fail', null]), outcomeBy: rng.pick(['llm', 'rule']) } })
      return
    case 3:
      await db().pair.updateMany({
        where: { datasetId, source: 'one', id: { gte: constraint.pairId } },
        data: { language: rng.pick(['fr', 'de']), unchecked: rng.next() < 0.5, acceptedCount: rng.int(0, 2) },
      })
      return
    case 4:
      // What is measured, and what has to be measured again.
      await gradePairs(datasetId, 5)
      await db().pair.updateMany({ where: { id: constraint.pairId }, data: { response: english.repeat(rng.int(1, 3)) } })
      return
    case 5:
      await db().$executeRaw`SELECT fold_tallies(${datasetId}::uuid)`
      return
    default:
      await decide(actor, [{ id: randomUUID(), constraintId: constraint.id, kind: rng.pick(['reject', 'flag', 'skip']), reason: rng.pick(['false', 'vague']), seenVersion: constraint.version }])
  }
}

describe('the counts that are kept', () => {
  it('are those made from scratch after random work', async () => {
    const rng = seededRng('tallies')
    for (let step = 0; step < 120; step += 1) {
      await change(rng)
      expect(await difference(), `after step ${step}`).toEqual([])
    }
    const { pairs, stages, constraints, decisions } = await readTallies(datasetId)
    expect(total(pairs.status)).toBe(await db().pair.count({ where: { datasetId } }))
    expect(total(pairs.words)).toBe(total(pairs.status))
    expect(total(stages)).toBe(total(pairs.status))
    expect(total(stages.filter(({ stage }) => stage === 'accepted'))).toBe(await db().pair.count({ where: { datasetId, acceptedCount: { gt: 0 } } }))
    expect(total(constraints)).toBe(await db().constraint.count({ where: { datasetId } }))
    expect(total(decisions)).toBe(await db().decision.count({ where: { datasetId } }))
  })

  it('are those made from scratch after work of many at once, whoever folds them meanwhile', async () => {
    const worker = async (n: number): Promise<void> => {
      const rng = seededRng('at once', n)
      // What somebody else has deleted meanwhile is refused or found no more. Changes of many rows and their cascades may wait for each other: whose Postgres gives up makes another one.
      for (let step = 0; step < 25; step += 1) await pastDeadlocks(() => change(rng))
    }
    await Promise.all(Array.from({ length: 6 }, (_, n) => worker(n)))
    expect(await difference()).toEqual([])
    await db().$executeRaw`SELECT fold_tallies(${datasetId}::uuid)`
    expect(await difference()).toEqual([])
    const [{ rows, keys } = { rows: 0, keys: 1 }] = await db().$queryRaw<{ rows: number; keys: number }[]>`
      SELECT count(*)::int AS rows, count(DISTINCT ("of", key))::int AS keys FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid`
    expect(rows).toBe(keys)
  })

  it('are folded where a key has several rows, and left as they are elsewhere', async () => {
    const fold = () => db().$executeRaw`SELECT fold_tallies(${datasetId}::uuid)`
    const rows = () => db().$queryRaw<{ id: bigint; n: number }[]>`SELECT id, n FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid ORDER BY id`
    await fold()
    const [first, ...others] = await rows()
    if (!first) throw new Error('something is counted')
    await db().$executeRaw`
      INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT "datasetId", "of", key, more FROM "Tally", unnest(ARRAY[2, -2]) more WHERE id = ${first.id}`
    await db().$executeRaw`
      INSERT INTO "Tally" ("datasetId", "of", key, n) SELECT ${datasetId}::uuid, 'pair.language', ARRAY['gone', NULL], more FROM unnest(ARRAY[1, -1]) more`
    await fold()
    const after = await rows()
    expect(after.slice(0, -1)).toEqual(others)
    expect(after.at(-1)?.n).toBe(first.n)
    expect(await difference()).toEqual([])
  })

  it('are those made from scratch after a process was killed in the middle', async () => {
    for (const patience of [3, 20, 41]) {
      const child = spawn(process.execPath, [new URL('tallies.fixture.ts', import.meta.url).pathname, database.url, datasetId], { stdio: ['ignore', 'pipe', 'inherit'] })
      let turns = 0
      for await (const chunk of child.stdout) if ((turns += String(chunk).length) >= patience) break
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      expect(await difference()).toEqual([])
    }
    expect(await db().pair.count({ where: { datasetId, source: 'killed' } })).toBeGreaterThan(0)
  })

  it('know who a decision was by, also after that person has gone, and go with their dataset', async () => {
    await db().user.delete({ where: { id: 'ben' } })
    expect(await difference()).toEqual([])
    expect((await readTallies(datasetId)).decisions.some(({ reviewerId }) => reviewerId === null)).toBe(true)
    if (ada) await deleteDataset(ada, datasetId)
    expect(await db().tally.count()).toBe(0)
  })
})
