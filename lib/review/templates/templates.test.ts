import { beforeAll, expect, it } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { previewBulk, startBulk, batchView, undoBulk } from '#lib/review/bulk.ts'
import { previewWordingEdit, startWordingEdit } from '#lib/review/templates/edit-wording.ts'
import { templateExamples } from '#lib/review/templates/examples.ts'
import { templateKey } from '#lib/review/templates/key.ts'
import { listTemplates } from '#lib/review/templates/list.ts'
import { sayOfWording } from '#lib/review/templates/wording.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { workOn } from '#lib/runs/worker.fixture.ts'

useInstallation()
let datasetId: string

beforeAll(async () => {
  datasetId = (await createDataset(null, { name: 'Wordings' })).id
  // Of 30 pairs every third breaks its bound; the other wording of the same type stands in ten of them.
  const items = Array.from({ length: 30 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      response: 'word '.repeat(n % 3 === 0 ? 200 : 10),
      constraints: [
        { rawType: 'Digit', text: `Use at most ${20 + n} words.` },
        { rawType: 'Tone_Constraints', text: 'Be kind.' },
        ...(n < 10 ? [{ rawType: 'Digit', text: 'Keep it below 500 words.' }] : []),
      ],
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
})

const atMost = { type: 'length.words', template: templateKey('Use at most 20 words.') }
/** Every row of the dataset as Postgres holds it, but for the count of decisions, which only grows. */
const allRows = () =>
  db().$queryRaw<{ row: string }[]>`
    SELECT (to_jsonb(c) - 'version')::text AS row FROM "Constraint" c WHERE "datasetId" = ${datasetId}::uuid
    UNION ALL SELECT to_jsonb(p)::text FROM "Pair" p WHERE "datasetId" = ${datasetId}::uuid ORDER BY 1`

it('clusters constraints by type and wording, with what programs say of them', async () => {
  // As rows from before wordings had names.
  await db().constraint.updateMany({ where: { datasetId, text: 'Be kind.' }, data: { template: null } })
  const { templates, total, constraints, undecided } = await listTemplates(ada, datasetId, { offset: 0 })
  expect({ total, constraints, undecided }).toEqual({ total: 3, constraints: 70, undecided: 70 })
  expect(templates.map(({ text, count, proven, refuted, acceptable }) => [text, count, proven, refuted, acceptable]).toSorted()).toEqual([
    ['Be kind.', 30, 0, 0, 0],
    ['Keep it below {1} words.', 10, 10, 0, 10],
    ['Use at most {1} words.', 30, 20, 10, 20],
  ])
  expect(templates.find(({ text }) => text === 'Be kind.')).toMatchObject({ open: 30, metBy: null, acceptance: null, wording: null, lane: 'off' })
  expect(templates.find(({ template }) => template === atMost.template)?.metBy).toBeGreaterThan(0)
  expect((await listTemplates(ada, datasetId, { offset: 0, type: 'length.words' })).total).toBe(2)
})

it('shows the refuted ones first among the examples, with the piece of the response that tells', async () => {
  const examples = await templateExamples(ada, datasetId, atMost)
  expect(examples).toHaveLength(6)
  expect(examples[0]).toMatchObject({ outcome: 'fail' })
  expect(examples[0]?.excerpt.startsWith('word word')).toBe(true)
})

it('accepts what is proven of an approved wording, and takes it back to the last byte', async () => {
  const before = await allRows()
  const choice = { filter: {}, ...atMost, which: 'proven' } as const
  expect((await previewBulk(ada, datasetId, choice)).count).toBe(20)
  await sayOfWording(ada, datasetId, { ...atMost, wording: 'approved' })
  const batch = await startBulk(ada, datasetId, { ...choice, kind: 'accept', expected: 20 })
  await workOn((await batchView(ada, batch.id)).runId)
  const after = (await listTemplates(ada, datasetId, { offset: 0 })).templates.find(({ template }) => template === atMost.template)
  expect(after).toMatchObject({ accepted: 20, undecided: 10, acceptance: 1, wording: 'approved', decidedBy: 'Ada' })
  await undoBulk(ada, batch.id)
  await workOn((await batchView(ada, batch.id)).runId)
  expect(await allRows()).toEqual(before)
})

it('rewords all look-alikes whose new text holds, lists the others, and takes it back to the last byte', async () => {
  const before = await allRows()
  const edit = { ...atMost, to: 'Write no more than {1} words.' }
  const preview = await previewWordingEdit(ada, datasetId, edit)
  expect(preview).toMatchObject({ count: 20, leftOutCount: 10, beyond: 0 })
  expect(preview.sample[0]).toMatchObject({ before: 'Use at most 21 words.', after: 'Write no more than 21 words.', outcome: 'pass' })
  for (const { outcome } of preview.leftOut) expect(outcome).toBe('fail')
  await expect(startWordingEdit(ada, datasetId, { ...edit, expected: 30 })).rejects.toMatchObject({ code: 'conflict' })
  const batch = await startWordingEdit(ada, datasetId, { ...edit, expected: 20 })
  await workOn((await batchView(ada, batch.id)).runId)
  expect(await batchView(ada, batch.id)).toMatchObject({ status: 'done', kind: 'edit', applied: 20 })
  const texts = await db().constraint.findMany({ where: { datasetId, status: 'accepted' }, select: { text: true, template: true } })
  expect(texts).toHaveLength(20)
  for (const { text, template } of texts) expect([text.startsWith('Write no more than '), template]).toEqual([true, templateKey(text)])
  await undoBulk(ada, batch.id)
  await workOn((await batchView(ada, batch.id)).runId)
  expect(await allRows()).toEqual(before)
})

it('leaves out what could no longer be checked, and refuses slots that there are not', async () => {
  expect(await previewWordingEdit(ada, datasetId, { ...atMost, to: 'Be brief, think of {1}.' })).toMatchObject({ count: 0, leftOutCount: 30 })
  await expect(previewWordingEdit(ada, datasetId, { ...atMost, to: 'From {1} to {2} words.' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(previewWordingEdit(ada, datasetId, { ...atMost, template: '0'.repeat(16), to: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})
