import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { beforeEach, describe, expect, it } from 'vitest'
import { gradeOf } from '#lib/constraints/checkers/reading-level.ts'
import { browsePairs } from '#lib/datasets/browse.ts'
import { countPairs } from '#lib/datasets/count-pairs.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { rowsFilter } from '#lib/stats/rows-filter.ts'
import { spread } from '#lib/stats/spread.ts'
import { gradeFilter } from './grade-filter.ts'
import { gradePairs, gradeYear, ungradedDatasets } from './grade-pairs.ts'
import { gradeAll } from './keep-grading.ts'

ownDatabase()
let datasetId: string

const easy = 'The cat sat on the mat. It was a big cat. The dog saw the cat and ran to it. They both sat in the sun and had a nap. Then they went home to eat. '
const middling = 'The people of the town walked down to the harbour in the morning and watched the boats come home with the fish that they had caught in the night. '
const hard = 'The institutional administration of international organisations necessitates extraordinarily comprehensive documentation, because participating governments consistently misinterpret the constitutional responsibilities that multilateral representatives have previously established. '
const texts = [easy, easy + middling, middling.repeat(2), hard.repeat(2), 'Too short.', 'Der Hafen ist am Morgen still, und die Boote kommen mit den Fischen der Nacht nach Hause zurück. '.repeat(3)]

