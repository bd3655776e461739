import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { createView } from '#lib/datasets/saved-views.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { policyOf } from '#lib/review/policy.ts'
import { curatedDataset } from './curated.fixture.ts'
import { overview } from './dataset-statistics.ts'
import type { InTurn } from './give-way.ts'
import { countGreatDatasets } from './keep-counting.ts'
import { greatDatasets } from './kept-answers.ts'
import { statisticsPart } from './parts.ts'
import { mostViews, renewViews } from './saved-views-ahead.ts'

const [lead, ben] = ['owner', 'reviewer'].map((role, index) => ({ id: `p${index}`, name: `Person ${index}`, email: `p${index}@example.org`, role }))
if (!lead || !ben) throw new Error('two people were expected')
ownDatabase()
let great: string
const going = new AbortController().signal
const atOnce: InTurn = (piece) => piece(going)
const answers = () => db().keptAnswer.count({ where: { datasetId: great } })
const save = (name: string, filter: PairFilter) => createView(lead, great, { name, filter, sort: 'oldest', columns: [] })
const compared = ['funnel', 'rates', 'agreement', 'spread', 'coverage', 'costs', 'contamination', 'progress', 'patterns']

/** All that Statistics and Compare ask of a view. */
async function askAll(reader: Pick<Actor, 'id' | 'role'>, filter: PairFilter): Promise<object[]> {
  const seen = await filterSeenBy(reader, great, filter)
  return Promise.all([overview(great, seen, reader), ...compared.map((part) => statisticsPart(part, great, seen, reader))])
}

beforeAll(async () => {
  await db().user.createMany({ data: [lead, ben] })
  great = await curatedDataset()
  await db().$executeRaw`
    INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords", language)
    SELECT gen_random_uuid(), ${great}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1, CASE WHEN n % 2 = 0 THEN 'fr' END FROM generate_series(1, 20001) n`
})

describe('what saved views count', () => {
  it('is there before anybody asks, whoever leads or does not', async () => {
    await save('German', { language: 'de' })
    await save('Mine', { reviewer: 'me' })
    await save('Words', { q: 'lighthouse' })
    await save('All', {})
    await renewViews(great, { aborted: true }, atOnce)
    expect(await answers()).toBe(0)
    await countGreatDatasets(going, atOnce)
    const ahead = await answers()
    for (const reader of [lead, ben]) {
      const [counted] = await askAll(reader, { language: 'de' })
      expect(counted).toMatchObject({ pairs: { total: await db().pair.count({ where: { datasetId: great, language: 'de' } }) } })
    }
    expect(await answers()).toBe(ahead)
    // What each would be told by themselves is counted when it is asked for.
    await askAll(lead, { reviewer: 'me' })
    expect(await answers()).toBeGreaterThan(ahead)
  })

  it('is counted also behind a view whose pairs cannot be told', async () => {
    await save('Short', { maxWords: 3 })
    await save('Exported', { export: randomUUID() })
    await countGreatDatasets(going, atOnce)
    const ahead = await answers()
    await askAll(ben, { maxWords: 3 })
    expect(await answers()).toBe(ahead)
    await db().savedView.deleteMany({ where: { datasetId: great, name: { in: ['Short', 'Exported'] } } })
  })

  it('is counted also while another great dataset is being deleted', async () => {
    const { id } = await createDataset(null, { name: 'Going' })
    await db().$executeRaw`
      INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords")
      SELECT gen_random_uuid(), ${id}::uuid, md5(n::text) || md5(n::text), 'many', 'Q', 'A', 1 FROM generate_series(1, 20001) n`
    // Whichever of the two comes first.
    const [first] = (await greatDatasets()).filter((one) => one === id || one === great)
    const [leaves, stays] = first === great ? [great, id] : [id, great]
    await db().dataset.update({ where: { id: leaves }, data: { goingSince: new Date() } })
    await db().keptAnswer.deleteMany({})
    await countGreatDatasets(going, atOnce)
    expect(await db().keptAnswer.count({ where: { datasetId: stays } })).toBeGreaterThan(0)
    expect(await db().keptAnswer.count({ where: { datasetId: leaves } })).toBe(0)
    await db().dataset.update({ where: { id: leaves }, data: { goingSince: null } })
    await db().dataset.delete({ where: { id } })
  })

  it('is counted of those that were saved last', async () => {
    for (let n = 0; n < mostViews; n += 1) await save(`Longer than ${n}`, { minWords: n + 1 })
    await db().keptAnswer.deleteMany({ where: { datasetId: great } })
    await renewViews(great, going, atOnce)
    const ahead = await answers()
    await askAll(ben, { minWords: mostViews })
    expect(await answers()).toBe(ahead)
    await askAll(ben, { language: 'de' })
    expect(await answers()).toBeGreaterThan(ahead)
  })

  it('is not counted ahead for those from whom verdicts are hidden', async () => {
    await updateDataset(lead, great, { policy: { ...policyOf({}), goldRate: 10 } })
    await db().keptAnswer.deleteMany({ where: { datasetId: great } })
    await renewViews(great, going, atOnce)
    const ahead = await answers()
    await askAll(lead, { minWords: 2 })
    expect(await answers()).toBe(ahead)
    await askAll(ben, { minWords: 2 })
    expect(await answers()).toBeGreaterThan(ahead)
  })
})
