import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { updateDataset } from '#lib/datasets/datasets.ts'
import { facets } from '#lib/datasets/facets.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { promptPreview } from '#lib/exports/prompt-preview.ts'
import type { BulkChoice } from '#lib/review/bulk-contract.ts'
import { previewBulk, startBulk } from '#lib/review/bulk.ts'
import { handedToAda, harbourDataset } from '#lib/review/checks/harbour-dataset.fixture.ts'
import type { ConstraintView, PairView } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { rowPage } from '#lib/review/in-a-row.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { policyOf } from '#lib/review/policy.ts'
import { reviewPage } from '#lib/review/review-page.ts'
import { templateExamples } from '#lib/review/templates/examples.ts'
import { templateKey } from '#lib/review/templates/key.ts'
import { listTemplates } from '#lib/review/templates/list.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

// What is mixed in is drawn by the ids.
vi.mock(import('#lib/db/id.ts'), async (original) => (await import('#lib/review/checks/same-ids.fixture.ts')).sameIds(await original(), 'told-apart'))

useInstallation()

const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
let datasetId: string
let handed: PairView[]
let checks: ConstraintView[]

beforeAll(async () => {
  await db().user.create({ data: { id: ben.id, name: ben.name, email: ben.email } })
  datasetId = await harbourDataset('Told apart')
  await updateDataset({ ...ada, role: 'owner' }, datasetId, { policy: { ...policyOf({}), goldRate: 10 } })
  handed = await handedToAda(datasetId)
  const ids = new Set((await db().reviewCheck.findMany({ where: { datasetId } })).map(({ id }) => id))
  checks = handed.flatMap(({ constraints }) => constraints.filter(({ id }) => ids.has(id)))
  expect(checks.length).toBeGreaterThan(4)
})

const told = ({ id, outcome, checker }: ConstraintView) => ({ id, outcome, checker })
const proven = () => db().constraint.findMany({ where: { datasetId, outcome: 'pass' }, select: { id: true } })

async function decoysAmong(views: readonly ConstraintView[]): Promise<string[]> {
  const ids = new Set((await proven()).map(({ id }) => id))
  return views.filter(({ id, outcome }) => ids.has(id) && outcome === null).map(({ id }) => id)
}

