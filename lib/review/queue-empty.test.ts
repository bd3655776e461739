import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { setProfile } from '#lib/auth/profile.ts'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import type { DecisionKind } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { ada, ben, cid, lead, people, storeHarbours, voice, type Person } from '#lib/review/harbours.fixture.ts'
import { keepLeases, queueState } from '#lib/review/leases.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { takeFromQueue } from '#lib/review/queue.ts'

ownDatabase()
usePolicies()

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ...people] })
})

const who = [ada, ben, cid]
const tone = { rawType: 'Desired_Writing_Style', text: 'Keep a hopeful tone.' }
const tooLong = { rawType: 'Digit', text: 'Your response should be at least 500 words long.' }

const state = fc.record({
  pairs: fc.array(fc.record({ language: fc.constantFrom(null, 'de', 'en', 'pt-BR'), constraints: fc.constantFrom<{ rawType: string; text: string }[]>([voice], [voice, tone], [tooLong, voice]) }), { minLength: 3, maxLength: 7 }),
  overlap: fc.integer({ min: 1, max: 3 }),
  byLanguage: fc.boolean(),
  skilled: fc.boolean(),
  profiles: fc.array(fc.record({ languages: fc.subarray(['de', 'pt']), skills: fc.subarray(['law']) }), { minLength: 3, maxLength: 3 }),
  acts: fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.record({ act: fc.constant('take' as const), by: fc.nat(2), limit: fc.integer({ min: 1, max: 3 }) }) },
      { weight: 3, arbitrary: fc.record({ act: fc.constant('decide' as const), by: fc.nat(2), pair: fc.nat(6), kind: fc.constantFrom<DecisionKind>('accept', 'reject', 'skip', 'flag'), all: fc.boolean() }) },
      fc.record({ act: fc.constant('expire' as const), pair: fc.nat(6) }),
      fc.record({ act: fc.constant('release' as const), by: fc.nat(2), pair: fc.nat(6) }),
    ),
    { maxLength: 14 },
  ),
})
type State = typeof state extends fc.Arbitrary<infer Made> ? Made : never

/** A state for each reason: others hold all, all wait for a second opinion, all are in a language that nobody here reads. Chance need not come upon each. */
const oneForEachReason: State[] = [
  { ...threePairs('en'), overlap: 1, byLanguage: false, acts: [{ act: 'take', by: 0, limit: 3 }] },
  { ...threePairs('en'), overlap: 2, byLanguage: false, acts: [0, 1, 2].map((pair) => ({ act: 'decide', by: 0, pair, kind: 'accept', all: true })) },
  { ...threePairs('en'), overlap: 1, byLanguage: true, acts: [] },
]

function threePairs(language: 'en'): Pick<State, 'pairs' | 'skilled' | 'profiles'> {
  const profile = { languages: ['de'], skills: [] }
  return { pairs: Array.from({ length: 3 }, () => ({ language, constraints: [voice] })), skilled: false, profiles: [profile, profile, profile] }
}

/** Brings a dataset into a state. Answers it, with its pairs. */
async function enter({ pairs, overlap, byLanguage, skilled, profiles, acts }: State): Promise<string> {
  const datasetId = (await findOrCreateDataset(null, `Queue ${randomUUID()}`)).id
  const ids = await storeHarbours(datasetId, pairs.map(({ constraints }) => constraints))
  for (const [at, { language }] of pairs.entries()) await db().pair.update({ where: { id: ids[at] ?? '' }, data: { language } })
  await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap, byLanguage, routes: skilled ? [{ filter: 'language:en', skill: 'Law' }] : [] }))
  for (const [at, profile] of profiles.entries()) await setProfile(lead, who[at]?.id ?? '', profile)
  for (const each of acts) {
    const pairId = 'pair' in each ? (ids[each.pair % ids.length] ?? '') : ''
    if (each.act === 'expire') await db().$executeRaw`UPDATE "ReviewSlot" SET "leasedUntil" = now() - interval '1 second' WHERE "pairId" = ${pairId}::uuid AND "leasedUntil" IS NOT NULL`
    else if (each.act === 'take') await takeFromQueue(datasetId, person(each.by).id, { scope: 'undecided', limit: each.limit })
    else if (each.act === 'release') await keepLeases(datasetId, person(each.by), { release: [pairId] })
    else await decideIn(person(each.by), pairId, each.kind, each.all)
  }
  return datasetId
}

function person(at: number): Person {
  return who[at] ?? ada
}

/** Whatever comes of it: what a program refutes is not accepted, and what others have settled is a conflict. */
async function decideIn(by: Person, pairId: string, kind: DecisionKind, all: boolean): Promise<void> {
  const { constraints } = await pairView(pairId, by)
  const those = all ? constraints : constraints.slice(0, 1)
  await decide(by, those.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind, seenVersion: version, ...(kind === 'reject' ? { reason: 'false' } : {}) })))
}

