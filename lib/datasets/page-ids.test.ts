import { beforeAll, describe, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { pageIds } from './page-ids.ts'

ownDatabase()
let datasetId: string
let all: { id: string; instruction: string; response: string }[]

/** 300 pairs: every second says `often`, every 30th `seldom`, one `once`, and from the 200th on each `late`. */
beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'Sought' })).id
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
    SELECT gen_random_uuid(), ${datasetId}::uuid, md5(n::text) || md5(n::text), 's',
      concat_ws(' ', 'Ask', CASE WHEN n % 2 = 0 THEN 'often' END, CASE WHEN n % 30 = 7 THEN 'seldom' END), concat_ws(' ', 'Say', CASE WHEN n = 111 THEN 'once' END), 1
    FROM generate_series(1, 300) n`
  all = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true, instruction: true, response: true } })
  const late = all.slice(200).map(({ id }) => id)
  await db().pair.updateMany({ where: { id: { in: late } }, data: { response: 'Say late' } })
  all = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true, instruction: true, response: true } })
})

describe('pageIds', () => {
  const words = ['often', 'seldom', 'once', 'late', 'never'] as const
  it.each(words.flatMap((q) => [20, 1000].flatMap((great) => [0, 40, 250].map((after) => ({ q, great, after })))))(
    'are the next that hold "$q", whether they are walked to, sorted or left to the planner (from $great pairs on, behind row $after)',
    async ({ q, great, after }) => {
      for (const sort of ['oldest', 'newest'] as const) {
        const rows = (sort === 'oldest' ? all : all.toReversed()).filter((_, index) => index >= after)
        const cursor = (sort === 'oldest' ? all : all.toReversed())[after - 1]?.id
        const [order, side] = sort === 'oldest' ? [Prisma.sql`p.id ASC`, Prisma.sql`>`] : [Prisma.sql`p.id DESC`, Prisma.sql`<`]
        const behind = cursor === undefined ? Prisma.empty : Prisma.sql`AND p.id ${side} ${cursor}::uuid`
        const wanted = rows.filter(({ instruction, response }) => `${instruction} ${response}`.includes(q)).slice(0, 8).map(({ id }) => id)
        const { ids, found } = await pageIds({ datasetId, filter: { q }, sort, conditions: pairConditions({ q }), behind, order, limit: 8 }, { great, few: 4, walked: 25, sorted: 12 })
        expect((await db().$queryRaw<{ id: string }[]>(ids)).map(({ id }) => id)).toEqual(wanted)
        expect(found ?? wanted.length).toBe(wanted.length)
      }
    },
  )
})
