import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createDataset, getDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { ConstraintView, DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { detectionOf } from '#lib/review/checks/detection.ts'
import { teamChecks } from '#lib/review/checks/team-checks.ts'
import { policyOf } from '#lib/review/policy.ts'
import { reviewPage } from '#lib/review/review-page.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

// What is drawn hangs on the ids, and what is answered first on those of the checks: with the same ones all is the same in each run, of both kinds enough.
vi.mock(import('#lib/db/id.ts'), async (original) => (await import('#lib/review/checks/same-ids.fixture.ts')).sameIds(await original(), 'mix-in'))

useInstallation()

const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
const owner = { ...ada, role: 'owner' }
const pairs = 30
let datasetId: string

beforeAll(async () => {
  await db().user.create({ data: { id: ben.id, name: ben.name, email: ben.email } })
  datasetId = (await createDataset(ada, { name: 'Checks' })).id
  const records = Array.from({ length: pairs }, (_, n) =>
    pairRecord({
      instruction: `Describe harbour ${n}.`,
      response: `Harbour ${n} wakes before the town. Gulls argue over the first crates${n % 2 ? ', and' : '. Then'} the boats come in slowly.`,
      constraints: [
        // A check is of what its own pair says nothing of.
        ...(n % 2
          ? [`Your response should be at least ${8 + (n % 5)} words long.`, `Your response should be no more than ${30 + n} words long.`]
          : [`Write at least ${1 + (n % 3)} sentences.`, `Write at most ${6 + n} sentences.`]
        ).map((text) => ({ rawType: 'Digit', text })),
        { rawType: 'Punctuation', text: n % 2 ? 'Do not use any exclamation marks.' : 'Please verify that there are no commas in your entire response.' },
        { rawType: 'Desired_Writing_Style', text: 'Write in a calm, observant voice.' },
      ],
    }),
  )
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records.map((record, line) => ({ line, record }))))
  await updateDataset(owner, datasetId, { policy: { ...policyOf({}), goldRate: 10 } })
})

async function handedOut(who: typeof ada, limit = 20): Promise<ConstraintView[]> {
  const views: ConstraintView[] = []
  for (let after: string | undefined; ; ) {
    const page = await reviewPage(who, datasetId, { scope: 'undecided', limit, after })
    views.push(...page.pairs.flatMap(({ constraints }) => constraints))
    after = page.pairs.at(-1)?.id
    if (after === undefined) return views
  }
}

async function checksAmong(views: ConstraintView[]): Promise<{ view: ConstraintView; holds: boolean }[]> {
  const rows = await db().reviewCheck.findMany({ where: { id: { in: views.map(({ id }) => id) } }, orderBy: { id: 'asc' } })
  return rows.flatMap(({ id, holds }) => views.filter((view) => view.id === id).map((view) => ({ view, holds })))
}

async function take(who: typeof ada, view: ConstraintView, kind: DecisionInput['kind'], more: Partial<DecisionInput> = {}) {
  const [result] = await decide(who, [{ id: randomUUID(), constraintId: view.id, kind, seenVersion: view.version, ...more }])
  if (!result) throw new Error('one answer was expected')
  return result
}

