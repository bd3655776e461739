import { beforeAll, describe, expect, it } from 'vitest'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { createDataset, updateDataset } from '#lib/datasets/datasets.ts'
import { previewRemoval, startRemoval } from '#lib/datasets/remove-pairs.ts'
import { db } from '#lib/db/client.ts'
import { previewExport } from '#lib/exports/preview.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { isDrawnAsDecoy, sightOf } from '#lib/review/checks/decoys.ts'
import { decide } from '#lib/review/decide.ts'
import { policyOf } from '#lib/review/policy.ts'
import { exportParams, startRunInput, type ExportParams } from '#lib/runs/contract.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { startTagging } from '#lib/tags/tags.ts'

useInstallation()

const owner = { id: 'owner', name: 'Owner', email: 'owner@example.org', role: 'owner' }
let datasetId: string
/** Pairs with one proven constraint, whose verdict Ada is not to know. */
let hidden: string[]

beforeAll(async () => {
  await db().user.create({ data: { ...owner } })
  datasetId = (await createDataset(owner, { name: 'Unseen', license: 'CC0-1.0' })).id
  const records = Array.from({ length: 120 }, (_, n) =>
    pairRecord({ instruction: `Describe harbour ${n}.`, response: `Harbour ${n} wakes before the town.`, constraints: [{ rawType: 'Digit', text: `Use at most ${20 + n} words.` }, { rawType: 'Tone_Constraints', text: 'Be kind.' }] }),
  )
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records.map((record, line) => ({ line, record }))))
  await updateDataset(owner, datasetId, { policy: { ...policyOf({}), goldRate: 10 } })
  const sight = await sightOf(ada, datasetId)
  const proven = await db().constraint.findMany({ where: { datasetId, outcome: 'pass' }, select: { id: true, pairId: true } })
  hidden = proven.filter(({ id }) => isDrawnAsDecoy(id, sight)).map(({ pairId }) => pairId)
  expect(hidden.length).toBeGreaterThan(1)
})

const narrowed = (): PairFilter => ({ ids: hidden.join(','), outcome: 'pass' })
const nothing = new AbortController().signal

/** The pairs that a run took, after it ended. */
async function takenBy(id: string): Promise<number> {
  await executeRun(id, 'worker', nothing)
  return db().runItem.count({ where: { runId: id } })
}

describe('what a filter takes says nothing of verdicts that are hidden from who asks', () => {
  it('in a removal: its preview counts none, and its run takes none', async () => {
    expect(await previewRemoval(ada, datasetId, narrowed())).toMatchObject({ pairs: 0 })
    expect(await previewRemoval(owner, datasetId, narrowed())).toMatchObject({ pairs: hidden.length })
    expect(await takenBy((await startRemoval(ada, datasetId, { filter: narrowed(), expected: hidden.length })).id)).toBe(0)
    expect(await db().pair.count({ where: { datasetId } })).toBe(120)
  })

  it('in exports and their previews', async () => {
    // Something is accepted in each, so that they are exported.
    const tones = await db().constraint.findMany({ where: { datasetId, pairId: { in: hidden }, outcome: null } })
    await decide(owner, tones.map(({ id, version }) => ({ id: crypto.randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
    const params: ExportParams = exportParams.parse({ format: 'sft-messages', filter: narrowed() })
    for (const [who, n] of [[ada, 0], [owner, hidden.length]] as const) {
      expect((await previewExport({ datasetId, params, seed: 1, draw: 0 }, nothing, who)).of).toBe(n)
      const { id } = await startRun(who, startRunInput.parse({ kind: 'export', datasetId, params }))
      await executeRun(id, 'worker', nothing)
      expect(await db().export.findFirst({ where: { runId: id } })).toMatchObject({ manifest: { counts: { in: n } } })
    }
  })

  it('in tagging and in generation', async () => {
    for (const [who, n] of [[ada, 0], [owner, hidden.length]] as const) {
      expect(await takenBy((await startTagging(who, datasetId, { filter: narrowed(), add: [`by ${who.id}`], remove: [] })).id)).toBe(n)
      const input = startRunInput.parse({ kind: 'generate', datasetId, params: { steps: [{ step: 'rules' }], filter: narrowed() } })
      expect(await takenBy((await startRun(who, input)).id)).toBe(n)
    }
  })
})
