import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { idsAnywhere, pageIds } from '#lib/datasets/page-ids.ts'
import { pairConditions } from '#lib/datasets/pair-conditions.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { seededRng } from '#lib/random.ts'
import { plantCheck } from '#lib/review/checks/check.fixture.ts'

ownDatabase()

const words = ['owl', 'OWLS', '10%', '1_0', '100', 'back\\slash', "it's", '猫', 'tea', 'rare'] as const
interface Made {
  id: string
  source: string
  said: string[]
  /** By reviewer. */
  checks: Record<string, string>
}
let datasetId: string
const pairs: Made[] = []

/** Two datasets that say the same words, of which the second is never to be found. */
beforeAll(async () => {
  const rng = seededRng('bare words')
  const text = (): string => Array.from({ length: rng.int(0, 3) }, () => words[rng.int(0, rng.int(0, 2) === 0 ? words.length - 1 : 5)] ?? '').join(' ')
  await db().user.createMany({ data: ['ada', 'ben'].map((id) => ({ id, name: id, email: `${id}@example.org` })) })
  for (const name of ['Sought', 'Other']) {
    const { id: of } = await createDataset(null, { name })
    for (let n = 0; n < 120; n += 1) {
      const [id, instruction, response, source] = [newId(), `Ask ${text()}`, `Say ${text()}`, n % 3 === 0 ? 'a' : 'b']
      const constraints = Array.from({ length: rng.int(0, 3) }, (_, position) => ({ position, text: `Do ${text()}`, status: position === 2 ? 'superseded' as const : 'pending' as const }))
      await db().pair.create({ data: { id, datasetId: of, contentHash: newId().replaceAll('-', '').padEnd(64, '0'), source, instruction, response, responseWords: 1 } })
      await db().constraint.createMany({ data: constraints.map((each) => ({ id: newId(), datasetId: of, pairId: id, type: 'unmapped', origin: 'llm' as const, fingerprint: String(each.position).padStart(32, '0'), ...each })) })
      const checks: Made['checks'] = n % 10 === 4 ? { [n % 20 === 4 ? 'ada' : 'ben']: `Check ${text()} rare` } : {}
      for (const [reviewerId, said] of Object.entries(checks)) await plantCheck({ datasetId: of, pairId: id, reviewerId, text: said })
      if (name === 'Sought') pairs.push({ id, source, said: [instruction, response, ...constraints.flatMap((each) => (each.status === 'superseded' ? [] : [each.text]))], checks })
    }
    if (name === 'Sought') datasetId = of
  }
  await db().$executeRaw`ANALYZE`
}, 120_000)

const says = ({ said, checks }: Made, word: string, reviewer: string): boolean => [...said, ...(checks[reviewer] === undefined ? [] : [checks[reviewer]])].some((text) => text.toLowerCase().includes(word.toLowerCase()))

it('find by every way the very pairs that say them, to whoever asks', async () => {
  const word = fc.constantFrom(...words, 'w', 'never')
  const asked = fc.record({ q: word, not: fc.option(word, { nil: undefined }), source: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }), reviewer: fc.constantFrom('ada', 'ben'), most: fc.integer({ min: 1, max: 40 }) })
  await fc.assert(fc.asyncProperty(asked, async ({ q, not, source, reviewer, most }) => {
    const excluded = not === undefined ? {} : { not: parseFilter(`-"${not.replace(/["\\]/g, '\\$&')}"`).filter.not }
    const filter: SeenFilter = { q, ...excluded, ...(source === undefined ? {} : { source }), sight: { reviewerId: reviewer, goldRate: 0, leads: false } }
    const wanted = pairs.filter((pair) => says(pair, q, reviewer) && (source === undefined || pair.source === source) && (not === undefined || !says(pair, not, reviewer))).map(({ id }) => id).toSorted()

    for (const way of ['walked', 'found', 'planned'] as const) {
      const rows = await db().$queryRaw<{ id: string }[]>`SELECT p.id FROM "Pair" p WHERE p."datasetId" = ${datasetId}::uuid ${pairConditions({ datasetId, filter }, way)} ORDER BY p.id`
      expect(rows.map(({ id }) => id), way).toEqual(wanted)
    }
    const found = (await idsAnywhere({ datasetId, filter }, most)) ?? []
    expect(found).toHaveLength(Math.min(wanted.length, most + 1))
    expect(new Set(found).size).toBe(found.length)
    expect(found.every((id) => wanted.includes(id))).toBe(true)
    for (const great of [0, 1000]) {
      const { ids } = await pageIds({ datasetId, filter, behind: Prisma.empty, order: Prisma.sql`p.id ASC`, limit: most }, { great, tried: 7, walked: 30, sorted: 10 })
      expect((await db().$queryRaw<{ id: string }[]>(ids)).map(({ id }) => id), `from ${great}`).toEqual(wanted.slice(0, most))
    }
  }), { numRuns: 80 })
})
