import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it, vi } from 'vitest'
import { updateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { handedToAda, harbourDataset } from '#lib/review/checks/harbour-dataset.fixture.ts'
import type { PairView } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { addConstraint, suggestConstraints } from '#lib/review/own-constraints.ts'
import { policyOf } from '#lib/review/policy.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

// What is mixed in is drawn by the ids.
vi.mock(import('#lib/db/id.ts'), async (original) => (await import('#lib/review/checks/same-ids.fixture.ts')).sameIds(await original(), 'own-and-checks'))

useInstallation()

let datasetId: string
let handed: PairView[]
let checkIds: ReadonlySet<string>

beforeAll(async () => {
  datasetId = await harbourDataset('Own ones and checks')
  await updateDataset({ ...ada, role: 'owner' }, datasetId, { policy: { ...policyOf({}), goldRate: 10 } })
  // Ids as a browser makes them, at each pair before anything is handed out.
  for (const { id } of await db().pair.findMany({ where: { datasetId } })) await addConstraint(id, 'Let the gulls be heard.', { requestId: randomUUID() })
  handed = await handedToAda(datasetId)
  checkIds = new Set((await db().reviewCheck.findMany({ where: { datasetId } })).map(({ id }) => id))
  expect(checkIds.size).toBeGreaterThan(4)
})

/** What becomes of adding a constraint, without what it is called. */
async function outcome(pairId: string, text: string, requestId?: string): Promise<string> {
  return addConstraint(pairId, text, { requestId, readerId: ada.id }).then(() => 'added', (error: Error) => error.message)
}

it('a constraint of one’s own under an id that is shown says nothing of what has that id', async () => {
  const withCheck = handed.filter(({ constraints }) => constraints.some(({ id }) => checkIds.has(id)))
  const said = new Set<string>()
  for (const { id: pairId, constraints } of withCheck) {
    for (const { id } of constraints) {
      const other = constraints.find((each) => each.id !== id && !checkIds.has(each.id))
      said.add(await outcome(pairId, other?.text ?? '', id))
    }
  }
  expect([...said]).toEqual(['The pair has this constraint already.'])
})

it('nor do its words: those of a check are refused like those of any other', async () => {
  for (const { id: pairId, constraints } of handed) {
    for (const { text } of constraints) expect(await outcome(pairId, text)).toBe('The pair has this constraint already.')
  }
})

it('nothing is suggested of a type that is shown, be it that of a check', async () => {
  for (const { id, constraints } of handed) {
    const shown = constraints.map(({ type }) => type)
    expect((await suggestConstraints(id, ada.id)).filter(({ type }) => shown.includes(type))).toEqual([])
  }
})

it('a new text under a check’s id takes the check not out of play', async () => {
  const check = handed.flatMap(({ constraints }) => constraints).find(({ id }) => checkIds.has(id))
  if (!check) throw new Error('there is one')
  expect(await outcome(check.pairId, 'Name the wind.', check.id)).toBe('added')
  expect(await db().constraint.count({ where: { id: check.id } })).toBe(0)
  expect(await decide(ada, [{ id: randomUUID(), constraintId: check.id, kind: 'reject', seenVersion: check.version }])).toMatchObject([{ outcome: 'applied' }])
  expect(await db().reviewCheck.findUnique({ where: { id: check.id } })).toMatchObject({ answer: 'reject' })
})

it('checks look made with what was imported, never with what somebody wrote', async () => {
  const moment = (id: string): string => id.replaceAll('-', '').slice(0, 12)
  for (const { constraints } of handed) {
    const made = constraints.filter(({ id, origin }) => !checkIds.has(id) && origin !== 'human').map(({ id }) => moment(id))
    for (const { id, origin } of constraints.filter((each) => checkIds.has(each.id))) {
      expect(made).toContain(moment(id))
      expect(origin).not.toBe('human')
    }
  }
  expect(await db().reviewCheck.count({ where: { datasetId, text: 'Let the gulls be heard.' } })).toBe(0)
})
