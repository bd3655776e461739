import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { checksAt } from '#lib/review/checks/check.fixture.ts'
import type { ConstraintView, DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { keepLeases } from '#lib/review/leases.ts'
import { addConstraint } from '#lib/review/own-constraints.ts'
import { usePolicies, workOffPolicies } from '#lib/review/policy.fixture.ts'
import { queueOrders, reviewPolicy } from '#lib/review/policy.ts'
import { takeFromQueue } from '#lib/review/queue.ts'
import { reviewPage } from '#lib/review/review-page.ts'
import { wantedFor } from '#lib/review/wanted.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { createRun } from '#lib/runs/start-run.ts'

function person(name: string, role = 'reviewer') {
  return { id: name.toLowerCase(), name, email: `${name}@example.org`, role }
}
const [lea, ada, ben, cid, zed] = [person('Lea', 'owner'), person('Ada'), person('Ben'), person('Cid'), person('Zed')]
const working = [ada, ben, cid, lea]
ownDatabase()
usePolicies()

beforeAll(async () => {
  await db().user.createMany({ data: [lea, ada, ben, cid, zed] })
})

const texts = ['Do not use any commas.', 'Write in a calm voice.', 'Write at least 3 words.', 'Keep a hopeful tone.']
let made = 0

async function addPairs(datasetId: string, count: number): Promise<void> {
  const records = Array.from({ length: count }, () => ++made).map((n) => ({ line: n, record: pairRecord({ instruction: `Describe harbour ${n}.`, response: `Harbour ${n} wakes early, before the town.`, constraints: texts.slice(n % 3, (n % 3) + 1 + (n % 2)).map((text) => ({ rawType: 'Desired_Writing_Style', text })) }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records))
}

const expire = (datasetId: string, of?: string[]) => db().$executeRaw`UPDATE "ReviewSlot" SET "leasedUntil" = now() - interval '1 second' WHERE "datasetId" = ${datasetId}::uuid AND "leasedUntil" IS NOT NULL AND (${of === undefined} OR "pairId" = ANY (${of ?? []}::uuid[]))`

/** Who is at each pair now or has had their say there. */
async function placesTaken(datasetId: string): Promise<Map<string, Set<string>>> {
  const rows = await db().$queryRaw<{ pairId: string; reviewerId: string }[]>`SELECT "pairId", "reviewerId" FROM "ReviewSlot" WHERE "datasetId" = ${datasetId}::uuid AND "reviewerId" IS NOT NULL AND ("doneAt" IS NOT NULL OR "leasedUntil" > now())`
  const taken = new Map<string, Set<string>>()
  for (const { pairId, reviewerId } of rows) taken.set(pairId, (taken.get(pairId) ?? new Set()).add(reviewerId))
  return taken
}

const policies = fc.record({ order: fc.constantFrom(...queueOrders), seed: fc.nat(9), overlap: fc.integer({ min: 1, max: 3 }), share: fc.constantFrom(100, 50), blind: fc.boolean(), goldRate: fc.constantFrom(0, 10) }, { requiredKeys: [] })
const who = fc.constantFrom(...working)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('take'), who: fc.subarray(working, { minLength: 1 }), limit: fc.integer({ min: 1, max: 4 }), behind: fc.boolean() } as const) },
  { weight: 9, arbitrary: fc.record({ what: fc.constant('decide'), who, at: fc.nat(9), own: fc.boolean(), all: fc.boolean(), kind: fc.constantFrom('accept', 'accept', 'reject', 'skip', 'flag', 'edit', 'refuted', 'undo'), final: fc.boolean() } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('release'), who, those: fc.array(fc.nat(9), { maxLength: 3 }) } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('renew'), who, those: fc.array(fc.nat(9), { maxLength: 3 }) } as const) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('expire'), those: fc.array(fc.nat(9), { maxLength: 4 }) } as const) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('policy'), policy: policies, followed: fc.boolean() } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('add'), count: fc.integer({ min: 1, max: 2 }) } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('constrain'), at: fc.nat(9), text: fc.constantFrom('Mention the town.', 'Be kind.', 'Write at most 90 words.') } as const) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('remove'), at: fc.nat(9) } as const) },
)

const keysOf = (view: ConstraintView) => Object.keys(view).toSorted().join()

