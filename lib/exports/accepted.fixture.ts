import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { contentHash } from '#lib/pairs/content-hash.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

export interface Given {
  instruction: string
  response: string
  source?: string
  license?: string
  history?: { role: 'user' | 'assistant'; content: string }[]
  /** Index of the pair that it nearly repeats. */
  repeats?: number
}

/** A dataset whose every pair has one accepted constraint. */
export async function accepted(given: Given[], license = 'CC0-1.0'): Promise<string> {
  const { id: datasetId } = await createDataset(null, { name: `Accepted ${randomUUID()}`, license })
  const ids = given.map(() => newId())
  await db().pair.createMany({
    data: given.map(({ instruction, response, source = 'made', license: own, history = [], repeats }, n) => ({
      id: ids[n] ?? '',
      datasetId,
      contentHash: contentHash({ system: null, history, instruction, input: null, response }),
      source,
      license: own ?? null,
      history,
      instruction,
      response,
      responseWords: response.split(' ').length,
      constraintCount: 1,
      acceptedCount: 1,
      nearDuplicateOfId: repeats === undefined ? null : (ids[repeats] ?? null),
    })),
  })
  await db().constraint.createMany({
    data: ids.map((pairId) => ({
      id: newId(), datasetId, pairId, position: 0, type: 'length.words', text: 'Use at most 90 words.', origin: 'rule' as const,
      checkerId: 'pincer:word_count', checkerVersion: 1, kwargs: { max: 90 }, status: 'accepted' as const, outcome: 'pass' as const, fingerprint: 'f'.repeat(32),
    })),
  })
  return datasetId
}

/** Exports a dataset by a recipe, in SFT messages where it says nothing else. Answers the export's id and its run's, which is its folder. Throws where it does not end well. */
export async function exportOf(datasetId: string, recipe: object = {}, seed = 1): Promise<{ exportId: string; runId: string }> {
  const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'export', datasetId, seed, params: exportParams.parse({ format: 'sft-messages', ...recipe }) }))
  await executeRun(runId, 'test', new AbortController().signal)
  const run = await runView(runId)
  if (run.status !== 'done') throw new Error(`the export is ${run.status}: ${run.error}`)
  const { id: exportId } = await db().export.findUniqueOrThrow({ where: { runId } })
  return { exportId, runId }
}

/** The SHA-256 of every file of an export, by name, as it lies on disk. */
export async function exportedHashes(runId: string): Promise<Record<string, string>> {
  const folder = join(exportsRoot(), runId)
  const names = (await readdir(folder)).toSorted()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, createHash('sha256').update(await readFile(join(folder, name))).digest('hex')])))
}
