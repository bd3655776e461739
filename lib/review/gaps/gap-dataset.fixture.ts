import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { ada, lead, people, type Person } from '#lib/review/harbours.fixture.ts'
import { usePolicies } from '#lib/review/policy.fixture.ts'
import { takeFromQueue } from '#lib/review/queue.ts'
import { standingDecision } from '#lib/review/undo-history.ts'
import { bandOfWords } from '#lib/stats/length-bands.ts'
import { renewGaps } from './renew-gaps.ts'
import { cellKey, gainOf, spareOf } from './wanted.ts'

/** Kinds of constraints, each of a type of its own. */
export const tone = { rawType: 'Tone_Constraints', text: 'Be kind.' }
export const json = { rawType: 'JSON Format', text: 'Answer as JSON, more or less.' }
export const emotion = { rawType: 'Emotion', text: 'Sound calm.' }
export const kinds = [tone, emotion, json, { rawType: 'Target_Audience', text: 'Write for children.' }, { rawType: 'Desired_Writing_Style', text: 'Write in a calm voice.' }]

interface Given {
  carries: { rawType: string; text: string }[]
  words?: number
  language?: string
}

/** Gives the tests of a file a database with people in it, and each a dataset of its own that hands out gaps first. Answers what they do there. */
export function gapDataset() {
  ownDatabase()
  usePolicies()
  const its = { datasetId: '' }
  let stored = 0

  beforeAll(async () => {
    await db().user.createMany({ data: [lead, ...people] })
  })

  beforeEach(async () => {
    its.datasetId = (await createDataset(null, { name: `Gaps ${randomUUID()}` })).id
    await db().dataset.update({ where: { id: its.datasetId }, data: { policy: { order: 'gaps' } } })
  })

  /** Stores pairs; answers their ids, in order. */
  async function fill(pairs: readonly Given[]): Promise<string[]> {
    const items = pairs.map(({ carries, words = 10, language = 'en' }, n) => ({
      line: n + 1,
      record: pairRecord({ instruction: `Question ${(stored += 1)}`, response: 'word '.repeat(words).trim(), language, constraints: carries }),
    }))
    await db().$transaction((tx) => storePairs(tx, { datasetId: its.datasetId, runId: null, source: 'x', license: null }, items), { timeout: 30_000 })
    return (await db().pair.findMany({ where: { datasetId: its.datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  }

  async function typeOf({ text }: { text: string }): Promise<string> {
    return (await db().constraint.findFirstOrThrow({ where: { datasetId: its.datasetId, text } })).type
  }

  /** Wants these types in this proportion, so many in all. */
  async function want(weights: readonly [{ text: string }, number][], goal = 0): Promise<void> {
    const targetMix = Object.fromEntries(await Promise.all(weights.map(async ([kind, weight]) => [await typeOf(kind), weight] as const)))
    await db().dataset.update({ where: { id: its.datasetId }, data: { targetMix, policy: { order: 'gaps', goal } } })
  }

  async function count(): Promise<void> {
    while (await renewGaps(its.datasetId));
  }

  function queue(who: Person = ada, limit = 50): Promise<string[]> {
    return takeFromQueue(its.datasetId, who.id, { scope: 'undecided', limit })
  }

  async function act(who: Person, pairId: string, kind: 'accept' | 'reject', text?: string): Promise<void> {
    const open = await db().constraint.findMany({ where: { pairId, status: 'pending', ...(text ? { text } : {}) } })
    for (const { id, version } of open) {
      const [done] = await decide(who, [{ id: randomUUID(), constraintId: id, kind, seenVersion: version }])
      if (done?.outcome !== 'applied') throw new Error(done?.message)
    }
  }

  async function undo(pairId: string): Promise<void> {
    for (const { id, version, decisions } of await db().constraint.findMany({ where: { pairId }, include: { decisions: { orderBy: { resultVersion: 'asc' } } } })) {
      const undoesId = standingDecision(decisions)?.id
      if (undoesId) await decide(ada, [{ id: randomUUID(), constraintId: id, kind: 'undo', undoesId, seenVersion: version }])
    }
  }

  /** What is to be kept of every pair that waits for somebody, by the formula in words, from what there is now. */
  async function countedAnew(): Promise<Map<string, number>> {
    const gaps = new Map((await db().coverageGap.findMany({ where: { datasetId: its.datasetId } })).map((gap) => [`${gap.of} ${gap.key}`, gap]))
    const pairs = await db().pair.findMany({ where: { datasetId: its.datasetId }, include: { constraints: { where: { status: { in: ['pending', 'accepted'] } } } } })
    const facetOf = (type: string) => type.split('.')[0] ?? ''
    const cellsOf = ({ language, responseWords }: (typeof pairs)[number], facets: Iterable<string>) => [...facets].map((facet) => `cell ${cellKey(facet, bandOfWords(responseWords), language)}`)
    const of = (pair: (typeof pairs)[number], status: string) => pair.constraints.filter((one) => one.status === status)
    const accepted = new Map<string, number>()
    const add = (key: string) => accepted.set(key, (accepted.get(key) ?? 0) + 1)
    for (const pair of pairs) {
      const those = of(pair, 'accepted')
      for (const { type } of those) add(`type ${type}`)
      for (const key of cellsOf(pair, new Set(those.map(({ type }) => facetOf(type))))) add(key)
    }
    const now = (key: string) => (gaps.has(key) ? [{ wanted: gaps.get(key)?.wanted ?? 0, accepted: accepted.get(key) ?? 0 }] : [])
    return new Map(pairs.filter(({ status, constraintCount }) => constraintCount > 0 && status !== 'reviewed').map((pair) => {
      const [undecided, there] = [of(pair, 'pending'), new Set(of(pair, 'accepted').map(({ type }) => facetOf(type)))]
      const types = [...Map.groupBy(undecided, ({ type }) => type)].flatMap(([type, those]) => now(`type ${type}`).map((gap) => ({ undecided: those.length, gap })))
      const cells = cellsOf(pair, new Set(undecided.map(({ type }) => facetOf(type)).filter((facet) => !there.has(facet)))).flatMap(now)
      return [pair.id, spareOf(gainOf(types, cells))]
    }))
  }

  async function kept(): Promise<Map<string, number>> {
    return new Map((await db().pairDoubt.findMany({ where: { datasetId: its.datasetId, open: true } })).map(({ pairId, spare }) => [pairId, spare]))
  }

  /** That what is kept is right where it matters: never too little, and right at the head, to a hundredth. */
  async function expectHead(step = ''): Promise<void> {
    const [now, is] = [await countedAnew(), await kept()]
    expect(new Set(is.keys())).toEqual(new Set(now.keys()))
    for (const [id, spare] of now) expect(is.get(id), `${step} ${id}`).toBeLessThanOrEqual(spare + 1)
    const head = [...is].toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1)).slice(0, 100)
    for (const [id, spare] of head) expect(Math.abs(spare - (now.get(id) ?? 0)), `${step} ${id}`).toBeLessThanOrEqual(1)
  }

  return { its, fill, typeOf, want, count, queue, act, undo, countedAnew, kept, expectHead }
}
