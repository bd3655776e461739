import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import type { ConstraintView, DecisionInput, ReviewScope } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { reviewPage } from '#lib/review/review-page.ts'

function person(name: string, role = 'reviewer') {
  return { id: name.toLowerCase(), name, email: `${name}@example.org`, role }
}
const [ada, ben, lea] = [person('Ada'), person('Ben'), person('Lea', 'owner')]
ownDatabase()
usePolicies()

beforeAll(async () => {
  await db().user.createMany({ data: [ada, ben, lea] })
})

/** A dataset of one pair with three constraints: of the first a program says that it does not hold. */
async function fresh(): Promise<{ datasetId: string; pairId: string }> {
  const { id: datasetId } = await createDataset(null, { name: randomUUID() })
  const constraints = ['Do not use any commas.', 'Write in a calm voice.', 'Keep a hopeful tone.'].map((text) => ({ rawType: 'Desired_Writing_Style', text }))
  const record = pairRecord({ instruction: 'Describe a harbour.', response: 'The harbour wakes early, before the town.', constraints })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  return { datasetId, pairId: (await db().pair.findFirstOrThrow({ where: { datasetId } })).id }
}

async function seenBy(who: typeof ada, datasetId: string, scope: ReviewScope): Promise<ConstraintView[]> {
  return (await reviewPage(who, datasetId, { scope, limit: 1 })).pairs[0]?.constraints ?? []
}

/** All that a dataset counts, as it is kept and as it is counted anew. */
async function counted(datasetId: string, pairId: string) {
  const counts = { status: true, constraintCount: true, undecidedCount: true, acceptedCount: true, refutedCount: true } as const
  const look = () => db().pair.findUniqueOrThrow({ where: { id: pairId }, select: counts })
  const kept = [await db().$queryRaw`SELECT "of", key, sum(n)::int AS n FROM "Tally" WHERE "datasetId" = ${datasetId}::uuid GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2`, await look()]
  const anew = [await db().$queryRaw`SELECT "of", key, n FROM count_dataset(${datasetId}::uuid) ORDER BY 1, 2`]
  await db().$transaction((tx) => refreshPairs(tx, [pairId]))
  return { kept, anew: [...anew, await look()] }
}

describe('whatever people decide, take back and settle, however many are wanted meanwhile', () => {
  const step = fc.oneof(
    { weight: 12, arbitrary: fc.record({ what: fc.constant('act'), who: fc.constantFrom(ada, ben, lea), at: fc.nat(2), kind: fc.constantFrom('accept', 'reject', 'skip', 'flag', 'edit', 'undo', 'undo'), of: fc.nat(2), final: fc.boolean(), stale: fc.nat(9) } as const) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('policy'), overlap: fc.integer({ min: 1, max: 2 }), followed: fc.boolean() } as const) },
  )

  it('nothing fails, what is seen can be decided, what is answered is seen, and all that is counted adds up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const { datasetId, pairId } = await fresh()
        const taken: string[] = []
        for (const one of steps) {
          if (one.what === 'policy') {
            const policy = reviewPolicy.parse({ overlap: one.overlap })
            if (one.followed) await savePolicy(lea, datasetId, policy)
            else await db().dataset.update({ where: { id: datasetId }, data: { policy } })
            continue
          }
          const { who, at, kind, of, stale } = one
          const final = one.final && who === lea
          const view = (await seenBy(who, datasetId, final ? 'disputed' : 'all'))[at]
          if (!view) continue
          const more = kind === 'undo' ? { undoesId: of === 0 ? (view.decision?.id ?? randomUUID()) : (taken.at(-of) ?? randomUUID()) } : kind === 'edit' ? { text: 'Write kindly.' } : { reason: 'vacuous' }
          const input: DecisionInput = { id: randomUUID(), constraintId: view.id, kind, seenVersion: stale === 0 ? Math.max(0, view.version - 1) : view.version, ...more, ...(final ? { final } : {}) }
          const [result] = await decide(who, [input])
          if (stale !== 0) expect([kind, result]).not.toMatchObject([kind, { outcome: 'conflict' }])
          if (result?.outcome !== 'applied') continue
          taken.push(input.id)
          const now = (await seenBy(who, datasetId, 'all')).find(({ id }) => id === view.id)
          if (!final) expect([kind, now?.version, now?.status, now?.text]).toEqual([kind, result.constraint.version, result.constraint.status, result.constraint.text])
          // The same once more is answered as before, and changes nothing.
          expect((await decide(who, [input]))[0]).toMatchObject({ outcome: 'applied', constraint: { version: result.constraint.version, status: result.constraint.status } })
        }
        const { kept, anew } = await counted(datasetId, pairId)
        expect(kept).toEqual(anew)
      }),
      { numRuns: 12 },
    )
  })
})
