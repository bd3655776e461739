import { beforeAll, expect, it, vi } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { updateDataset } from '#lib/datasets/datasets.ts'
import { excerptSql } from '#lib/datasets/excerpt.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { handedToAda, harbourDataset } from '#lib/review/checks/harbour-dataset.fixture.ts'
import { addConstraint } from '#lib/review/own-constraints.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { policyOf } from '#lib/review/policy.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

// What is mixed in is drawn by the ids.
vi.mock(import('#lib/db/id.ts'), async (original) => (await import('#lib/review/checks/same-ids.fixture.ts')).sameIds(await original(), 'found-in-lists'))

useInstallation()

let datasetId: string
let checks: { id: string; pairId: string; text: string }[]

beforeAll(async () => {
  datasetId = await harbourDataset('Found in lists')
  await updateDataset({ ...ada, role: 'owner' }, datasetId, { policy: { ...policyOf({}), goldRate: 10 } })
  await handedToAda(datasetId)
  checks = await db().reviewCheck.findMany({ where: { datasetId }, select: { id: true, pairId: true, text: true } })
  expect(checks.length).toBeGreaterThan(4)
})

/** What the list shows Ada of a pair that is looked for by bare words: nothing where it is not found, null where no constraint has them. */
async function excerpt(pairId: string, q: string): Promise<string | null | undefined> {
  const { rows } = await browsePairs(datasetId, await filterSeenBy(ada, datasetId, { q, ids: pairId }), { sort: 'oldest', limit: 2 })
  return rows[0]?.constraint
}

/** What a list shows of a text that is looked for by a word. */
async function shownAround(text: string, word: string): Promise<string | undefined> {
  const [row] = await db().$queryRaw<{ said: string }[]>`SELECT ${excerptSql(Prisma.sql`t.text`, [word])} AS said FROM (SELECT ${text}::text AS text) t`
  return row?.said
}

it('a list quotes the first constraint by place that has the words, be it a check or not', async () => {
  for (const { pairId } of checks) {
    const shown = (await pairView(pairId, ada)).constraints
    const own = await db().constraint.findMany({ where: { pairId }, select: { id: true, position: true } })
    const check = await db().reviewCheck.findFirstOrThrow({ where: { pairId, reviewerId: ada.id } })
    const place = new Map([...own.map(({ id, position }): [string, number] => [id, position]), [check.id, check.position + (check.standsBefore ? -0.5 : 0.5)]])
    const constraints = shown.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    const words = new Set(constraints.flatMap(({ text }) => text.match(/[\p{L}\d]+/gu) ?? []))
    for (const word of words) {
      const first = constraints.find(({ text }) => text.toLowerCase().includes(word.toLowerCase()))
      expect(await excerpt(pairId, word), word).toBe(await shownAround(first?.text ?? '', word))
    }
  }
}, 120_000)

it('a check stays where it is when a constraint is added', async () => {
  const places = async () => Promise.all(checks.map(async ({ pairId, id }) => (await pairView(pairId, ada)).constraints.findIndex((each) => each.id === id)))
  const before = await places()
  for (const { pairId } of checks) await addConstraint(pairId, 'Let the gulls be heard.')
  expect(await places()).toEqual(before)
})

it('a check that is shown no more is found no more', async () => {
  const [check] = checks
  if (!check) throw new Error('there is one')
  expect(await excerpt(check.pairId, check.text)).toBe(check.text)
  await db().reviewCheck.update({ where: { id: check.id }, data: { answer: 'accept', answeredAt: new Date(Date.now() - 3_700_000) } })
  expect((await pairView(check.pairId, ada)).constraints.map(({ id }) => id)).not.toContain(check.id)
  expect(await excerpt(check.pairId, check.text)).toBeUndefined()
})