describe('whatever people take, decide, leave and change', () => {
  it('nobody is handed what others have, nothing that waits is kept from everybody, and each that is handed out can be decided', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), policies, async (steps, first) => {
        const { id: datasetId } = await createDataset(null, { name: randomUUID() })
        await addPairs(datasetId, 6)
        await db().dataset.update({ where: { id: datasetId }, data: { policy: reviewPolicy.parse(first) } })
        const ids = async () => (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
        const policyNow = async () => reviewPolicy.parse((await db().dataset.findUniqueOrThrow({ where: { id: datasetId } })).policy)
        let follows = true
        const last = new Map<string, string>()
        const taken: string[] = []
        for (const one of steps) {
          const all = await ids()
          const pairAt = (n: number) => all[n % Math.max(1, all.length)]
          if (one.what === 'take') {
            const policy = await policyNow()
            const before = await placesTaken(datasetId)
            const given = await Promise.all(one.who.map(async (each) => ({ each, got: await takeFromQueue(datasetId, each.id, { scope: 'undecided', limit: one.limit, after: one.behind ? last.get(each.id) : undefined }) })))
            for (const { each, got } of given) {
              expect(new Set(got).size).toBe(got.length)
              if (got.length > 0) last.set(each.id, got.at(-1) ?? '')
              for (const id of got) {
                const others = new Set([...(before.get(id) ?? []), ...given.flatMap((other) => (other.got.includes(id) ? [other.each.id] : []))])
                others.delete(each.id)
                // Until all pairs follow a policy that wants fewer, there are the places of before.
                expect(['others at it', others.size < Math.max(wantedFor(policy, id), follows ? 0 : await db().reviewSlot.count({ where: { pairId: id } }))]).toEqual(['others at it', true])
                expect((await db().pair.findUniqueOrThrow({ where: { id } })).undecidedCount).toBeGreaterThan(0)
              }
            }
          } else if (one.what === 'decide') {
            const pairId = one.own ? (await db().reviewSlot.findFirst({ where: { datasetId, reviewerId: one.who.id, leasedUntil: { gt: new Date() } }, orderBy: { pairId: 'asc' } }))?.pairId : pairAt(one.at)
            if (pairId === undefined) continue
            const page = await reviewPage(one.who, datasetId, { scope: 'undecided', at: pairId, limit: 1 })
            const [view] = page.pairs
            if (!view) continue
            const checks = await checksAt(pairId)
            for (const each of view.constraints) expect(keysOf(each)).toBe(keysOf(view.constraints[0] ?? each))
            for (const each of one.all ? view.constraints : view.constraints.slice(one.at % Math.max(1, view.constraints.length)).slice(0, 1)) {
              const kind = one.kind === 'refuted' ? 'edit' : one.kind
              const more = kind === 'undo' ? { undoesId: each.decision?.id ?? taken.at(-1) ?? randomUUID() } : kind === 'edit' ? { text: one.kind === 'refuted' ? 'Write at least 500 words.' : 'Be gentle.' } : { reason: 'vacuous' }
              const input: DecisionInput = { id: randomUUID(), constraintId: each.id, kind, seenVersion: each.version, ...more }
              const [result] = await decide(one.who, [input])
              expect([kind, result]).not.toMatchObject([kind, { outcome: 'conflict' }])
              if (result?.outcome === 'applied') taken.push(input.id)
              if (result?.outcome === 'applied' && checks.has(each.id)) expect(keysOf(result.constraint)).toBe(keysOf(each))
            }
            if (one.final) {
              const [disputed] = (await reviewPage(lea, datasetId, { scope: 'disputed', limit: 1 })).pairs
              const [open] = disputed?.constraints ?? []
              if (open) await decide(lea, [{ id: randomUUID(), constraintId: open.id, kind: 'accept', seenVersion: open.version, final: true }])
            }
          } else if (one.what === 'release' || one.what === 'renew') {
            const those = [...new Set(one.those.flatMap((n) => pairAt(n) ?? []))]
            const before = await placesTaken(datasetId)
            const policy = await policyNow()
            await keepLeases(datasetId, one.who, { [one.what]: those })
            const now = await placesTaken(datasetId)
            for (const id of those) if (now.get(id)?.has(one.who.id) && !before.get(id)?.has(one.who.id)) expect(['renewed', (before.get(id)?.size ?? 0) < Math.max(wantedFor(policy, id), await db().reviewSlot.count({ where: { pairId: id } }))]).toEqual(['renewed', true])
          } else if (one.what === 'expire') await expire(datasetId, one.those.flatMap((n) => pairAt(n) ?? []))
          else if (one.what === 'policy') {
            const policy = reviewPolicy.parse({ ...(await policyNow()), ...one.policy })
            await updateDataset(lea, datasetId, { policy })
            follows = one.followed
            if (one.followed) await workOffPolicies(datasetId)
          } else if (one.what === 'add') await addPairs(datasetId, one.count)
          else if (one.what === 'constrain') {
            const pairId = pairAt(one.at)
            if (pairId !== undefined) await addConstraint(pairId, one.text).catch(() => undefined)
          } else {
            const pairId = pairAt(one.at)
            if (pairId === undefined || all.length < 3) continue
            const runId = await db().$transaction((tx) => createRun(tx, lea, { kind: 'remove', datasetId, seed: 0, params: { filter: { ids: pairId }, expected: 1 } }))
            await executeRun(runId, 'test', new AbortController().signal)
          }
        }
        await workOffPolicies(datasetId)
        await expire(datasetId)
        const waiting = (await db().pair.findMany({ where: { datasetId, undecidedCount: { gt: 0 } }, select: { id: true } })).map(({ id }) => id).toSorted()
        const offered = await takeFromQueue(datasetId, zed.id, { scope: 'undecided', limit: 100 })
        expect(['all at once', offered.toSorted()]).toEqual(['all at once', waiting])
        const walked: string[] = []
        for (let after: string | undefined; walked.length < 100; after = walked.at(-1)) {
          const page = await reviewPage(zed, datasetId, { scope: 'undecided', limit: 2, after })
          if (page.pairs.length === 0) break
          walked.push(...page.pairs.map(({ id }) => id))
        }
        expect(['one after the other', walked]).toEqual(['one after the other', offered])
        // Who is handed all that waits and decides it leaves nothing that waits for one person alone.
        const policy = await policyNow()
        for (const id of walked) {
          const [view] = (await reviewPage(zed, datasetId, { scope: 'undecided', at: id, limit: 1 })).pairs
          for (const each of (view?.constraints ?? []).filter(({ status }) => status === 'pending')) {
            const [result] = await decide(zed, [{ id: randomUUID(), constraintId: each.id, kind: 'reject', reason: 'vacuous', seenVersion: each.version }])
            expect(result).toMatchObject({ outcome: 'applied' })
          }
        }
        await expire(datasetId)
        expect(await takeFromQueue(datasetId, zed.id, { scope: 'undecided', limit: 100 })).toEqual([])
        const left = (await db().pair.findMany({ where: { datasetId, undecidedCount: { gt: 0 } }, select: { id: true } })).filter(({ id }) => wantedFor(policy, id) === 1)
        expect(left).toEqual([])
      }),
      { numRuns: 12 },
    )
  })
})
