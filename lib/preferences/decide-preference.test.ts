import { describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { datasetOf, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { decidePreference } from '#lib/preferences/decide-preference.ts'
import { listPreferences } from '#lib/preferences/list-preferences.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

async function one() {
  const { datasetId } = await datasetOf([{}])
  const { preferences } = await makeAll(datasetId, { methods: ['edits'] })
  const [first] = preferences
  if (!first) throw new Error('no preference was made')
  return { datasetId, first }
}

describe('deciding a preference', () => {
  it('accepts, drops and reopens, and says who did', async () => {
    const { datasetId, first: { id } } = await one()
    let seenVersion = 0
    for (const [act, status] of [['accept', 'accepted'], ['drop', 'dropped'], ['reopen', 'pending']] as const) {
      const view = await decidePreference(ada, id, { act, seenVersion })
      expect(view).toMatchObject({ id, status, version: seenVersion + 1 })
      seenVersion = view.version
      const page = await listPreferences(datasetId, { status, limit: 50 })
      expect(page.preferences.map((each) => each.id)).toContain(id)
      expect(page.counts[status]).toBe(page.preferences.length)
    }
    const events = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } })
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([['preference.accept', 'ada'], ['preference.drop', 'ada'], ['preference.reopen', 'ada']])
  })

  it('that somebody decided meanwhile changes nothing', async () => {
    const { first: { id } } = await one()
    await decidePreference(ada, id, { act: 'drop', seenVersion: 0 })
    await expect(decidePreference(ada, id, { act: 'accept', seenVersion: 0 })).rejects.toMatchObject({ code: 'conflict' })
    expect(await db().preference.findUnique({ where: { id } })).toMatchObject({ status: 'dropped', version: 1 })
  })

  it('never flips to a chosen text that fails, and says what it fails', async () => {
    const { datasetId, first } = await one()
    const [view] = (await listPreferences(datasetId, { limit: 1 })).preferences
    const broken = view?.demands.find(({ id }) => id === first.violatedConstraintIds[0])?.text
    expect(view).toMatchObject({ cannotAccept: null, cannotFlip: `A chosen text meets every constraint, and the rejected one fails “${broken?.replace(/\.$/, '')}”.` })
    await expect(decidePreference(ada, first.id, { act: 'flip', seenVersion: 0 })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('cannot change places') })
    expect(await db().preference.findUnique({ where: { id: first.id } })).toEqual(first)
  })

  it('flips what stands the wrong way round, which cannot be accepted before', async () => {
    const { first } = await one()
    const { id, chosen, rejected, margin, violatedConstraintIds } = first
    await db().preference.update({ where: { id }, data: { chosen: rejected, rejected: chosen } })
    await expect(decidePreference(ada, id, { act: 'accept', seenVersion: 0 })).rejects.toMatchObject({ code: 'invalid', message: 'It cannot be accepted. The chosen text fails a constraint.' })
    const view = await decidePreference(ada, id, { act: 'flip', seenVersion: 0 })
    expect(view).toMatchObject({ chosen, rejected, margin, cannotAccept: null })
    expect(view.broken.map(({ constraintId }) => constraintId)).toEqual(violatedConstraintIds)
    expect(await decidePreference(ada, id, { act: 'accept', seenVersion: 1 })).toMatchObject({ status: 'accepted' })
  })

  it('accepts nothing of which a constraint was rejected since', async () => {
    const { first } = await one()
    await db().constraint.updateMany({ where: { pairId: first.pairId }, data: { status: 'rejected' } })
    await expect(decidePreference(ada, first.id, { act: 'accept', seenVersion: 0 })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('no longer accepted') })
    expect(await decidePreference(ada, first.id, { act: 'drop', seenVersion: 0 })).toMatchObject({ status: 'dropped' })
  })
})
