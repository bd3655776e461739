import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

it.each(['rlvr', 'ifeval'])('rewards in %s nothing that IFEval finds unmet by the response itself, and counts it', async (format) => {
  // IFEval ends a sentence with a sign alone: it counts one here.
  const datasetId = await accepted([{ instruction: 'Greet me.', response: 'Hello, dear friend\n\nHow are you today?' }, { instruction: 'Greet her.', response: 'Hello, dear friend. How is she today?' }])
  for (const { id: pairId } of await db().pair.findMany({ where: { datasetId } })) {
    await db().constraint.create({ data: { id: newId(), datasetId, pairId, position: 1, type: 'length.sentences', text: 'Write exactly 2 sentences.', origin: 'human', checkerId: 'pincer:sentence_count', checkerVersion: 1, kwargs: { min: 2, max: 2 }, status: 'accepted', fingerprint: 'e'.repeat(32) } })
  }
  const { runId } = await exportOf(datasetId, { format, anyNumber: 0 })
  const folder = join(exportsRoot(), runId)
  const rows = (await readFile(join(folder, 'train.jsonl'), 'utf8')).trimEnd().split('\n').map((line): { instruction_id_list: string[] } => JSON.parse(line))
  expect(rows.map(({ instruction_id_list: ids }) => new Set(ids).size).toSorted()).toEqual([1, 2])
  expect(JSON.stringify(manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).constraints)).toContain('"its verifier in this format finds that it does not hold":1')
  expect((await verifyExport(folder)).faults).toEqual([])
})

it('rewards the language of a response and, of an English one, its case', async () => {
  const texts = [
    { instruction: 'Say it quietly.', response: 'the harbour is quiet in the morning, and the boats come home with the fish of the night.', checkerId: 'pincer:letter_case', kwargs: { case: 'lower' } },
    { instruction: 'Sag es leise.', response: 'am morgen ist der hafen still, und die boote kommen mit den fischen der nacht nach hause.', checkerId: 'pincer:letter_case', kwargs: { case: 'lower' } },
    { instruction: 'Say it in German.', response: 'Am Morgen ist der Hafen still, und die Boote kommen mit den Fischen der Nacht nach Hause.', checkerId: 'pincer:response_language', kwargs: { language: 'de' } },
    { instruction: 'Say it in Dutch.', response: 'In de ochtend is de haven stil, en de boten komen met de vissen van de nacht naar huis.', checkerId: 'pincer:response_language', kwargs: { language: 'nl' } },
  ]
  const datasetId = await accepted(texts.map(({ instruction, response }) => ({ instruction, response })))
  for (const { id: pairId, instruction } of await db().pair.findMany({ where: { datasetId } })) {
    const text = texts.find((one) => one.instruction === instruction)
    await db().constraint.create({ data: { id: newId(), datasetId, pairId, position: 1, type: 'format.case', text: 'As said.', origin: 'human', checkerId: text?.checkerId, checkerVersion: 1, kwargs: text?.kwargs, status: 'accepted', fingerprint: 'e'.repeat(32) } })
  }
  const { runId } = await exportOf(datasetId, { format: 'rlvr', anyNumber: 0 })
  const folder = join(exportsRoot(), runId)
  const rows = (await readFile(join(folder, 'train.jsonl'), 'utf8')).trimEnd().split('\n').map((line): { instruction_id_list: string[]; kwargs: object[] } => JSON.parse(line))
  const said = rows.map(({ instruction_id_list: ids, kwargs }) => ids.flatMap((id, n) => (/language|case/.test(id) ? [`${id} ${JSON.stringify(kwargs[n])}`] : []))).flat()
  expect(said.toSorted()).toEqual(['change_case:english_lowercase {}', 'language:response_language {"language":"de"}'])
  expect((await verifyExport(folder)).faults).toEqual([])
})

it("rewards for Pincer's verifier all that it finds in the response itself, and nothing that it is unsure of", async () => {
  const texts = [
    // IFEval knows no Greek question mark, and no headings.
    { response: 'Τι κάνεις σήμερα; Πάμε στη θάλασσα.', type: 'length.sentences', checkerId: 'pincer:sentence_count', kwargs: { min: 2, max: 2 } },
    { response: '# Greeting\n\nHello, dear friend.', type: 'format.heading', checkerId: 'pincer:heading_count', kwargs: { min: 1, max: 1 } },
    // JSON within a fence, or not: a person decided.
    { response: 'Here:\n```json\n{"a": 1}\n```', type: 'format.json', checkerId: 'pincer:json_keys', kwargs: { keys: ['a'] } },
  ]
  const datasetId = await accepted(texts.map(({ response }, n) => ({ instruction: `Write text ${n}.`, response })))
  for (const { id: pairId, response } of await db().pair.findMany({ where: { datasetId } })) {
    const asked = texts.find((one) => one.response === response)
    await db().constraint.create({ data: { id: newId(), datasetId, pairId, position: 1, type: asked?.type ?? '', checkerId: asked?.checkerId, kwargs: asked?.kwargs, text: 'As said.', origin: 'human', checkerVersion: 1, status: 'accepted', fingerprint: 'e'.repeat(32) } })
  }
  const { runId } = await exportOf(datasetId, { format: 'rlvr-pincer', anyNumber: 0 })
  const folder = join(exportsRoot(), runId)
  const rows = (await readFile(join(folder, 'train.jsonl'), 'utf8')).trimEnd().split('\n').map((line): { instruction_id_list: string[] } => JSON.parse(line))
  expect(rows.map(({ instruction_id_list: ids }) => ids.toSorted().join(' ')).toSorted()).toEqual(['pincer:heading_count pincer:word_count', 'pincer:sentence_count pincer:word_count', 'pincer:word_count'])
  expect((await verifyExport(folder)).faults).toEqual([])
})
