import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { filterOfRun } from '#lib/runs/filter-of-run.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { db } from '#lib/db/client.ts'

useInstallation()

it('of the command line, or of who is gone, names no more than that of who is there: what is not the dataset’s would find all with a minus', async () => {
  const [datasetId, other] = [await accepted([{ instruction: 'One?', response: 'One.' }]), await accepted([{ instruction: 'Two?', response: 'Two.' }])]
  const { exportId } = await exportOf(datasetId)
  const { exportId: others } = await exportOf(other)
  for (const starter of [ada, null]) {
    const runId = await db().$transaction((tx) => createRun(tx, starter, { kind: 'remove', datasetId, seed: 0, params: { filter: {}, expected: 1 } }))
    const filter = (not: string) => filterOfRun({ runId, datasetId }, { not })
    expect(await filter(`export:${exportId}`)).toMatchObject({ not: `export:${exportId}` })
    await expect(filter(`export:${others}`)).rejects.toMatchObject({ code: 'not_found' })
    await expect(filter(`selection:${randomUUID()}`)).rejects.toMatchObject({ code: 'not_found' })
  }
})
