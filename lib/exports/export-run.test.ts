import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findConflicts } from '#lib/constraints/conflicts.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { decide } from '#lib/review/decide.ts'
import { exportParams, type ExportParams } from '#lib/exports/recipe.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

useInstallation()

// How many sentences this has depends on what ends one: 2 to 5.
const open = 'We met Dr. Brown and J. R. Smith at noon near the old quay by the river. It rained all day.'

/** Exports one pair whose constraints are all accepted, whatever a program says of them. */
async function exported(texts: readonly string[], recipe: Partial<ExportParams> = {}) {
  const datasetId = (await createDataset(null, { name: `Dataset ${randomUUID()}`, license: 'CC0-1.0' })).id
  const record = pairRecord({ instruction: `Tell me about the day (${randomUUID()}).`, response: open, constraints: texts.map((text) => ({ rawType: 'Digit', text })) })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const constraints = await db().constraint.findMany({ where: { datasetId } })
  expect(constraints.map(({ checkerId }) => checkerId)).not.toContain(null)
  await decide(ada, constraints.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
  const params = exportParams.parse({ format: 'sft-messages', anyNumber: 0, ...recipe })
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed: 5, params }))
  await executeRun(id, 'test', new AbortController().signal)
  const read = (name: string) => readFile(join(exportsRoot(), id, name), 'utf8')
  const rows: { messages: { content: string }[]; meta: { constraints: { text: string; checker: { id: string; kwargs: unknown } }[] } }[] = (await read('train.jsonl')).split('\n').filter(Boolean).map((line) => JSON.parse(line))
  const manifest: ExportManifest = JSON.parse(await read('manifest.json'))
  const { accepted, total, leftOut } = manifest.constraints
  expect(accepted, 'every accepted constraint is stated or counted').toBe(texts.length)
  expect(total + Object.values(leftOut).reduce((sum, n) => sum + n, 0)).toBe(accepted)
  const { counts } = await runView(id)
  expect(counts.out + Object.values(counts.dropped).reduce((sum, n) => sum + n, 0)).toBe(counts.in)
  return { rows, leftOut, counts, events: (await db().runEvent.findMany({ where: { runId: id } })).map(({ message }) => message) }
}

describe('an export of constraints that stand to each other', () => {
  it('does not state what another one implies', async () => {
    const { rows, leftOut, events } = await exported(['Write at least 10 words.', 'Write at least 15 words.', 'Write at least 2 sentences.', 'Do not use any commas.'])
    expect(rows[0]?.meta.constraints.map(({ text }) => text).toSorted()).toEqual(['Do not use any commas.', 'Write at least 15 words.', 'Write at least 2 sentences.'])
    expect(leftOut).toEqual({ 'implied by another': 1 })
    expect(rows[0]?.messages[0]?.content).not.toContain('10 words')
    expect(events).toContain('1 accepted constraint is not stated: 1 implied by another.')
  })

  it('never lets two go out together that no response can both meet', async () => {
    const { rows, leftOut } = await exported(['Write exactly 2 sentences.', 'Write at least 4 sentences.', 'Do not use any commas.'])
    expect(rows[0]?.meta.constraints.map(({ text }) => text)).toEqual(['Do not use any commas.'])
    expect(leftOut).toEqual({ 'conflicts with another': 2 })
    expect(findConflicts(rows[0]?.meta.constraints.map(({ checker }) => checker) ?? [])).toEqual([])
  })

  it('leaves a pair out, and says why, when nothing is left of it', async () => {
    const { rows, leftOut, counts } = await exported(['Write exactly 2 sentences.', 'Write at least 4 sentences.'])
    expect(rows).toEqual([])
    expect(counts).toMatchObject({ in: 1, out: 0, dropped: { 'the accepted constraints conflict': 1 } })
    expect(leftOut).toEqual({ 'conflicts with another': 2 })
  })

  it('counts what might have been stated of a pair that is left out, and what is above the most', async () => {
    const few = await exported(['Write at least 12 words.', 'Write at least 15 words.'], { minConstraints: 2, maxConstraints: 4 })
    expect(few.counts).toMatchObject({ out: 0, dropped: { 'fewer than 2 constraints': 1 } })
    expect(few.leftOut).toEqual({ 'implied by another': 1, 'the pair was left out': 1 })
    const many = await exported(['Do not use any commas.', 'Do not use any colons.', 'Do not use any semicolons.'], { maxConstraints: 2 })
    expect(many.rows[0]?.meta.constraints).toHaveLength(2)
    expect(many.leftOut).toEqual({ 'more than wanted': 1 })
  })
})
