import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createDataset, getDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { guidelinesVersions } from '#lib/datasets/guidelines.ts'
import { db } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

describe('guidelines', () => {
  it('are a version each time they change, with who wrote it and why', async () => {
    const { id } = await createDataset(ada, { name: 'Versions', guidelines: 'Be kind.' })
    await updateDataset(ada, id, { guidelines: 'Be kind.', guidelinesNote: 'nothing new' })
    await updateDataset(ada, id, { guidelines: 'Be exact.', guidelinesNote: 'kindness was taken for leniency', guidelinesVersion: 1 })
    await updateDataset(ada, id, { description: 'Something else.' })
    expect(await getDataset(id)).toMatchObject({ guidelines: 'Be exact.', guidelinesVersion: 2 })
    expect(await guidelinesVersions(id)).toMatchObject([
      { number: 2, text: 'Be exact.', author: 'Ada', note: 'kindness was taken for leniency', decisions: 0 },
      { number: 1, text: 'Be kind.', author: 'Ada', note: '' },
    ])
  })

  it('are none, of version 0, until somebody writes them', async () => {
    const { id } = await createDataset(ada, { name: 'None' })
    expect(await getDataset(id)).toMatchObject({ guidelines: '', guidelinesVersion: 0 })
    expect(await guidelinesVersions(id)).toEqual([])
  })

  it('are not overwritten by somebody who began with an older version', async () => {
    const { id } = await createDataset(ada, { name: 'Twice', guidelines: 'One.' })
    const writes = await Promise.allSettled(['Two.', 'Three.', 'Four.'].map((guidelines) => updateDataset(ada, id, { guidelines, guidelinesVersion: 1 })))
    expect(writes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    for (const write of writes) if (write.status === 'rejected') expect(write.reason).toMatchObject({ code: 'conflict' })
    expect(await guidelinesVersions(id)).toHaveLength(2)
  })

  it('are kept with each decision by their version', async () => {
    const { id: datasetId } = await createDataset(ada, { name: 'Decided' })
    const record = pairRecord({ constraints: [1, 2, 3].map((n) => ({ rawType: 'Tone', text: `Write calmly, in way ${n}.` })) })
    await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
    const constraints = await db().constraint.findMany({ where: { datasetId }, orderBy: { position: 'asc' } })
    for (const [n, { id, version }] of constraints.entries()) {
      if (n > 0) await updateDataset(ada, datasetId, { guidelines: `Version ${n}.` })
      await decide(ada, [{ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version }])
    }
    const decisions = await db().decision.findMany({ where: { datasetId }, orderBy: { constraint: { position: 'asc' } } })
    expect(decisions.map(({ guidelinesVersion }) => guidelinesVersion)).toEqual([null, 1, 2])
    expect((await guidelinesVersions(datasetId)).map(({ number, decisions: count }) => [number, count])).toEqual([[2, 1], [1, 1]])
  })
})
