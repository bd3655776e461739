import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { accepted } from '#lib/exports/accepted.fixture.ts'
import { exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { verifyExport } from '#lib/exports/audit/verify-export.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

it('counts sources and licences whose names every object has', async () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'plain']
  const datasetId = await accepted(names.flatMap((name) => ['One', 'Two'].map((word) => ({ instruction: `${word} of ${name}.`, response: `${word} answer of ${name}.`, source: name, license: name }))))
  const folder = await exportedFolder(datasetId, { mostPerSource: 1 })
  const { sources, licenses, counts } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  const once = names.map((name) => [name, 1]).toSorted()
  expect(Object.entries(sources).toSorted()).toEqual(once)
  expect(Object.entries(licenses).toSorted()).toEqual(once)
  expect(counts).toEqual({ in: 10, out: 5, dropped: { 'more than 1 of its source': 5 } })
  expect(await verifyExport(folder)).toMatchObject({ total: 0 })
})
