import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { checkText } from '#lib/review/check-text.ts'
import { decisionInput, ownConstraintInput } from '#lib/review/contract.ts'
import { addConstraint, suggestConstraints } from '#lib/review/own-constraints.ts'
import { pairView } from '#lib/review/pair-view.ts'

ownDatabase()

const response = 'The mill turns. **Flour** lies on every sill.\n\n- Wheel\n- Stone\n- River'

async function aPair(): Promise<string> {
  const datasetId = (await findOrCreateDataset(null, `Own ${randomUUID()}`)).id
  const record = pairRecord({ instruction: 'Describe a mill.', response, constraints: [{ rawType: 'Desired_Writing_Style', text: 'Be calm.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  return (await db().pair.findFirstOrThrow({ where: { datasetId } })).id
}

test('what is suggested holds of the response, and is not of a type that the pair has', async () => {
  const pairId = await aPair()
  const suggestions = await suggestConstraints(pairId)
  expect(suggestions.length).toBeGreaterThan(2)
  for (const { text } of suggestions) expect(checkText(text, response).outcome, text).toBe('pass')
  const [first] = suggestions
  await addConstraint(pairId, first?.text ?? '')
  expect((await suggestConstraints(pairId)).map(({ type }) => type)).not.toContain(first?.type)
  await expect(suggestConstraints(randomUUID())).rejects.toMatchObject({ code: 'not_found' })
})

test('a constraint of one’s own is added undecided with its verdict, once, and the pair counts it', async () => {
  const pairId = await aPair()
  const id = await addConstraint(pairId, 'Your response should be at most 3 words long.')
  const view = await pairView(pairId, { id: 'ada', name: 'Ada' })
  expect(view.constraints.find((constraint) => constraint.id === id)).toMatchObject({ origin: 'human', status: 'pending', outcome: 'fail', type: 'length.words' })
  expect(await db().constraint.findUnique({ where: { id } })).toMatchObject({ position: 1 })
  expect(await db().pair.findUnique({ where: { id: pairId } })).toMatchObject({ constraintCount: 2, undecidedCount: 2, refutedCount: 1 })
  expect(await db().verdict.count({ where: { constraintId: id } })).toBe(1)
  await expect(addConstraint(pairId, 'Be calm.')).rejects.toMatchObject({ code: 'conflict' })
  const style = await addConstraint(pairId, 'Sound like a miller.')
  expect((await pairView(pairId, { id: 'ada', name: 'Ada' })).constraints.find((constraint) => constraint.id === style)).toMatchObject({ outcome: null, type: 'unmapped' })
})

test('a constraint that is sent twice under one request is added once, under an id of the server’s own', async () => {
  const [pairId, other] = [await aPair(), await aPair()]
  const requestId = randomUUID()
  const [id, again] = await Promise.all([addConstraint(pairId, 'Sound like a miller.', { requestId }), addConstraint(pairId, 'Sound like a miller.', { requestId })])
  expect(again).toBe(id)
  expect(id).not.toBe(requestId)
  expect(await addConstraint(pairId, 'Sound like a miller.', { requestId })).toBe(id)
  expect(await db().constraint.count({ where: { pairId, origin: 'human' } })).toBe(1)
  expect(await addConstraint(other, 'Sound like a baker.', { requestId })).not.toBe(id)
  await expect(addConstraint(pairId, 'Sound like a miller.', { requestId: randomUUID() })).rejects.toMatchObject({ code: 'conflict' })
})

test('ids in capitals mean the same', () => {
  const id = randomUUID()
  expect(ownConstraintInput.parse({ id: id.toUpperCase(), text: 'Be brief.' }).id).toBe(id)
  expect(decisionInput.parse({ id: id.toUpperCase(), constraintId: id.toUpperCase(), undoesId: id.toUpperCase(), kind: 'undo', seenVersion: 1 })).toMatchObject({ id, constraintId: id, undoesId: id })
})

test('a version beyond what can be kept is refused as such', () => {
  const decision = { id: randomUUID(), constraintId: randomUUID(), kind: 'accept' }
  expect(decisionInput.safeParse({ ...decision, seenVersion: 2_147_483_647 }).success).toBe(true)
  expect(decisionInput.safeParse({ ...decision, seenVersion: 2_147_483_648 }).success).toBe(false)
})