describe('a check cannot be told from a constraint', () => {
  it('by the pair on its own, nor by a look around: both have it, and decoys without their verdict', async () => {
    const around = (await reviewPage(ada, datasetId, { scope: 'all', limit: 20 })).pairs
    expect(await decoysAmong(handed.flatMap(({ constraints }) => constraints))).not.toEqual([])
    for (const pair of handed) {
      const alone = await pairView(pair.id, ada)
      expect(alone.constraints.map(told)).toEqual(pair.constraints.map(told))
      expect(alone.relations).toEqual(pair.relations)
    }
    for (const pair of around) expect(pair.constraints.map(told)).toEqual(handed.find(({ id }) => id === pair.id)?.constraints.map(told))
    expect(await db().reviewCheck.count({ where: { datasetId } })).toBe(checks.length)
    // Looking makes none, and nobody sees those of others.
    const [withCheck] = checks
    expect((await pairView(withCheck?.pairId ?? '', ben)).constraints.map(({ id }) => id)).not.toContain(withCheck?.id)
    expect(await db().reviewCheck.count({ where: { datasetId, reviewerId: ben.id } })).toBe(0)
  })

  it('by what it stands beside in a row', async () => {
    const check = checks.find(({ type }) => type === 'length.words')
    if (!check) throw new Error('one is of words')
    const row = await rowPage(ada, datasetId, { type: check.type, at: check.pairId, limit: 1 })
    expect(row.pairs[0]?.constraints.map(told)).toEqual(handed.find(({ id }) => id === check.pairId)?.constraints.filter(({ type }) => type === check.type).map(told))
    const ofWording = await rowPage(ada, datasetId, { type: check.type, template: templateKey(check.text), at: check.pairId, limit: 1 })
    expect(ofWording.pairs[0]?.constraints.map(({ id }) => id)).toContain(check.id)
    const style = handed[0]?.constraints.find(({ text }) => text.startsWith('Write in'))?.type ?? ''
    const ofAnother = await rowPage(ada, datasetId, { type: style, at: check.pairId, limit: 1 })
    expect(ofAnother.pairs[0]?.constraints.map(({ text }) => text)).toEqual(['Write in a calm, observant voice.'])
    // From end to end the row has what the pairs have, decoys and checks with it.
    const all = []
    for (let after: string | undefined; all.length < 40; after = all.at(-1)?.id) {
      const { pairs } = await rowPage(ada, datasetId, { type: check.type, limit: 20, after })
      if (pairs.length === 0) break
      all.push(...pairs)
    }
    const inPairs = handed.flatMap(({ constraints }) => constraints.filter(({ type }) => type === check.type))
    expect(inPairs.length).toBeGreaterThan(60)
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    expect(all.flatMap(({ constraints }) => constraints.map(told)).toSorted(byId)).toEqual(inPairs.map(told).toSorted(byId))
  })

  it('by what its pair states: nothing there is of its type', async () => {
    for (const check of checks) expect(handed.find(({ id }) => id === check.pairId)?.constraints.filter(({ type }) => type === check.type)).toHaveLength(1)
  })

  it('by relations: none touches what comes without a verdict', async () => {
    const bare = new Set(handed.flatMap(({ constraints }) => constraints.filter(({ checker }) => checker === null).map(({ id }) => id)))
    expect(handed.flatMap(({ relations }) => relations).length).toBeGreaterThan(0)
    for (const { first, second } of handed.flatMap(({ relations }) => relations)) expect([bare.has(first), bare.has(second)]).toEqual([false, false])
  })

  it('by its id, which has the moment of the constraints of its pair', async () => {
    for (const check of checks) {
      const own = handed.find(({ id }) => id === check.pairId)?.constraints.filter(({ id }) => id !== check.id) ?? []
      expect(own.map(({ id }) => id.slice(0, 13))).toContain(check.id.slice(0, 13))
    }
  })

  it('by a position, which neither the page nor answers have: two that are alike would be those of a check and its neighbour', async () => {
    for (const { constraints } of handed) for (const each of constraints) expect(each).not.toHaveProperty('position')
    const [check] = checks
    if (!check) throw new Error('there is one')
    const skip = { id: randomUUID(), constraintId: check.id, kind: 'skip' as const, seenVersion: check.version }
    const undo = { id: randomUUID(), constraintId: check.id, kind: 'undo' as const, undoesId: skip.id, seenVersion: check.version + 1 }
    for (const act of [skip, undo]) {
      const [answer] = await decide(ada, [act])
      expect(answer).toMatchObject({ outcome: 'applied', constraint: { id: check.id } })
      expect(answer).not.toHaveProperty('constraint.position')
    }
  })

  it('by the preview of the prompt, which states it or lists it, and only to its reviewer', async () => {
    for (const check of checks) {
      const accepted = [{ id: check.id, type: check.type, text: check.text, checker: null }]
      const preview = await promptPreview(ada, { pairId: check.pairId, accepted })
      expect([preview.prompt === null, preview.problem, preview.notStated]).toEqual([false, null, []])
      expect(await promptPreview(ben, { pairId: check.pairId, accepted })).toMatchObject({ prompt: null })
    }
  })

  it('by lists and counts: to who is handed decoys, filters, views, batches and wordings say nothing of their verdicts', async () => {
    const decoys = new Set(await decoysAmong(handed.flatMap(({ constraints }) => constraints)))
    const rows = await db().constraint.findMany({ where: { id: { in: [...decoys] } } })
    expect(rows.length).toBeGreaterThan(2)
    const lead = { ...ada, role: 'owner' }
    const found = async (who: typeof ada, filter: PairFilter) => (await browsePairs(datasetId, await filterSeenBy(who, datasetId, filter), { sort: 'oldest', limit: 200 })).rows.map(({ id }) => id)
    for (const { pairId, text, type, template } of rows) {
      const own = { constraint: text, type }
      for (const outcome of ['pass', 'none'] as const) {
        const [mine, bens] = [(await found(ada, { ...own, outcome })).includes(pairId), (await found(lead, { ...own, outcome })).includes(pairId)]
        expect([mine, bens]).toEqual(outcome === 'pass' ? [false, true] : [true, false])
      }
      const passing = async (who: typeof ada) => (await facets(datasetId, await filterSeenBy(who, datasetId, own))).verdicts.find(({ value }) => value === 'pass')?.count ?? 0
      expect((await passing(lead)) - (await passing(ada))).toBe(rows.filter((row) => row.type === type && row.text.includes(text)).length)
      const choice = (which: BulkChoice['which']): BulkChoice => ({ filter: { constraint: text }, type, which })
      const [mine, theirs] = [await previewBulk(ada, datasetId, choice('proven')), await previewBulk(lead, datasetId, choice('proven'))]
      expect(mine.sample.map((row) => row.constraintId).filter((id) => decoys.has(id))).toEqual([])
      expect(theirs.count).toBeGreaterThan(mine.count)
      for (const row of (await previewBulk(ada, datasetId, choice('undecided'))).sample) if (decoys.has(row.constraintId)) expect([row.outcome, row.detail]).toEqual([null, null])
      await expect(startBulk(ada, datasetId, { ...choice('proven'), kind: 'accept', expected: theirs.count })).rejects.toMatchObject({ code: 'conflict' })
      const ref = { type, template: template ?? '' }
      for (const example of await templateExamples(ada, datasetId, ref)) if (decoys.has(example.constraintId)) expect([example.outcome, example.detail, example.marks]).toEqual([null, null, []])
      const count = async (who: typeof ada) => (await listTemplates(who, datasetId, { offset: 0 })).templates.find((each) => each.type === type && each.template === template)
      const [seen, all] = [await count(ada), await count(lead)]
      const hidden = (all?.proven ?? 0) - (seen?.proven ?? 0)
      expect(hidden).toBe(rows.filter((row) => row.type === type && row.template === template).length)
      expect([(seen?.open ?? 0) - (all?.open ?? 0), (all?.acceptable ?? 0) - (seen?.acceptable ?? 0)]).toEqual([hidden, hidden])
    }
  })

  it('by the filter that finds checks: only who leads finds anything, by whether they were met', async () => {
    const found = async (who: typeof ada, text: string) => {
      const seen = await filterSeenBy(who, datasetId, parseFilter(text).filter)
      return (await browsePairs(datasetId, seen, { sort: 'oldest', limit: 200 })).rows.map(({ id }) => id).toSorted()
    }
    const rows = await db().reviewCheck.findMany({ where: { datasetId } })
    const lead = { ...ada, role: 'owner' }
    expect(await found(lead, 'check:open')).toEqual(rows.map(({ pairId }) => pairId).toSorted())
    const right = rows.filter((_, at) => at % 2 === 0)
    for (const row of rows) {
      const met = right.includes(row)
      const kind = row.holds === met ? 'accept' : 'reject'
      await decide(ada, [{ id: randomUUID(), constraintId: row.id, kind, seenVersion: row.version, ...(kind === 'reject' ? { reason: 'false' } : {}) }])
    }
    expect(await found(lead, 'check:met')).toEqual(right.map(({ pairId }) => pairId).toSorted())
    expect(await found(lead, 'check:missed')).toEqual(rows.filter((row) => !right.includes(row)).map(({ pairId }) => pairId).toSorted())
    expect(await found(lead, 'check:met check:missed')).toHaveLength(rows.length)
    expect(await found(lead, 'check:open')).toEqual([])
    for (const who of [ada, ben]) {
      for (const check of ['open', 'met', 'missed']) expect(await found(who, `check:${check}`)).toEqual([])
      expect(await found(who, '-check:missed')).toHaveLength(40)
    }
    expect(await found(lead, '-check:missed')).toHaveLength(40 - rows.length + right.length)
  })
})
