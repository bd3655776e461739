import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted } from '#lib/exports/accepted.fixture.ts'
import { copyOf, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

it('leaves out what the instruction asks for itself or otherwise, counts it, and finds it in a row', async () => {
  const response = 'One short sentence about the sea. And another one about the land.'
  const datasetId = await accepted([{ instruction: 'Describe the coast in exactly 2 sentences.', response }, { instruction: 'Describe the coast again in 5 sentences.', response: `${response} It ends.` }])
  await db().constraint.deleteMany({ where: { datasetId } })
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
  for (const [n, pair] of pairs.entries()) {
    const count = n + 2
    for (const [position, made] of [
      { type: 'length.sentences', text: `Write exactly ${count} sentences.`, checkerId: 'pincer:sentence_count', kwargs: { min: count, max: count } },
      { type: 'punctuation.absent', text: 'Do not use any commas.', checkerId: 'pincer:punctuation_absent', kwargs: { mark: 'comma' } },
    ].entries()) {
      const id = `0198${String(n)}${String(position)}00-0000-7000-8000-${pair.id.slice(-12)}`
      await db().constraint.create({ data: { id, datasetId, pairId: pair.id, position, ...made, checkerVersion: 1, origin: 'rule', status: 'accepted', outcome: 'pass', fingerprint: `${n}${position}`.padEnd(32, 'f') } })
    }
    await db().pair.update({ where: { id: pair.id }, data: { acceptedCount: 2 } })
  }
  const folder = await exportedFolder(datasetId, {})
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  expect(manifest.constraints.leftOut).toEqual({ 'against the instruction': 1, 'said by the instruction': 1 })
  expect(manifest.constraints.total).toBe(2)
  expect(await verifyExport(folder)).toMatchObject({ total: 0 })
  const copy = await copyOf(folder)
  await copy.row('train.jsonl', 0, (row) => {
    row.meta.original_instruction = 'Describe the coast in exactly 7 sentences.'
    row.meta.constraints.push(Object.assign({ text: 'Write exactly 2 sentences.', checker: { id: 'pincer:sentence_count', kwargs: { min: 2, max: 2 } }, proven: true }, { type: 'length.sentences' }))
  })
  await copy.seal()
  expect((await verifyExport(copy.path)).faults).toContainEqual(expect.objectContaining({ kind: 'conflict', file: 'train.jsonl', line: 1, problem: expect.stringContaining('against what the instruction asks for') }))
  await copy.remove()
})