/** 24 pairs, of each kind of response four: in two sources and of two languages. */
beforeEach(async () => {
  datasetId = (await createDataset(null, { name: `Graded ${randomUUID()}` })).id
  const items = Array.from({ length: 24 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({ instruction: `Question ${n}`, response: texts[n % texts.length] ?? '', source: n % 2 === 0 ? 'alpha' : 'beta', language: n < 12 ? 'en' : 'de' }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
})

const found = async (filter: PairFilter) => (await browsePairs(datasetId, filter, { sort: 'oldest', limit: 1 })).total?.count ?? 0
const going = new AbortController().signal
const measured = () => db().pairGrade.count({ where: { datasetId } })

/** Every response measured by itself, by how many have the grade. */
async function measuredAnew(): Promise<Map<number | null, number>> {
  const pairs = await db().pair.findMany({ where: { datasetId }, select: { response: true } })
  return new Map([...Map.groupBy(pairs, ({ response }) => gradeYear(response))].map(([grade, all]) => [grade, all.length]))
}

/** Where the counts of grades that are kept differ from those made from scratch. */
const difference = () => db().$queryRaw<unknown[]>`
  WITH kept AS (SELECT "of"::text AS "of", key, sum(n)::int AS n FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid GROUP BY 1, 2 HAVING sum(n) <> 0),
    counted AS (SELECT "of", key, n FROM count_dataset(${datasetId}::uuid))
  (TABLE kept EXCEPT TABLE counted) UNION ALL (TABLE counted EXCEPT TABLE kept)`

async function expectExact(): Promise<void> {
  const kept = await db().pairGrade.groupBy({ by: ['grade'], where: { datasetId }, _count: true })
  expect(new Map(kept.map(({ grade, _count }) => [grade, _count]))).toEqual(await measuredAnew())
  expect((await ungradedDatasets()).map(({ id }) => id)).not.toContain(datasetId)
}

it('is the middle of what the grade may be, in whole years from 0 to 20, and none for what has no grade', () => {
  expect([easy, hard.repeat(2)].map(gradeYear)).toEqual([0, 20])
  const { low, high } = gradeOf(middling.repeat(2)) ?? { low: 0, high: 0 }
  expect(gradeYear(middling.repeat(2))).toBe(Math.round((low + high) / 2))
  expect(texts.slice(4).map(gradeYear)).toEqual([null, null])
})

describe('measuring', () => {
  it('goes through all that is not measured, a piece at a time, and takes up what was left', async () => {
    expect((await ungradedDatasets()).find(({ id }) => id === datasetId)?.pairs).toBe(24)
    const stopping = new AbortController()
    await gradePairs(datasetId, 24, async () => stopping.abort(), stopping.signal)
    expect(await measured()).toBe(24)
    // As a process leaves it that is killed between two pieces.
    const [first] = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, take: 1 })
    await db().pairGrade.deleteMany({ where: { datasetId, OR: [{ pairId: first?.id ?? '' }, { grade: null }] } })
    expect((await ungradedDatasets()).find(({ id }) => id === datasetId)?.pairs).toBe(9)
    await gradeAll(going)
    await expectExact()
    expect(await gradePairs(datasetId)).toBe(0)
  })

  it('is exact after a process was killed in the middle, and goes on from there', async () => {
    await db().$executeRaw`
      INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
      SELECT gen_random_uuid(), ${datasetId}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', repeat(${middling}, 1 + n % 40), 1 FROM generate_series(1, 1500) n`
    for (const patience of [1, 3]) {
      const child = spawn(process.execPath, [new URL('grading.fixture.ts', import.meta.url).pathname, datasetId], { stdio: ['ignore', 'pipe', 'inherit'] })
      let pieces = 0
      for await (const chunk of child.stdout) if ((pieces += String(chunk).length) >= patience) break
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      expect(await measured()).toBeGreaterThanOrEqual(100)
      expect(await difference()).toEqual([])
    }
    await gradeAll(going)
    await expectExact()
    expect(await difference()).toEqual([])
  })

  it('does nothing that is done already when many do it at once, and nothing while something is imported', async () => {
    const run = await db().run.create({ data: { id: randomUUID(), datasetId, kind: 'import', params: {}, status: 'running', heartbeatAt: new Date() } })
    await gradeAll(going)
    expect(await measured()).toBe(0)
    await db().run.update({ where: { id: run.id }, data: { status: 'done' } })
    await Promise.all([gradePairs(datasetId), gradePairs(datasetId), gradeAll(going)])
    // What another held for the moment is left for the next round.
    await gradeAll(going)
    await expectExact()
  })

  it('comes to a small dataset before it is through with a great one', async () => {
    await db().$executeRaw`
      INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
      SELECT gen_random_uuid(), ${datasetId}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'Too short.', 2 FROM generate_series(1, 2600) n`
    // What is measured cannot be written yet.
    const client = await pool().connect()
    await client.query('BEGIN')
    await client.query('LOCK TABLE "PairGrade" IN SHARE MODE')
    const round = gradeAll(going)
    const waiting = async () => (await client.query(`SELECT 1 FROM pg_locks WHERE relation = '"PairGrade"'::regclass AND NOT granted`)).rows.length
    await expect.poll(waiting).toBe(1)
    const small = (await createDataset(null, { name: `Small ${randomUUID()}` })).id
    await db().$transaction((tx) => storePairs(tx, { datasetId: small, runId: null, source: 'x', license: null }, [{ line: 1, record: pairRecord({ instruction: 'Question', response: easy }) }]))
    await client.query('COMMIT')
    client.release()
    await round
    await expectExact()
    const [order] = await db().$queryRaw<{ between: boolean }[]>`
      SELECT s.xmin::text::bigint < (SELECT max(g.xmin::text::bigint) FROM "PairGrade" g WHERE g."datasetId" = ${datasetId}::uuid) AS between FROM "PairGrade" s WHERE s."datasetId" = ${small}::uuid`
    expect(order).toEqual({ between: true })
  })

  it('comes again for a response that changes, also while it is being measured', async () => {
    await gradePairs(datasetId)
    const { id } = await db().pair.findFirstOrThrow({ where: { datasetId, response: easy } })
    await db().pair.update({ where: { id }, data: { response: hard.repeat(2) } })
    await db().pair.updateMany({ where: { datasetId, response: middling.repeat(2) }, data: { status: 'in_review' } })
    expect(await measured()).toBe(23)
    // Somebody changes it and has not committed yet.
    const client = await pool().connect()
    await client.query('BEGIN')
    await client.query('UPDATE "Pair" SET response = $2 WHERE id = $1', [id, 'Too short now.'])
    await gradePairs(datasetId)
    expect(await measured()).toBe(23)
    await client.query('COMMIT')
    client.release()
    await gradeAll(going)
    await expectExact()
  })

  it('is told of a pair that is looked at', async () => {
    const { id, response } = await db().pair.findFirstOrThrow({ where: { datasetId, response: hard.repeat(2) } })
    const grade = async (pairId: string) => (await pairView(pairId, { id: 'ada', name: 'Ada' })).grade
    expect(await grade(id)).toBeNull()
    await gradePairs(datasetId)
    expect(await grade(id)).toBe(gradeYear(response))
    expect(await grade((await db().pair.findFirstOrThrow({ where: { datasetId, response: 'Too short.' } })).id)).toBeNull()
  })

  it('goes with the pair', async () => {
    await gradePairs(datasetId)
    await db().pair.deleteMany({ where: { datasetId, source: 'alpha' } })
    await expectExact()
  })
})

describe('what statistics say of readability', () => {
  it('counts every pair once, and each number leads to as many rows', async () => {
    await gradePairs(datasetId, 24)
    const [some] = await db().pair.findMany({ where: { datasetId, source: 'beta' }, take: 1 })
    await db().pairGrade.delete({ where: { pairId: some?.id ?? '' } })
    for (const page of [{}, { source: 'alpha' }, { source: 'beta', language: 'en' }, { minGrade: 5 }, { graded: 'no' as const }, { not: 'grade:0' }]) {
      const { reading } = await spread(datasetId, page)
      const all = reading.grades.reduce((sum, { texts: n }) => sum + n, 0) + reading.unknown
      expect([page, all + reading.waiting]).toEqual([page, await found(page)])
      for (const { grade, texts: n } of reading.grades) expect([page, grade, await found(rowsFilter(page, gradeFilter(grade)) ?? { q: 'no such' })]).toEqual([page, grade, n])
      expect([page, await found(rowsFilter(page, { graded: 'no' }) ?? { q: 'no such' })]).toEqual([page, reading.unknown])
    }
    const { reading: { grades, waiting } } = await spread(datasetId)
    expect([grades.map(({ grade }) => grade), waiting]).toEqual([grades.map(({ grade }) => grade).toSorted((a, b) => a - b), 1])
    expect(grades.length).toBeGreaterThan(2)
  })

  it('finds by a stretch of grades, and neither grade nor lack of one of what is not measured', async () => {
    expect([await found({ minGrade: 0 }), await found({ graded: 'no' }), await found({ not: 'graded:yes' })]).toEqual([0, 0, 24])
    await gradePairs(datasetId)
    const counts = await measuredAnew()
    const within = (from: number, to: number) => [...counts].reduce((sum, [grade, n]) => sum + (grade !== null && grade >= from && grade <= to ? n : 0), 0)
    for (const [from, to] of [[0, 20], [5, 20], [0, 0], [1, 19], [20, 20], [9, 5]] as const) {
      const asked = { minGrade: from, maxGrade: to }
      // The count that the database keeps, and the rows themselves.
      expect([asked, await countPairs(datasetId, asked)]).toEqual([asked, { count: within(from, to), more: false }])
      expect([asked, (await browsePairs(datasetId, asked, { sort: 'oldest', limit: 50 })).rows.length]).toEqual([asked, within(from, to)])
      expect([asked, await found({ ...asked, not: 'source:none' })]).toEqual([asked, within(from, to)])
    }
    expect(await countPairs(datasetId, { graded: 'yes' })).toEqual({ count: 16, more: false })
    expect([await found({ graded: 'no' }), await found({ graded: 'no', minGrade: 0 }), await found({ not: 'grade:>5' })]).toEqual([8, 0, 24 - within(6, 20)])
    expect(await found({ maxGrade: 0, language: 'de' })).toBe(within(0, 0) / 2)
  })
})
