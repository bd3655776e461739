import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { exportOf } from '#lib/exports/accepted.fixture.ts'
import { accept, answeredDataset } from '#lib/exports/backtranslation/answers.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

it('names the models and versions of prompts behind what is accepted, and neither their addresses nor what is not accepted', async () => {
  const datasetId = await answeredDataset([[accept, accept, null], [accept, null, null], [null, null, null]])
  const [first, second, third] = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
  const call = { step: 'refine', promptVersion: 'refine/3', model: 'another', status: 'ok' as const, request: { url: 'http://hidden.example' } }
  for (const [pairId, status] of [[first?.id ?? '', 'accepted'], [second?.id ?? '', 'rejected'], [third?.id ?? '', 'pending']] as const) {
    const generationId = newId()
    await db().generation.create({ data: { ...call, id: generationId, pairId, requestHash: 'f'.repeat(64) } })
    await db().variant.create({ data: { id: newId(), datasetId, pairId, kind: 'refined', text: 'Say it calmly.', origin: 'llm', status, generationId, fingerprint: 'r'.repeat(32) } })
  }
  // Of what was evolved, the prompts that accepted preferences have.
  for (const status of ['accepted', 'pending'] as const) {
    const [generationId, variantId] = [newId(), newId()]
    const whose = { datasetId, pairId: first?.id ?? '' }
    await db().generation.create({ data: { ...call, step: 'evolve', promptVersion: 'evolve/2', id: generationId, pairId: whose.pairId, requestHash: status.padEnd(64, 'e') } })
    await db().variant.create({ data: { ...whose, id: variantId, kind: 'evolved', text: `${status}, in a letter.`, origin: 'llm', generationId, fingerprint: status.padEnd(32, 'e') } })
    await db().preference.create({ data: { ...whose, id: newId(), variantId, prompt: `${status}, in a letter.`, chosen: 'Dear all.', rejected: 'Hello.', method: 'evolved', margin: 1, status, fingerprint: status.padEnd(32, 'e') } })
  }
  for (const recipe of [{}, { format: 'backtranslation-sft' }]) {
    const folder = join(exportsRoot(), (await exportOf(datasetId, recipe, 1)).runId)
    const text = await readFile(join(folder, 'manifest.json'), 'utf8')
    expect(manifestSchema.parse(JSON.parse(text)).models).toEqual([
      { wrote: 'constraints', model: 'made-up', promptVersion: 'backtranslate-global/1', number: 3 },
      { wrote: 'evolved prompts', model: 'another', promptVersion: 'evolve/2', number: 1 },
      { wrote: 'refined instructions', model: 'another', promptVersion: 'refine/3', number: 1 },
    ])
    expect(text).not.toContain('hidden.example')
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain('| refined instructions | another | refine/3 | 1 |')
  }
  // Where those leave that nobody has decided, who wrote them is named, too.
  const undecided = join(exportsRoot(), (await exportOf(datasetId, { instruction: 'refined', refined: 'undecided too' }, 1)).runId)
  expect(await readFile(join(undecided, 'README.md'), 'utf8')).toContain('| refined instructions | another | refine/3 | 2 |')
})
