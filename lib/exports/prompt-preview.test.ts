import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import type { ExportExample } from '#lib/exports/formats/format.ts'
import { pairContent } from '#lib/exports/pair-content.ts'
import { promptPreview } from '#lib/exports/prompt-preview.ts'
import { readSnapshot } from '#lib/exports/snapshot.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { exportParams } from '#lib/exports/recipe.ts'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
ownDatabase()

beforeAll(async () => {
  await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
})

const texts = ['Write in a calm voice.', 'Sound like a fisherman.', 'Let the season be felt.', 'Do not name the town.']

test('the preview is word for word what an export by the default recipe writes', async () => {
  const datasetId = (await findOrCreateDataset(null, `Preview ${randomUUID()}`)).id
  const records = Array.from({ length: 6 }, (_, index) => ({
    line: index + 1,
    record: pairRecord({
      instruction: `Describe harbour ${index}`,
      response: 'It wakes early.',
      constraints: texts.slice(0, 1 + (index % texts.length)).map((text) => ({ rawType: 'Desired_Writing_Style', text })),
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records))
  const ids = (await db().pair.findMany({ where: { datasetId }, select: { id: true } })).map(({ id }) => id)
  const prompts: (string | null)[] = []
  for (const id of ids) {
    const { constraints } = await pairView(id, ada)
    await decide(ada, constraints.map((constraint) => ({ id: randomUUID(), constraintId: constraint.id, kind: 'accept', seenVersion: 0 })))
  }
  for (const id of ids) prompts.push((await promptPreview(ada, { pairId: id, accepted: (await pairView(id, ada)).constraints })).prompt)
  const recipe = exportParams.parse({ format: 'sft-messages' })
  const exported = await readSnapshot(datasetId, { groupBy: null, generalId: null, withDifficulty: false, refined: 'accepted' }, new AbortController().signal, async (snapshot) => {
    const written: unknown[] = []
    const format = { id: 'sft-messages' as const, companions: () => [], toRow: ({ prompt }: ExportExample) => ({ prompt }) }
    const content = pairContent(snapshot, format, { recipe, seed: 0, datasetLicense: null, general: null, benchmarks: null })
    for await (const bundle of content.items()) for (const item of bundle) if ('rows' in item) written.push(...item.rows.map((row) => row.fields()))
    return written
  })
  expect(exported).toHaveLength(6)
  expect(exported).toEqual(expect.arrayContaining(prompts.map((prompt) => ({ prompt }))))
  expect(new Set(prompts).size).toBe(6)
})

test('what is refuted on the screen is not stated, and the reason is told', async () => {
  const datasetId = (await findOrCreateDataset(null, `Refuted ${randomUUID()}`)).id
  const record = pairRecord({ instruction: 'Describe a mill.', response: 'Calm, old, slow.', constraints: [{ rawType: 'Punctuation', text: 'No commas.' }] })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const { id } = await db().pair.findFirstOrThrow({ where: { datasetId } })
  const [constraint] = (await pairView(id, ada)).constraints
  if (!constraint) throw new Error('the pair has a constraint')
  const accepted = [{ ...constraint, checker: { id: 'punctuation.absent', kwargs: { marks: [','] } } }]
  expect(await promptPreview(ada, { pairId: id, accepted: [] })).toEqual({ prompt: null, problem: 'no accepted constraint', notStated: [] })
  const preview = await promptPreview(ada, { pairId: id, accepted })
  expect(preview).toMatchObject({ prompt: null, problem: 'every accepted constraint is refuted' })
  expect(preview.notStated.map(({ constraintId }) => constraintId)).toEqual([constraint.id])
})
