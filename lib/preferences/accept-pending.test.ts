import { expect, it } from 'vitest'
import { db, pool } from '#lib/db/client.ts'
import { somebodyWaits } from '#lib/db/waiting.fixture.ts'
import { AppError } from '#lib/http/errors.ts'
import { acceptPending } from '#lib/preferences/accept-pending.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { decidedMeanwhile, decidePreference } from '#lib/preferences/decide-preference.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

/** Preferences of edits, of which one stands the wrong way round, one states a constraint that was rejected since, and one is dropped. */
async function pending(): Promise<string> {
  const { datasetId, pairIds } = await datasetOf([{}, {}, {}, {}])
  const { preferences } = await makeAll(datasetId, { methods: ['edits'] })
  const of = (n: number) => preferences.filter(({ pairId }) => pairId === pairIds[n])
  const [wrong] = of(0)
  const [dropped] = of(2)
  if (!wrong || !dropped || of(1).length === 0 || of(3).length === 0) throw new Error('too few preferences')
  await db().preference.update({ where: { id: wrong.id }, data: { chosen: wrong.rejected, rejected: wrong.chosen } })
  await db().constraint.updateMany({ where: { pairId: pairIds[1] ?? '' }, data: { status: 'rejected' } })
  await decidePreference(null, dropped.id, { act: 'drop', seenVersion: 0 })
  return datasetId
}

/** One by one, as people do. */
async function oneByOne(datasetId: string): Promise<Awaited<ReturnType<typeof acceptPending>>> {
  const refused: Record<string, number> = {}
  let accepted = 0
  for (const { id, version } of await db().preference.findMany({ where: { datasetId, status: 'pending' }, orderBy: { id: 'asc' } })) {
    try {
      await decidePreference(null, id, { act: 'accept', seenVersion: version })
      accepted++
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused[error.message] = (refused[error.message] ?? 0) + 1
    }
  }
  return { accepted, refused }
}

/** What is there afterwards, without the names that differ from dataset to dataset. */
async function after(datasetId: string) {
  const rows = await db().preference.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
  const places = new Map(rows.map(({ id }, n) => [id, n]))
  const events = await db().auditEvent.findMany({ where: { targetType: 'preference', targetId: { in: rows.map(({ id }) => id) } }, orderBy: { id: 'asc' } })
  return {
    rows: rows.map(({ status, version, chosen, rejected, margin }) => ({ status, version, chosen, rejected, margin })),
    events: events.map(({ actorId, actorName, action, targetId, before, after: now }) => ({ actorId, actorName, action, of: places.get(targetId ?? ''), before, now })),
  }
}

it('accepts together what would be accepted one by one, with the same events, and refuses the rest for the same reasons', async () => {
  const [together, apart] = [await pending(), await pending()]
  const answer = await acceptPending(together)
  expect(answer).toEqual(await oneByOne(apart))
  expect(answer.accepted).toBeGreaterThan(2)
  expect(Object.keys(answer.refused).toSorted()).toEqual(['It cannot be accepted. A constraint in the prompt is no longer accepted as it was.', 'It cannot be accepted. The chosen text fails a constraint.'])
  expect(await after(together)).toEqual(await after(apart))
  expect(await acceptPending(together)).toEqual({ accepted: 0, refused: answer.refused })
})

it('accepts every page', async () => {
  const { datasetId } = await datasetOf(Array.from({ length: 45 }, () => ({})))
  const { preferences } = await makeAll(datasetId, { methods: ['edits'] })
  expect(preferences.length).toBeGreaterThan(100)
  expect(await acceptPending(datasetId)).toEqual({ accepted: preferences.length, refused: {} })
  expect(await db().auditEvent.count({ where: { targetId: { in: preferences.map(({ id }) => id) }, action: 'preference.accept' } })).toBe(preferences.length)
})

it('leaves what somebody decides meanwhile as it was decided', async () => {
  const { datasetId } = await datasetOf([{}])
  const { preferences: [first, ...others] } = await makeAll(datasetId, { methods: ['edits'] })
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query(`UPDATE "Preference" SET status = 'dropped', version = version + 1 WHERE id = $1`, [first?.id])
    const accepting = acceptPending(datasetId)
    await somebodyWaits()
    await client.query('COMMIT')
    expect(await accepting).toEqual({ accepted: others.length, refused: { [decidedMeanwhile]: 1 } })
  } finally {
    client.release()
  }
  expect(await db().preference.findUnique({ where: { id: first?.id ?? '' } })).toMatchObject({ status: 'dropped', version: 1 })
})
