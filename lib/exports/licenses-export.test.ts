import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { exportableLicenses } from '#lib/exports/exportable-licenses.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { db } from '#lib/db/client.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const licenses = ['CC-BY-SA-4.0', 'cc-by-sa-4.0', 'CC-BY-NC-4.0', 'MIT', 'my own']

/** Four pairs of each licence, and four of the dataset's own. */
function mixed(): Promise<string> {
  return accepted([...licenses, undefined].flatMap((license) => Array.from({ length: 4 }, (_, n) => ({ instruction: `Tell of ${license ?? 'nothing'} ${n}`, response: `Of ${license ?? 'nothing'}, ${n}.`, ...(license ? { license } : {}) }))), '')
}

async function read(runId: string): Promise<{ manifest: ExportManifest; card: string; rows: { meta: { license: string | null; demonstrations?: { original_instruction: string }[] } }[] }> {
  const file = (name: string) => readFile(join(exportsRoot(), runId, name), 'utf8')
  return { manifest: JSON.parse(await file('manifest.json')), card: await file('README.md'), rows: (await file('train.jsonl')).split('\n').filter(Boolean).map((line) => JSON.parse(line)) }
}

it('counts the licences of what could leave, and says in the card what speaks against them', async () => {
  const datasetId = await mixed()
  expect(await exportableLicenses(datasetId, { of: 'pairs' })).toContainEqual({ license: 'not stated', pairs: 4 })
  const { manifest, card } = await read((await exportOf(datasetId, { use: 'commercial' })).runId)
  expect(manifest.licenses).toEqual({ 'CC-BY-NC-4.0': 4, 'CC-BY-SA-4.0': 4, MIT: 4, 'cc-by-sa-4.0': 4, 'my own': 4, 'not stated': 4 })
  expect(card).toContain('What speaks against it, for commercial use:')
  for (const said of ['not stated: nobody has said that they may be used.', 'CC-BY-NC-4.0: not for commercial purposes.', 'my own: nothing is known here of “my own”', 'asks that all of it be shared under CC BY-SA']) expect(card).toContain(said)
  expect(card).toContain('license: "other"')
})

it('exports the clean part alone, demonstrations too, with what was left out by reason', async () => {
  const datasetId = await mixed()
  const recipe = { use: 'commercial', licensesLeftOut: ['not stated', 'cc-by-nc-4.0', 'My own'], demonstrations: 3, demonstrationShare: 1 }
  const { runId } = await exportOf(datasetId, recipe)
  const { manifest, card, rows } = await read(runId)
  expect(manifest.counts).toEqual({ in: 24, out: 12, dropped: { 'its licence is left out: CC-BY-NC-4.0': 4, 'its licence is left out: my own': 4, 'its licence is left out: not stated': 4 } })
  expect(card).not.toContain('What speaks against it')
  const shown = rows.flatMap(({ meta }) => meta.demonstrations ?? [])
  expect(shown.length).toBeGreaterThan(5)
  for (const { original_instruction: asked } of shown) expect(asked).toMatch(/^Tell of (CC-BY-SA-4.0|cc-by-sa-4.0|MIT) /)
  expect((await verifyExport(join(exportsRoot(), runId))).faults).toEqual([])
})

it('takes only the licences that are allowed, and names the one that is left for hubs', async () => {
  const datasetId = await mixed()
  const { manifest, card } = await read((await exportOf(datasetId, { licensesAllowed: ['CC BY-SA 4.0', 'cc-by-sa'] })).runId)
  expect(manifest.counts).toMatchObject({ out: 8, dropped: { 'its licence is not among those allowed: MIT': 4 } })
  expect(card).toContain('license: "cc-by-sa-4.0"')
  const params = exportParams.parse({ format: 'sft-messages', licensesAllowed: ['apache-2.0'] })
  const { items } = await previewExport({ datasetId, params, seed: 1, draw: 0 }, new AbortController().signal)
  expect(items.map(({ dropped }) => dropped)).toEqual(Array.from({ length: 5 }, () => expect.stringMatching(/^its licence is not among those allowed/)))
})

it('leaves general rows of such licences out, and counts the licences of a general set', async () => {
  const [own, general] = [await accepted([{ instruction: 'One', response: 'First.' }, { instruction: 'Two', response: 'Second.' }]), await mixed()]
  const { name } = await db().dataset.findUniqueOrThrow({ where: { id: general } })
  expect(await exportableLicenses(own, { of: 'pairs', general: name })).toContainEqual({ license: 'CC0-1.0', pairs: 2 })
  const { manifest } = await read((await exportOf(own, { general: { dataset: name, share: 0.9 }, licensesLeftOut: ['CC-BY-NC-4.0', 'not stated', 'my own', 'CC-BY-SA-4.0'] })).runId)
  expect(manifest.licenses).toEqual({ 'CC0-1.0': 2, MIT: 4 })
  expect(manifest.made['general pairs left out: its licence is left out: CC-BY-NC-4.0']).toBe(4)
})
