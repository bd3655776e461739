import { describe, expect, it } from 'vitest'
import { createDataset, findOrCreateDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

describe("a dataset's name", () => {
  const taken = (name: string) => ({ code: 'conflict', message: `There is a dataset named "${name}" already: choose another name.` })

  it('is free once, in capitals or not, and the error says who has it', async () => {
    const { id } = await createDataset(null, { name: 'Samples' })
    await expect(createDataset(null, { name: 'samples' })).rejects.toMatchObject(taken('Samples'))
    await expect(createDataset(null, { name: 'Samples' })).rejects.toMatchObject(taken('Samples'))
    const other = await createDataset(null, { name: 'Other' })
    await expect(updateDataset(ada, other.id, { name: 'SAMPLES' })).rejects.toMatchObject(taken('Samples'))
    expect(await updateDataset(ada, id, { name: 'SAMPLES' })).toMatchObject({ id, name: 'SAMPLES' })
    expect((await findOrCreateDataset(null, 'sAmples')).id).toBe(id)
  })

  it('goes to one of two who take it at the same time', async () => {
    const attempts = await Promise.allSettled(['Twice', 'twice', 'TWICE'].map((name) => createDataset(null, { name })))
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })
})

describe("a dataset's policy", () => {
  it('is the order of import until it is set, and stays when something else is changed', async () => {
    const { id, policy } = await createDataset(null, { name: 'Policy' })
    expect(policy).toEqual({ order: 'id', seed: 0, goal: 0, overlap: 1, share: 100, goldRate: 0, blind: true, byLanguage: false, routes: [], adjudicators: [] })
    await updateDataset(ada, id, { policy: { order: 'random', seed: 7 } })
    expect(await updateDataset(ada, id, { name: 'Policy, renamed' })).toMatchObject({ policy: { order: 'random', seed: 7 } })
  })
})
