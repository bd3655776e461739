import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted, exportedHashes, exportOf, type Given } from '#lib/exports/accepted.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { splitNames } from '#lib/exports/splits.ts'
import { decide } from '#lib/review/decide.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const recipe = { validation: 0.25, test: 0.25 }

/** The split of each row, by the row's id. */
async function splitsOf(runId: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const split of splitNames) {
    const text = await readFile(join(exportsRoot(), runId, `${split}.jsonl`), 'utf8')
    for (const line of text.split('\n').filter(Boolean)) {
      const { id }: { id: string } = JSON.parse(line)
      expect(found.has(id)).toBe(false)
      found.set(id, split)
    }
  }
  return found
}

/** Takes a decision on each of these constraints as they stand now; answers with the decisions. */
async function decided(ids: string[], what: (id: string) => Pick<DecisionInput, 'kind' | 'text' | 'undoesId'>): Promise<Map<string, string>> {
  const rows = await db().constraint.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' }, select: { id: true, version: true } })
  const inputs = rows.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, seenVersion: version, ...what(id) }))
  expect((await decide(ada, inputs)).map(({ outcome }) => outcome)).toEqual(inputs.map(() => 'applied'))
  return new Map(inputs.map(({ id, constraintId }) => [constraintId, id]))
}

it('an export stays as it is when constraints are mended afterwards, and what both hold has one split', async () => {
  // Groups of three: one by its instruction, one by being a near-duplicate. Some lose a member between the exports.
  const given = Array.from({ length: 100 }, (_, n) => n).flatMap((n): Given[] => [
    { instruction: `Task ${n}`, response: `first ${n}` },
    { instruction: `task, ${n}!`, response: `second ${n}` },
    { instruction: `Something else ${n}`, response: `third ${n}`, repeats: 3 * n },
  ])
  const datasetId = await accepted(given)
  const first = await exportOf(datasetId, recipe)
  const hashes = await exportedHashes(first.runId)
  const row = await db().export.findUniqueOrThrow({ where: { id: first.exportId } })
  const manifest = await readFile(join(exportsRoot(), first.runId, 'manifest.json'))
  const before = await splitsOf(first.runId)
  expect(before.size).toBe(300)
  expect(new Set(before.values())).toEqual(new Set(splitNames))

  const ids = (await db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  const edited = ids.slice(0, 60)
  const edits = await decided(edited, () => ({ kind: 'edit', text: 'Use at most 80 words.' }))
  await decided(edited.slice(0, 30), (id) => ({ kind: 'undo', undoesId: edits.get(id) ?? '' }))
  await decided(edited.slice(0, 15), () => ({ kind: 'edit', text: 'Use at most 70 words.' }))
  const lost = ids.filter((_, n) => n % 7 === 0 && n >= 60)
  await decided(lost, () => ({ kind: 'reject' }))

  const second = await exportOf(datasetId, recipe)
  const after = await splitsOf(second.runId)
  expect(after.size).toBe(300 - lost.length)
  for (const [id, split] of after) expect([id, split]).toEqual([id, before.get(id)])

  const rowsOf = async (runId: string): Promise<string> => (await Promise.all(splitNames.map((split) => readFile(join(exportsRoot(), runId, `${split}.jsonl`), 'utf8')))).join('')
  const times = (text: string, sought: string): number => text.split(`"text":"${sought}"`).length - 1
  const rows = await rowsOf(second.runId)
  expect([70, 80, 90].map((words) => times(rows, `Use at most ${words} words.`))).toEqual([15, 30, 255 - lost.length])
  expect(await exportedHashes(first.runId)).toEqual(hashes)
  expect(await readFile(join(exportsRoot(), first.runId, 'manifest.json'))).toEqual(manifest)
  expect(await db().export.findUniqueOrThrow({ where: { id: first.exportId } })).toEqual(row)
  expect((await exportedHashes(second.runId))['train.jsonl']).not.toBe(hashes['train.jsonl'])
})
