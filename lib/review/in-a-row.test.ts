import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { rowPage } from '#lib/review/in-a-row.ts'
import { templateKey } from '#lib/review/templates/key.ts'

const [ada, bo] = ['ada', 'bo'].map((id): Actor => ({ id, name: id, email: `${id}@example.org`, role: 'reviewer' })) as [Actor, Actor]
ownDatabase()
let datasetId: string

beforeAll(async () => {
  for (const { id, name, email } of [ada, bo]) await db().user.create({ data: { id, name, email } })
  datasetId = (await createDataset(null, { name: 'In a row' })).id
  const items = Array.from({ length: 12 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      constraints: [{ rawType: 'Tone_Constraints', text: n % 2 === 0 ? 'Be kind.' : 'Be stern.' }, { rawType: 'Digit', text: 'Use at most 20 words.' }],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
})

const tone = { type: 'style.tone', limit: 3 }

it('hands out the undecided constraints of one type, and no others, to one reviewer each', async () => {
  const first = await rowPage(ada, datasetId, tone)
  expect(first.pairs.map(({ constraints }) => constraints.map(({ type }) => type))).toEqual([['style.tone'], ['style.tone'], ['style.tone']])
  expect(first.progress).toEqual({ pairs: { total: 12, reviewed: 0 }, constraints: { total: 12, decided: 0, refuted: 0 } })
  const others = await rowPage(bo, datasetId, tone)
  expect(new Set([...first.pairs, ...others.pairs].map(({ id }) => id)).size).toBe(6)
  // The same again for who has them, and what comes behind.
  expect((await rowPage(ada, datasetId, tone)).pairs.map(({ id }) => id)).toEqual(first.pairs.map(({ id }) => id))
  const behind = await rowPage(ada, datasetId, { ...tone, after: first.pairs[2]?.id })
  expect(behind.pairs.some(({ id }) => [...first.pairs, ...others.pairs].some((pair) => pair.id === id))).toBe(false)
  const back = await rowPage(ada, datasetId, { ...tone, before: first.pairs[2]?.id })
  expect(back.pairs.map(({ id }) => id)).toEqual([first.pairs[1]?.id, first.pairs[0]?.id])
})

it('keeps to a wording, leaves out what is decided, and shows a pair that is asked for', async () => {
  const stern = { ...tone, template: templateKey('Be stern.'), limit: 20 }
  const { pairs } = await rowPage(bo, datasetId, stern)
  for (const { constraints } of pairs) expect(constraints.map(({ text }) => text)).toEqual(['Be stern.'])
  const [one] = pairs
  const constraint = one?.constraints[0]
  await decide(bo, [{ id: randomUUID(), constraintId: constraint?.id ?? '', kind: 'accept', seenVersion: 0 }])
  const after = await rowPage(bo, datasetId, stern)
  expect(after.pairs.map(({ id }) => id)).toEqual(pairs.slice(1).map(({ id }) => id))
  expect(after.progress.constraints).toEqual({ total: 6, decided: 1, refuted: 0 })
  const shown = await rowPage(ada, datasetId, { ...stern, at: one?.id, limit: 1 })
  expect(shown.pairs.map(({ id }) => id)).toEqual([one?.id])
  expect(shown.held).toMatchObject([{ pairId: one?.id, reviewer: 'bo' }])
})
