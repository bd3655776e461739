import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { setProfile } from '#lib/auth/profile.ts'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { createView } from '#lib/datasets/saved-views.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { queueState } from '#lib/review/leases.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy, type ReviewPolicy } from '#lib/review/policy.ts'
import { takeFromQueue } from '#lib/review/queue.ts'
import { conditionsOfView, reviewPage } from '#lib/review/review-page.ts'

const lea = { id: 'lea', name: 'Lea', email: 'lea@example.org', role: 'owner' }
const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
ownDatabase()
usePolicies()
let datasetId: string
let ids: string[]

/** Pairs in English, German, Brazilian Portuguese and a language that is not known. */
beforeAll(async () => {
  await db().user.createMany({ data: [lea, ben] })
  datasetId = (await findOrCreateDataset(null, 'Routes')).id
  const records = ['en', 'de', 'pt-BR', null].map((_, index) => ({
    line: index + 1,
    record: pairRecord({ instruction: `Describe harbour ${index}.`, response: 'It wakes early.', constraints: [{ rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' }] }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records))
  ids = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  for (const [index, language] of ['en', 'de', 'pt-BR', null].entries()) await db().pair.update({ where: { id: ids[index] ?? '' }, data: { language } })
})

/** The places, from 0, of the pairs that Ben is handed. */
async function handed(policy: Partial<ReviewPolicy>, profile: { languages: string[]; skills: string[] }): Promise<number[]> {
  await savePolicy(lea, datasetId, reviewPolicy.parse(policy))
  await setProfile(ben, ben.id, profile)
  return (await takeFromQueue(datasetId, ben.id, { scope: 'undecided', limit: 9 })).map((id) => ids.indexOf(id))
}

describe('a policy that hands pairs to who knows them', () => {
  it('asks for the language of a pair, where somebody names any', async () => {
    expect(await handed({ byLanguage: true }, { languages: ['de', 'pt'], skills: [] })).toEqual([1, 2, 3])
    expect(await queueState(datasetId, ben.id, 'undecided')).toMatchObject({ inScope: 4, elsewhere: 1 })
    expect(await handed({ byLanguage: true }, { languages: [], skills: [] })).toEqual([0, 1, 2, 3])
    expect(await handed({}, { languages: ['de'], skills: [] })).toEqual([0, 1, 2, 3])
  })

  it('asks for a skill where a filter finds the pair, also in capitals; looking at all pairs leaves none out', async () => {
    const routes = [{ filter: 'language:de', skill: 'Law' }, { filter: 'instruction~"harbour 3" -language:en', skill: 'sea' }]
    expect(await handed({ routes }, { languages: [], skills: [] })).toEqual([0, 2])
    expect(await handed({ routes }, { languages: [], skills: ['law'] })).toEqual([0, 1, 2])
    expect(await handed({ routes, overlap: 2 }, { languages: [], skills: ['law', 'sea'] })).toEqual([0, 1, 2, 3])
    await setProfile(ben, ben.id, { languages: [], skills: [] })
    // Review does not stand still for an export that is not there, and no new route can name one.
    const gone = { ...reviewPolicy.parse({}), routes: [{ filter: `export:${randomUUID()}`, skill: 'Law' }, ...routes] }
    await expect(savePolicy(lea, datasetId, gone)).rejects.toMatchObject({ code: 'invalid', details: [{ field: 'policy.routes.0.filter' }] })
    await db().dataset.update({ where: { id: datasetId }, data: { policy: gone } })
    expect((await takeFromQueue(datasetId, ben.id, { scope: 'undecided', limit: 9 })).map((id) => ids.indexOf(id))).toEqual([0, 2])
    await savePolicy(lea, datasetId, gone)
    expect((await reviewPage(ben, datasetId, { scope: 'all', limit: 9 })).pairs).toHaveLength(4)
    await handed({}, { languages: [], skills: [] })
  })
})

it('only the owner, admins and oneself set what somebody knows', async () => {
  await expect(setProfile(ben, lea.id, { languages: ['de'], skills: [] })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await setProfile(lea, ben.id, { languages: ['de', 'de'], skills: ['law'] })).toEqual({ languages: ['de'], skills: ['law'] })
  await expect(setProfile(lea, 'nobody', { languages: [], skills: [] })).rejects.toMatchObject({ code: 'not_found' })
})

it('a saved view is a queue: only its pairs are handed out, and the others are still there without it', async () => {
  const { id: view } = await createView(lea, datasetId, { name: 'German', filter: { language: 'de' }, sort: 'oldest', columns: [] })
  expect((await reviewPage(ben, datasetId, { scope: 'undecided', limit: 9, view })).pairs.map(({ id }) => id)).toEqual([ids[1]])
  expect(await queueState(datasetId, ben.id, 'undecided', await conditionsOfView(ben, datasetId, view))).toMatchObject({ undecided: 4, inScope: 1 })
  expect((await reviewPage(ben, datasetId, { scope: 'undecided', limit: 9 })).pairs).toHaveLength(4)
  const other = (await findOrCreateDataset(null, `Other ${randomUUID()}`)).id
  await expect(reviewPage(ben, other, { scope: 'undecided', limit: 9, view })).rejects.toMatchObject({ code: 'not_found' })
})