describe('checks among the pairs handed out', () => {
  it('come at the rate, once for each pair and reviewer, and stay the same', async () => {
    const views = await handedOut(ada)
    const checks = await checksAmong(views)
    expect(checks.length).toBeGreaterThan(4)
    expect(checks.length).toBeLessThan(22)
    expect(new Set(checks.map(({ view }) => view.pairId)).size).toBe(checks.length)
    expect((await handedOut(ada)).map(({ id }) => id)).toEqual(views.map(({ id }) => id))
  })

  it('are written in the order of their pairs, in which everybody takes the locks of pairs', async () => {
    const cleo = { id: 'cleo', name: 'Cleo', email: 'cleo@example.org', role: 'reviewer' }
    await db().user.create({ data: { id: cleo.id, name: cleo.name, email: cleo.email } })
    await db().reviewSlot.deleteMany({ where: { datasetId } })
    await updateDataset(owner, datasetId, { policy: { ...policyOf({}), goldRate: 10, order: 'random' } })
    await reviewPage(cleo, datasetId, { scope: 'undecided', limit: 20 })
    const written = await db().$queryRaw<{ pairId: string }[]>`SELECT "pairId" FROM "ReviewCheck" WHERE "reviewerId" = ${cleo.id} ORDER BY ctid`
    const pairIds = written.map(({ pairId }) => pairId)
    expect(pairIds.length).toBeGreaterThan(1)
    expect(pairIds).toEqual(pairIds.toSorted())
    await db().user.delete({ where: { id: cleo.id } })
    await updateDataset(owner, datasetId, { policy: { ...policyOf({}), goldRate: 10 } })
    await db().reviewSlot.deleteMany({ where: { datasetId } })
  })

  it('look like constraints that no program has looked at', async () => {
    const [check] = await checksAmong(await handedOut(ada))
    const plain = (await handedOut(ada)).find((view) => view.checker === null && view.id !== check?.view.id)
    expect(Object.keys(check?.view ?? {}).toSorted()).toEqual(Object.keys(plain ?? {}).toSorted())
    expect(check?.view).toMatchObject({ outcome: null, checker: null, detail: null, evidence: [], rule: null, metBy: null, judge: null, status: 'pending' })
  })

  it('do not stand out: as many proven constraints come without a verdict, and no refuted one does', async () => {
    const views = await handedOut(ada)
    const rows = await db().constraint.findMany({ where: { id: { in: views.map(({ id }) => id) }, outcome: { not: null } } })
    const hidden = rows.filter(({ id }) => views.some((view) => view.id === id && view.outcome === null))
    expect(hidden.length).toBeGreaterThan(2)
    expect(hidden.length).toBeLessThan(20)
    expect(new Set(hidden.map(({ outcome }) => outcome))).toEqual(new Set(['pass']))
    const [decoy] = views.filter(({ id }) => hidden.some((row) => row.id === id))
    if (!decoy) throw new Error('there is one')
    const accept: DecisionInput = { id: randomUUID(), constraintId: decoy.id, kind: 'accept', seenVersion: decoy.version }
    expect(await decide(ada, [accept])).toMatchObject([{ outcome: 'applied', constraint: { status: 'accepted', outcome: 'pass' } }])
    await decide(ada, [{ id: randomUUID(), constraintId: decoy.id, kind: 'undo', undoesId: accept.id, seenVersion: decoy.version + 1 }])
  })

  it('are no constraints: nothing that counts, filters or exports can meet them', async () => {
    const checks = await checksAmong(await handedOut(ada))
    const ids = checks.map(({ view }) => view.id)
    expect(await db().constraint.count({ where: { id: { in: ids } } })).toBe(0)
    const before = [await getDataset(datasetId), await datasetStatistics(datasetId)]
    for (const { view, holds } of checks.slice(0, 2)) expect(await take(ada, view, holds ? 'accept' : 'reject')).toMatchObject({ outcome: 'applied' })
    expect([await getDataset(datasetId), await datasetStatistics(datasetId)]).toEqual(before)
    expect(await db().decision.count({ where: { constraintId: { in: ids } } })).toBe(0)
    expect(await db().opinion.count({ where: { datasetId } })).toBe(0)
    expect(await db().pair.count({ where: { datasetId, constraintCount: { not: 4 } } })).toBe(0)
  })

  it('are decided like others: once for an id, on the version seen, undone by appending', async () => {
    const check = (await checksAmong(await handedOut(ada))).find(({ view, holds }) => view.status === 'pending' && holds)
    if (!check) throw new Error('one is open')
    const input: DecisionInput = { id: randomUUID(), constraintId: check.view.id, kind: 'accept', seenVersion: 0 }
    for (let n = 0; n < 2; n++) expect(await decide(ada, [input])).toMatchObject([{ outcome: 'applied', constraint: { status: 'accepted', version: 1, decision: { id: input.id } } }])
    expect(await take(ada, check.view, 'reject')).toMatchObject({ outcome: 'conflict', constraint: { version: 1 } })
    expect(await take(ada, { ...check.view, version: 1 }, 'undo', { undoesId: input.id })).toMatchObject({ outcome: 'applied', constraint: { status: 'pending', version: 2, decision: null } })
    expect(await db().reviewCheck.findUnique({ where: { id: check.view.id } })).toMatchObject({ answer: 'accept' })
  })

  it("are nobody else's to decide", async () => {
    const [check] = await checksAmong(await handedOut(ada))
    if (!check) throw new Error('there is one')
    expect(await take(ben, check.view, 'accept')).toMatchObject({ outcome: 'refused' })
  })

  it('say what the rule found after a miss, and only then', async () => {
    const open = (await checksAmong(await handedOut(ada))).filter(({ view }) => view.status === 'pending' && view.version === 0)
    const wrong = open.find(({ holds }) => !holds)
    const right = open.find(({ holds }) => holds)
    if (!wrong || !right) throw new Error('there are both')
    expect(await take(ada, wrong.view, 'accept')).toMatchObject({ outcome: 'applied', missed: { holds: false, text: wrong.view.text, detail: expect.stringMatching(/\d/) } })
    expect(await take(ada, right.view, 'accept')).not.toHaveProperty('missed')
  })

  it('are counted for the owner, by the first answer, and for nobody else', async () => {
    const { byPerson } = await teamChecks(owner, datasetId)
    const answers = (await db().reviewCheck.findMany({ where: { datasetId, answer: { not: null } } })).flatMap(({ holds, answer }) => (answer ? [{ holds, answer }] : []))
    expect(byPerson).toMatchObject([{ reviewer: 'Ada', all: detectionOf(answers) }])
    await expect(teamChecks(ada, datasetId)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('stop when the rate is nought, and are not made for who only looks around', async () => {
    await reviewPage(ben, datasetId, { scope: 'all', limit: 20 })
    expect(await db().reviewCheck.count({ where: { reviewerId: ben.id } })).toBe(0)
    await updateDataset(owner, datasetId, { policy: { ...policyOf({}), goldRate: 0 } })
    await db().reviewSlot.deleteMany({ where: { datasetId } })
    await handedOut(ben)
    expect(await db().reviewCheck.count({ where: { reviewerId: ben.id } })).toBe(0)
  })
})
