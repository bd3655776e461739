import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import { readSnapshot } from '#lib/exports/snapshot.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { pairView } from '#lib/review/pair-view.ts'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
ownDatabase()

beforeAll(async () => {
  await db().user.createMany({ data: [ada, ben].map(({ id, name, email }) => ({ id, name, email })) })
})

/** A pair with one accepted constraint and these refined instructions, the first by fingerprint first. */
async function refined(...texts: string[]) {
  const datasetId = (await findOrCreateDataset(null, `Refined ${randomUUID()}`)).id
  const record = pairRecord({ instruction: 'Describe a mill.', response: 'It turns.', constraints: [{ rawType: 'Desired_Writing_Style', text: 'Be calm.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const { id: pairId } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  await db().variant.deleteMany({ where: { pairId } })
  const rows = texts.map((text, index) => ({ id: newId(), datasetId, pairId, kind: 'refined' as const, text, origin: 'llm' as const, fingerprint: String(index).padStart(32, '0') }))
  await db().variant.createMany({ data: rows })
  const [constraint] = (await pairView(pairId, ada)).constraints
  await decide(ada, [{ id: randomUUID(), constraintId: constraint?.id ?? '', kind: 'accept', seenVersion: 0 }])
  const act = async (input: Omit<DecisionInput, 'id' | 'constraintId'> & { id?: string }, of = 0, actor = ada) =>
    (await decide(actor, [{ id: randomUUID(), constraintId: rows[of]?.id ?? randomUUID(), ...input }]))[0]
  const exported = () => readSnapshot(datasetId, { groupBy: null, generalId: null, withDifficulty: false }, new AbortController().signal, async (snapshot) => {
    for await (const pair of snapshot.pairs()) return pair.refinedInstruction
    return undefined
  })
  return { pairId, act, exported, shown: async () => (await pairView(pairId, ada)).refinement }
}

test('a refined instruction is accepted, edited, rejected and brought back, and an export does as was decided', async () => {
  const { pairId, act, exported, shown } = await refined('Describe an old mill.')
  expect(await shown()).toMatchObject({ type: 'refinement', status: 'pending', text: 'Describe an old mill.', version: 0 })
  expect(await exported()).toBe('Describe an old mill.')
  const editId = randomUUID()
  expect(await act({ kind: 'edit', text: 'Describe a mill by a river.', seenVersion: 0, id: editId })).toMatchObject({ outcome: 'applied', constraint: { status: 'accepted', version: 1 } })
  // Sent again it changes nothing.
  expect(await act({ kind: 'edit', text: 'Describe a mill by a river.', seenVersion: 0, id: editId })).toMatchObject({ outcome: 'applied', constraint: { version: 1 } })
  expect(await exported()).toBe('Describe a mill by a river.')
  expect((await shown())?.decision).toMatchObject({ kind: 'edit', previousText: 'Describe an old mill.', reviewer: 'Ada' })
  expect(await act({ kind: 'reject', reason: 'leak', seenVersion: 1 })).toMatchObject({ outcome: 'applied', constraint: { status: 'rejected' } })
  expect(await exported()).toBeNull()
  expect((await pairView(pairId, ada)).refinedInstruction).toBeNull()
  expect(await act({ kind: 'undo', undoesId: editId, seenVersion: 2 })).toMatchObject({ outcome: 'refused' })
  const [reject] = await db().refinementDecision.findMany({ where: { kind: 'reject', variant: { pairId } } })
  expect(await act({ kind: 'undo', undoesId: reject?.id ?? '', seenVersion: 2 })).toMatchObject({ outcome: 'applied', constraint: { status: 'accepted', text: 'Describe a mill by a river.' } })
  expect(await act({ kind: 'undo', undoesId: editId, seenVersion: 3 })).toMatchObject({ outcome: 'applied', constraint: { status: 'pending', text: 'Describe an old mill.' } })
  // The pair's own constraints are as they were.
  expect(await db().pair.findUnique({ where: { id: pairId } })).toMatchObject({ constraintCount: 1, acceptedCount: 1, status: 'reviewed' })
})

test('who saw an older version changes nothing, and is told what stands', async () => {
  const { act, exported } = await refined('Describe an old mill.')
  await act({ kind: 'reject', seenVersion: 0 })
  expect(await act({ kind: 'edit', text: 'Describe a mill in autumn.', seenVersion: 0 }, 0, ben)).toMatchObject({ outcome: 'conflict', constraint: { status: 'rejected' }, message: expect.stringContaining('by Ada') })
  expect(await exported()).toBeNull()
})

test('of several the accepted one is shown and exported, else the first that nobody decided against', async () => {
  const { act, exported, shown } = await refined('One', 'Two', 'Three')
  expect([(await shown())?.text, await exported()]).toEqual(['One', 'One'])
  await act({ kind: 'skip', seenVersion: 0 }, 0)
  expect([(await shown())?.text, await exported()]).toEqual(['Two', 'Two'])
  await act({ kind: 'accept', seenVersion: 0 }, 2)
  expect([(await shown())?.text, await exported()]).toEqual(['Three', 'Three'])
})

test('what is no refined instruction cannot be decided as one', async () => {
  const { act } = await refined()
  expect(await act({ kind: 'accept', seenVersion: 0 })).toMatchObject({ outcome: 'refused' })
})
