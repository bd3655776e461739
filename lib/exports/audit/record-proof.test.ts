import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { proveRecord, recordProof, whyNotProven } from '#lib/exports/audit/record-proof.ts'
import { fileTypes } from '#lib/exports/file-type-names.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(21)
})

const manifestIn = async (folder: string) => manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))

it('the same rows have the same root in every file type, and each record can be proven', async () => {
  const roots = new Set<string | undefined>()
  for (const fileType of fileTypes) {
    const folder = await exportedFolder(datasetId, { fileType, test: 0.4 })
    const manifest = await manifestIn(folder)
    roots.add(manifest.files[0]?.merkleRoot)
    for (const { name, rows } of manifest.files.filter((file) => file.rows !== null)) {
      for (let line = 1; line <= (rows ?? 0); line++) {
        const proof = await proveRecord(folder, manifest, `${name}:${line}`)
        expect(proof).toMatchObject({ file: name, index: line - 1, of: rows })
        // As it is handed on.
        expect(proof && whyNotProven(recordProof.parse(JSON.parse(JSON.stringify(proof))), manifest)).toBeNull()
      }
    }
  }
  expect(roots.size).toBe(1)
})

it('finds a record by its id, and proves no other', async () => {
  const folder = await exportedFolder(datasetId, { test: 0.4 })
  const manifest = await manifestIn(folder)
  const [line = ''] = (await readFile(join(folder, 'test.jsonl'), 'utf8')).split('\n')
  const proof = await proveRecord(folder, manifest, JSON.parse(line).id)
  if (!proof) throw new Error('no proof')
  expect(proof).toMatchObject({ file: 'test.jsonl', index: 0, record: JSON.parse(line) })
  expect(whyNotProven({ ...proof, record: { ...proof.record, source: 'else' } }, manifest)).toContain('do not lead')
  expect(whyNotProven({ ...proof, root: '0'.repeat(64) }, manifest)).toContain('not that of')
  expect(whyNotProven({ ...proof, file: 'train.jsonl' }, manifest)).toContain('not that of')
  // A right path says at which place the record is: no other can be claimed with it, nor another number of rows.
  expect(whyNotProven({ ...proof, index: 1 }, manifest)).toContain('not that of row 2')
  expect(whyNotProven({ ...proof, index: proof.of }, manifest)).toContain('not that of row')
  expect(whyNotProven({ ...proof, of: proof.of + 1 }, manifest)).toContain(`counts ${proof.of} rows`)
  expect(whyNotProven({ ...proof, path: proof.path.slice(0, -1) }, manifest)).toContain('not that of row 1')
  expect(await proveRecord(folder, manifest, 'pincer-0000000000000000')).toBeNull()
})
