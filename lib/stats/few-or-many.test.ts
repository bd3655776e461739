import { beforeAll, expect, it } from 'vitest'
import { countPairs } from '#lib/datasets/browse.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { constraintGroups } from './constraint-groups.ts'
import { ada, curatedDataset, ownDatabase } from './curated.fixture.ts'
import { funnel } from './funnel.ts'
import { scopeDecisions } from './scope-decisions.ts'
import { scopeOf } from './scope.ts'
import { readTallies, total } from './tallies.ts'

ownDatabase()
let datasetId: string

beforeAll(async () => {
  datasetId = await curatedDataset()
})

const manager = { id: 'lead', role: 'owner' } as const
const sorted = <Row>(rows: readonly Row[] | null) => rows && rows.map((row) => JSON.stringify(row)).toSorted()

async function counted(): Promise<unknown> {
  const scope = scopeOf(datasetId, { source: 'alpha' })
  const { tallies, reviewers, standing, held, reasons, seconds } = await scopeDecisions(scope, manager)
  return { groups: sorted(await constraintGroups(scope)), tallies: sorted(tallies), reviewers, standing: sorted(standing), held: sorted(held), reasons, seconds: sorted(seconds) }
}
/** Which of the ways are taken: see fewEach and smallShare. */
async function shares(): Promise<{ decided: number; pairs: number }> {
  const { decisions, constraints, pairs } = await readTallies(datasetId)
  const { count } = await countPairs(datasetId, { source: 'alpha' })
  return { decided: total(decisions) / total(constraints), pairs: count / total(pairs.status) }
}

it('says the same of a filter’s constraints and decisions whether they are looked up one by one or read with all others', async () => {
  const before = await counted()
  const many = await shares()
  expect(many.decided).toBeGreaterThan(0.2)
  expect(many.pairs).toBeGreaterThan(0.3)
  await db().pair.createMany({ data: Array.from({ length: 200 }, (_, n) => ({ id: newId(), datasetId, contentHash: `${n}`.padStart(64, '0'), source: 'gamma', instruction: 'Q', response: 'A', responseWords: 1 })) })
  const others = await db().pair.findMany({ where: { datasetId, source: 'gamma' }, select: { id: true } })
  await db().constraint.createMany({ data: others.map(({ id: pairId }) => ({ id: newId(), datasetId, pairId, position: 0, type: 'style.tone', text: 'Be kind.', origin: 'import' as const, fingerprint: '0'.repeat(32) })) })
  const few = await shares()
  expect(few.decided).toBeLessThan(0.2)
  expect(few.pairs).toBeLessThan(0.3)
  const after = await counted()
  expect(after).toEqual(before)
  expect(after).toMatchObject({ held: [expect.stringContaining(ada.name), expect.stringContaining(ada.name)], reviewers: [{ reviewer: ada.name }] })
})

it('says of a filter how far its pairs come by the same counts as of the whole dataset', async () => {
  const all = await funnel(datasetId)
  const parts = await Promise.all([funnel(datasetId, { source: 'alpha' }), funnel(datasetId, { source: 'beta' }), funnel(datasetId, { source: 'gamma' })])
  for (const { key, pairs } of all.stages) expect(parts.reduce((sum, { stages }) => sum + (stages.find((stage) => stage.key === key)?.pairs ?? 0), 0), key).toBe(pairs)
})

it('says nothing of people to who may not see how they work', async () => {
  const { reviewers, held } = await scopeDecisions(scopeOf(datasetId), { id: ada.id, role: 'reviewer' })
  expect({ reviewers, held }).toEqual({ reviewers: null, held: null })
})
