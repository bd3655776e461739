import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { updateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { seededRng } from '#lib/random.ts'
import { decoySql, isDrawnAsDecoy } from '#lib/review/checks/decoys.ts'
import { handedToAda, harbourDataset } from '#lib/review/checks/harbour-dataset.fixture.ts'
import type { ConstraintView, DecisionInput, DecisionResult, PairView } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { policyOf, type ReviewPolicy } from '#lib/review/policy.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

// What is mixed in is drawn by the ids.
vi.mock(import('#lib/db/id.ts'), async (original) => (await import('#lib/review/checks/same-ids.fixture.ts')).sameIds(await original(), 'draw'))

useInstallation()

const goldRate = 10
let datasetId: string
let handed: PairView[]
let checkIds: ReadonlySet<string>

beforeAll(async () => {
  datasetId = await harbourDataset('Drawn')
  await save({ goldRate })
  handed = await handedToAda(datasetId)
  checkIds = new Set((await db().reviewCheck.findMany({ where: { datasetId } })).map(({ id }) => id))
})

afterEach(() => vi.unstubAllEnvs())

async function save(policy: Partial<ReviewPolicy>): Promise<void> {
  await updateDataset({ ...ada, role: 'owner' }, datasetId, { policy: { ...policyOf({}), ...policy } })
}

describe('what is mixed in is drawn by what no reviewer knows', () => {
  const ids = Array.from({ length: 4000 }, () => randomUUID())
  const drawn = () => ids.filter((id) => isDrawnAsDecoy(id, { reviewerId: ada.id, goldRate }))

  it('decoys are not those that their ids and the reviewer alone would give', () => {
    const guessed = ids.filter((id) => Number.parseInt(createHash('md5').update(`decoy ${id} ${ada.id}`).digest('hex').slice(0, 7), 16) < (goldRate / 100) * 2 ** 28)
    const both = drawn().filter((id) => guessed.includes(id))
    expect(drawn().length).toBeGreaterThan(300)
    // By chance, a tenth of them.
    expect(both.length).toBeLessThan(guessed.length / 4)
  })

  it('decoys are the same for an installation, and others for another one or another reviewer', () => {
    const here = drawn()
    expect(drawn()).toEqual(here)
    expect(ids.filter((id) => isDrawnAsDecoy(id, { reviewerId: 'ben', goldRate }))).not.toEqual(here)
    vi.stubEnv('PINCER_SECRET', 'another secret of this installation, long enough')
    expect(drawn()).not.toEqual(here)
    vi.unstubAllEnvs()
    expect(drawn()).toEqual(here)
  })

  it('the database draws the same', async () => {
    const sight = { reviewerId: ada.id, goldRate }
    const rows = await db().$queryRaw<{ id: string; decoy: boolean }[]>`SELECT c.id::text, ${decoySql(sight)} AS decoy FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND c.outcome = 'pass'`
    expect(rows.some(({ decoy }) => decoy)).toBe(true)
    for (const { id, decoy } of rows) expect(isDrawnAsDecoy(id, sight)).toBe(decoy)
  })

  it('neither which pairs get a check nor where it stands follows from ids', async () => {
    const open = handed.map((pair) => ({ ...pair, constraints: pair.constraints.filter(({ id }) => !checkIds.has(id)) }))
    const guessed = open.filter(({ id, constraints }) => seededRng('check', id, ada.id).next() < (goldRate / 100) * constraints.length).map(({ id }) => id)
    const chosen = handed.filter(({ constraints }) => constraints.some(({ id }) => checkIds.has(id))).map(({ id }) => id)
    expect(chosen.length).toBeGreaterThan(4)
    expect(chosen).not.toEqual(guessed)
    const checks = await db().reviewCheck.findMany({ where: { datasetId, id: { in: [...checkIds] } } })
    expect(checks.length).toBeGreaterThan(4)
    expect(checks.every(({ id, position }) => position === seededRng('check place', id).int(0, 3))).toBe(false)
  })
})

describe('the answer to a decision says no more of a decoy than its pair does', () => {
  const bare = { outcome: null, checker: null, measured: null, detail: null, evidence: [], metBy: null, rule: null }

  async function decoy(): Promise<ConstraintView> {
    const proven = await db().constraint.findMany({ where: { datasetId, outcome: 'pass', status: 'pending', version: 0, opinions: { none: {} } }, select: { id: true } })
    const ids = new Set(proven.map(({ id }) => id))
    const found = handed.flatMap(({ constraints }) => constraints).find(({ id, outcome }) => ids.has(id) && outcome === null)
    if (!found) throw new Error('there is one')
    return found
  }

  async function act(who: typeof ada, input: Omit<DecisionInput, 'id'>): Promise<DecisionResult & { id: string }> {
    const [result] = await decide(who, [{ id: randomUUID(), ...input }])
    if (!result) throw new Error('one answer was expected')
    return result
  }

  const looked = async ({ pairId, id }: ConstraintView): Promise<ConstraintView | undefined> => (await pairView(pairId, ada)).constraints.find((each) => each.id === id)

  it('after a conflict', async () => {
    const { id: constraintId } = await decoy()
    expect(await act(ada, { constraintId, kind: 'skip', seenVersion: 999 })).toMatchObject({ outcome: 'conflict', constraint: { id: constraintId, ...bare } })
  })

  it.each(['skip', 'flag'] as const)('after a %s, its repetition and its undo', async (kind) => {
    const view = await decoy()
    const input: DecisionInput = { id: randomUUID(), constraintId: view.id, kind, seenVersion: 0 }
    for (let n = 0; n < 2; n++) expect(await decide(ada, [input])).toMatchObject([{ outcome: 'applied', constraint: { ...bare, version: 1 } }])
    expect(await looked(view)).toMatchObject({ ...bare, version: 1 })
    // Nor do lists and counts.
    const [row] = await db().$queryRaw<{ decoy: boolean }[]>`SELECT ${decoySql({ reviewerId: ada.id, goldRate })} AS decoy FROM "Constraint" c WHERE c.id = ${view.id}::uuid`
    expect(row).toEqual({ decoy: true })
    expect(await act(ada, { constraintId: view.id, kind: 'undo', undoesId: input.id, seenVersion: 1 })).toMatchObject({ outcome: 'applied', constraint: { ...bare, status: 'pending', version: 2 } })
  })

  it('after a skip and its undo where several decide', async () => {
    await save({ goldRate, overlap: 2, share: 100, blind: true })
    const view = await decoy()
    const skipped = await act(ada, { constraintId: view.id, kind: 'skip', seenVersion: 0 })
    expect(skipped).toMatchObject({ outcome: 'applied', constraint: { ...bare, status: 'skipped' } })
    expect(await looked(view)).toMatchObject(bare)
    const version = skipped.outcome === 'applied' ? skipped.constraint.version : 0
    expect(await act(ada, { constraintId: view.id, kind: 'undo', undoesId: skipped.id, seenVersion: version })).toMatchObject({ outcome: 'applied', constraint: { ...bare, status: 'pending' } })
    await save({ goldRate })
  })

  it('but to the owner and admins, who see all verdicts', async () => {
    const { id: constraintId } = await decoy()
    expect(await act({ ...ada, role: 'owner' }, { constraintId, kind: 'skip', seenVersion: 999 })).toMatchObject({ outcome: 'conflict', constraint: { outcome: 'pass' } })
  })
})