interface Reasons {
  undecided: number
  inScope: number
  waiting: number
  elsewhere: number
  free: number
}

/** The same counts, of the rows of constraints, decisions, places and profiles alone, by no counter and by no code of the queue. */
async function countedBySql(datasetId: string, { overlap, byLanguage, skilled }: State, reviewerId: string, scope: 'undecided' | 'refuted'): Promise<Reasons> {
  const [row] = await db().$queryRaw<Reasons[]>`
    WITH pairs AS (
      SELECT p.id,
        EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.status = 'pending') AS open,
        CASE WHEN ${scope} = 'undecided' THEN EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.status = 'pending')
          ELSE EXISTS (SELECT 1 FROM "Constraint" c JOIN "Verdict" v ON v."constraintId" = c.id WHERE c."pairId" = p.id AND v.outcome = 'fail' AND v.method = 'rule') END AS asked,
        -- Everything in it has a last word of this person's that is not taken back.
        NOT EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND NOT EXISTS (
          SELECT 1 FROM "Decision" d WHERE d."constraintId" = c.id AND d."reviewerId" = me.id AND d.kind <> 'undo')) AS said,
        (SELECT count(DISTINCT s."reviewerId") FROM "ReviewSlot" s WHERE s."pairId" = p.id AND s."reviewerId" <> me.id AND (s."leasedUntil" > now() OR s."doneAt" IS NOT NULL)) AS others,
        (NOT ${byLanguage} OR me.languages = '{}' OR p.language IS NULL OR p.language = ANY (me.languages) OR (p.language = 'pt-BR' AND 'pt' = ANY (me.languages)))
          AND (NOT ${skilled} OR p.language IS DISTINCT FROM 'en' OR 'law' = ANY (me.skills)) AS mine
      FROM "Pair" p, "User" me WHERE p."datasetId" = ${datasetId}::uuid AND me.id = ${reviewerId})
    SELECT count(*) FILTER (WHERE open)::int AS undecided, count(*) FILTER (WHERE asked)::int AS "inScope",
      count(*) FILTER (WHERE asked AND said AND ${overlap} > 1)::int AS waiting, count(*) FILTER (WHERE asked AND NOT mine)::int AS elsewhere,
      count(*) FILTER (WHERE asked AND mine AND NOT said AND others < ${overlap})::int AS free
    FROM pairs`
  if (!row) throw new Error('counts were expected')
  return row
}

async function leasesBySql(datasetId: string, reviewerId: string): Promise<{ reviewer: string; pairId: string }[]> {
  return db().$queryRaw`
    SELECT u.name AS reviewer, s."pairId"::text AS "pairId" FROM "ReviewSlot" s JOIN "User" u ON u.id = s."reviewerId"
    WHERE s."datasetId" = ${datasetId}::uuid AND s."reviewerId" <> ${reviewerId} AND s."leasedUntil" > now() ORDER BY 1, 2`
}

it('says that a queue is empty only where the rows say so, and why', async () => {
  const seen = { empty: 0, leased: 0, waiting: 0, elsewhere: 0 }
  await fc.assert(
    fc.asyncProperty(state, async (made) => {
      const datasetId = await enter(made)
      for (const reviewer of who) {
        const [said, counted, leases] = [await queueState(datasetId, reviewer.id, 'undecided'), await countedBySql(datasetId, made, reviewer.id, 'undecided'), await leasesBySql(datasetId, reviewer.id)]
        const { free, ...reasons } = counted
        expect(said).toMatchObject(reasons)
        const { free: _, ...ofRefuted } = await countedBySql(datasetId, made, reviewer.id, 'refuted')
        expect(await queueState(datasetId, reviewer.id, 'refuted')).toMatchObject(ofRefuted)
        const ofLeases = Object.fromEntries(said.leased.map(({ reviewer: name, pairs }) => [name, pairs]))
        for (const [name, pairs] of Object.entries(ofLeases)) expect(leases.filter((lease) => lease.reviewer === name).length).toBeGreaterThanOrEqual(pairs)
        const handed = await takeFromQueue(datasetId, reviewer.id, { scope: 'undecided', limit: 20 })
        expect(handed).toHaveLength(free)
        if (handed.length > 0) continue
        // Nothing for them: then nothing is left, or the page has a reason for each pair that is.
        seen.empty++
        if (said.leased.length > 0) seen.leased++
        if (said.waiting > 0) seen.waiting++
        if (said.elsewhere > 0) seen.elsewhere++
        const explained = said.waiting + said.elsewhere + said.leased.reduce((sum, { pairs }) => sum + pairs, 0)
        expect(explained).toBeGreaterThanOrEqual(said.inScope)
        expect((await countedBySql(datasetId, made, reviewer.id, 'undecided')).free).toBe(0)
      }
    }),
    { numRuns: 20, endOnFailure: true, examples: oneForEachReason.map((each) => [each]) },
  )
  // All reasons came up.
  for (const often of Object.values(seen)) expect(often).toBeGreaterThan(0)
}, 300_000)
