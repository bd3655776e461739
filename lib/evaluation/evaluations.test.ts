import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import type { EvaluationInput } from '#lib/evaluation/contract.ts'
import { deleteEvaluation, evaluateUploads, evaluationsOfDataset, listEvaluations, typeGains } from '#lib/evaluation/evaluations.ts'
import { splitOf } from '#lib/evaluation/split-of-export.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { uploadPath, uploadsFolder } from '#lib/pairs/uploads.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
let exportId: string
const bob = { ...ada, id: 'bob', name: 'Bob' }
const owner = { ...ada, id: 'olga', name: 'Olga', role: 'owner' }
const { signal } = new AbortController()

beforeAll(async () => {
  await mkdir(uploadsFolder(), { recursive: true })
  datasetId = await accepted(['one', 'two', 'three', 'four'].map((word) => ({ instruction: `Say ${word} things.`, response: `So many things: ${word}.` })))
  ;({ exportId } = await exportOf(datasetId, { test: 0.5, evaluation: true }))
})

async function upload(fileName: string, rows: readonly object[]): Promise<EvaluationInput['before']> {
  const uploadId = randomUUID()
  await writeFile(uploadPath(uploadId), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return { uploadId, fileName }
}

const named = { baseModel: 'base', trainedModel: 'tuned', benchmark: 'Mine' }

it('compares the answers to the export’s own test, shows them to everybody, and is deleted by who may', async () => {
  const split = await splitOf(exportId)
  expect(split.name).toBe('test_ifeval.jsonl')
  const prompts = (await readFile(split.path, 'utf8')).trimEnd().split('\n').map((line): { prompt: string } => JSON.parse(line))
  const before = await upload('before.jsonl', prompts.map(({ prompt }) => ({ prompt, response: 'word '.repeat(200) })))
  const after = await upload('after.jsonl', prompts.map(({ prompt }) => ({ prompt, response: 'word '.repeat(20) })))
  const made = await evaluateUploads(ada, exportId, { ...named, before, after, promptsFrom: 'split' }, signal)
  expect(made).toMatchObject({ ...named, verdicts: 'checked', by: 'Ada', mayDelete: true, strict: { prompts: { n: prompts.length, gain: 1 }, types: [{ type: 'length.words', gain: { n: prompts.length, before: 0, after: 1 } }] } })
  const second = await evaluateUploads(owner, exportId, { ...named, before, after: before, promptsFrom: 'split' }, signal)
  expect(await listEvaluations(bob, exportId)).toMatchObject([{ id: second.id, mayDelete: false, strict: { prompts: { gain: 0 } } }, { id: made.id, mayDelete: false }])

  expect(await typeGains(datasetId, 'length.words')).toMatchObject([{ id: second.id, exportId, exportFormat: 'sft-messages', strict: { gain: 0 } }, { id: made.id, strict: { gain: 1 }, loose: { gain: 1 } }])
  expect(await evaluationsOfDataset(datasetId)).toMatchObject([{ id: second.id, mayDelete: false }, { id: made.id, mayDelete: false, strict: { prompts: { gain: 1 } } }])
  await expect(evaluationsOfDataset(randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  expect(await typeGains(datasetId, 'format.title')).toEqual([])
  expect(await typeGains(datasetId, 'no.such')).toEqual([])

  await expect(deleteEvaluation(bob, made.id)).rejects.toMatchObject({ code: 'forbidden' })
  await deleteEvaluation(ada, made.id)
  await deleteEvaluation(owner, second.id)
  await expect(deleteEvaluation(owner, second.id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await listEvaluations(ada, exportId)).toEqual([])
  expect(await db().evaluationCount.count()).toBe(0)
  const acts = await db().auditEvent.findMany({ where: { targetType: 'evaluation' }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action, actorName }) => `${action} ${actorName}`)).toEqual(['evaluation.create Ada', 'evaluation.create Olga', 'evaluation.delete Ada', 'evaluation.delete Olga'])
})

it('refuses what is not there, and goes with its dataset', async () => {
  const rows = await upload('rows.jsonl', [{ prompt: 'P', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}], response: 'One.' }])
  const input: EvaluationInput = { ...named, before: rows, after: rows, promptsFrom: 'answers' }
  await expect(evaluateUploads(ada, randomUUID(), input, signal)).rejects.toMatchObject({ code: 'not_found' })
  await expect(evaluateUploads(ada, exportId, { ...input, after: { ...rows, uploadId: randomUUID() } }, signal)).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('rows.jsonl'), details: [{ field: 'after' }] })
  const { exportId: plain } = await exportOf(datasetId)
  await expect(evaluateUploads(ada, plain, { ...input, promptsFrom: 'split' }, signal)).rejects.toMatchObject({ code: 'invalid' })
  await evaluateUploads(ada, plain, input, signal)
  await db().export.delete({ where: { id: plain } })
  expect(await db().evaluation.count()).toBe(0)
})

it('compares one after the other what several ask for at once, and nothing for who has left', async () => {
  const rows = await upload('at-once.jsonl', [{ prompt: 'P', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}], response: 'One.' }])
  const input: EvaluationInput = { ...named, before: rows, after: rows, promptsFrom: 'answers' }
  const evaluations = await db().evaluation.count()
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const find = db().export.findUnique
  const begun = vi.spyOn(db().export, 'findUnique').mockImplementationOnce((...asked) => {
    const answer = find(...asked)
    vi.spyOn(answer, 'then').mockImplementationOnce((...then) => Promise.all([Promise.resolve(answer), gate]).then(([row]) => row).then(...then))
    return answer
  })
  const leaving = new AbortController()
  const all = [evaluateUploads(ada, exportId, input, signal), evaluateUploads(bob, exportId, input, leaving.signal).catch(String), evaluateUploads(owner, exportId, input, signal)]
  await expect.poll(() => begun.mock.calls.length).toBe(1)
  leaving.abort()
  open()
  expect((await Promise.all(all)).map((made) => (typeof made === 'string' ? made : made.by))).toEqual(['Ada', expect.stringContaining('aborted'), 'Olga'])
  expect(await db().evaluation.count()).toBe(evaluations + 2)
  begun.mockRestore()
})

it('of an export that goes meanwhile is refused, and is not kept', async () => {
  const { exportId: going } = await exportOf(datasetId)
  const rows = await upload('going.jsonl', [{ prompt: 'P', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}], response: 'One.' }])
  const transaction = db().$transaction.bind(db())
  const late = vi.spyOn(db(), '$transaction').mockImplementationOnce((async (work: Parameters<typeof transaction>[0]) => {
    await db().export.delete({ where: { id: going } })
    return transaction(work)
  }) as never)
  await expect(evaluateUploads(ada, going, { ...named, before: rows, after: rows, promptsFrom: 'answers' }, signal)).rejects.toMatchObject({ code: 'not_found' })
  late.mockRestore()
})
