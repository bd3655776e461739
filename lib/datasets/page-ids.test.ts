import { beforeAll, describe, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { pairSorts } from '#lib/datasets/contract.ts'
import { orderSql } from '#lib/datasets/pair-sorts.ts'
import { idsAnywhere, pageIds } from './page-ids.ts'

ownDatabase()
let datasetId: string
let all: { id: string; words: string }[]

/** 300 pairs: every second says `often`, every 30th `seldom`, one `once`, from the 200th on each `late`; every fifth has two constraints that say `asked`, and one that gave way and says `gone`. */
beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'Sought' })).id
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
    SELECT gen_random_uuid(), ${datasetId}::uuid, md5(n::text) || md5(n::text), 's',
      concat_ws(' ', 'Ask', CASE WHEN n % 2 = 0 THEN 'often' END, CASE WHEN n % 30 = 7 THEN 'seldom' END), concat_ws(' ', 'Say', CASE WHEN n = 111 THEN 'once' END), 1
    FROM generate_series(1, 300) n`
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })
  const late = pairs.slice(200).map(({ id }) => id)
  await db().pair.updateMany({ where: { id: { in: late } }, data: { response: 'Say late' } })
  const constraint = (pairId: string, position: number, text: string, status: 'pending' | 'superseded') => ({ id: newId(), datasetId, pairId, position, type: 'unmapped', text, origin: 'llm' as const, fingerprint: String(position).padStart(32, '0'), status })
  await db().constraint.createMany({
    data: pairs.flatMap(({ id }, n) => (n % 5 === 0 ? [constraint(id, 0, 'As ASKED', 'pending'), constraint(id, 1, 'asked again', 'pending'), constraint(id, 2, 'gone', 'superseded')] : [])),
  })
  const rows = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, include: { constraints: { where: { status: 'pending' } } } })
  all = rows.map(({ id, instruction, response, constraints }) => ({ id, words: [instruction, response, ...constraints.map(({ text }) => text.toLowerCase())].join(' ') }))
  await db().$executeRaw`ANALYZE`
})

describe('pageIds', () => {
  const words = ['often', 'seldom', 'once', 'late', 'never', 'asked', 'gone'] as const
  const usual = { great: 20, tried: 10, walked: 25, sorted: 12 }
  // All that is looked through may be all that there is: of a dataset beside a great one.
  const ways = [usual, { ...usual, great: 1000 }, { ...usual, walked: 300 }, { ...usual, walked: 300, sorted: 1 }, { ...usual, tried: 300 }]
  it.each(words.flatMap((q) => ways.flatMap((sizes) => [0, 40, 250].map((after) => ({ q, sizes, after })))))(
    'are the next that hold "$q", whether they are walked to, sorted or left to the planner ($sizes, behind row $after)',
    async ({ q, sizes, after }) => {
      for (const sort of ['oldest', 'newest'] as const) {
        const rows = (sort === 'oldest' ? all : all.toReversed()).filter((_, index) => index >= after)
        const cursor = (sort === 'oldest' ? all : all.toReversed())[after - 1]?.id
        const [order, side] = sort === 'oldest' ? [Prisma.sql`p.id ASC`, Prisma.sql`>`] : [Prisma.sql`p.id DESC`, Prisma.sql`<`]
        const behind = cursor === undefined ? Prisma.empty : Prisma.sql`AND p.id ${side} ${cursor}::uuid`
        const wanted = rows.filter(({ words }) => words.includes(q)).slice(0, 8).map(({ id }) => id)
        const { ids, found } = await pageIds({ datasetId, filter: { q }, behind, order, limit: 8 }, sizes)
        expect((await db().$queryRaw<{ id: string }[]>(ids)).map(({ id }) => id)).toEqual(wanted)
        expect(found ?? wanted.length).toBe(wanted.length)
      }
    },
  )

  it.each(pairSorts)('are found and sorted in the order %s too', async (sort) => {
    for (const filter of [{ q: 'seldom' }, { instruction: 'seldom' }]) {
      const order = orderSql(sort)
      const wanted = await db().$queryRaw<{ id: string }[]>`SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid AND p.instruction LIKE '%seldom%' ORDER BY ${order} LIMIT 8`
      const { ids, found } = await pageIds({ datasetId, filter, behind: Prisma.empty, order, limit: 8 }, usual)
      expect((await db().$queryRaw<{ id: string }[]>(ids)).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
      expect(found).toBe(8)
    }
  })

  it.each(words)('are all that hold "%s" up to a limit, alone and beside another filter', async (q) => {
    const wanted = all.flatMap(({ id, words: said }) => (said.includes(q) ? [id] : []))
    for (const limit of [2, 20, 1000]) {
      for (const filter of [{ q }, { q, source: 's' }]) {
        const found = (await idsAnywhere({ datasetId, filter }, limit)) ?? []
        expect(found).toHaveLength(Math.min(wanted.length, limit + 1))
        expect(new Set(found).size).toBe(found.length)
        expect(found.filter((id) => !wanted.includes(id))).toEqual([])
      }
      expect(await idsAnywhere({ datasetId, filter: { q, source: 'x' } }, limit)).toEqual([])
    }
  })

  it('are asked for bare words only', async () => expect(await idsAnywhere({ datasetId, filter: { instruction: 'often' } }, 20)).toBeNull())
})
