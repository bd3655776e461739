import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { acceptedDataset, exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { exportParams } from '#lib/exports/recipe.ts'
import { naturalCuts, stageSizes } from '#lib/exports/stage-cuts.ts'
import { stageScores } from '#lib/exports/stage-scores.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let datasetId: string
beforeAll(async () => {
  datasetId = await acceptedDataset(60)
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, take: 50, select: { id: true } })
  // A later rating counts in place of an earlier one.
  const ratings = pairs.flatMap(({ id: pairId }, n) => [5, 1 + (n % 9) / 2].map((value) => ({ id: newId(), datasetId, pairId, kind: 'difficulty', value, fingerprint: newId().replaceAll('-', '') })))
  await db().measurement.createMany({ data: ratings })
})

const scoresOf = (recipe: object) => stageScores({ datasetId, seed: 5, params: exportParams.parse({ format: 'sft-messages', anyNumber: 0.5, ...recipe }) }, new AbortController().signal)

/** How many rows each file of a stage has. */
async function filesOf(folder: string): Promise<number[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('train_stage_')).toSorted()
  return Promise.all(names.map(async (name) => (await readFile(join(folder, name), 'utf8')).split('\n').length - 1))
}

it.each(['difficulty', 'constraints', 'bits'] as const)('counts what an export’s stages will have, wherever they are cut: by %s', async (by) => {
  const rest = { format: 'sft-messages', anyNumber: 0.5, test: 0.2, reverse: 0.3 }
  const { scores, unscored, of, isSample } = await scoresOf({ ...rest, curriculum: { by, cuts: [0] } })
  const cuts = naturalCuts(scores, 3)
  expect(cuts).toHaveLength(2)
  expect([of, isSample, unscored]).toEqual([60, false, by === 'difficulty' ? 10 : 0])
  const folder = await exportedFolder(datasetId, exportParams.parse({ ...rest, curriculum: { by, cuts } }))
  expect(await filesOf(folder)).toEqual(stageSizes(scores, cuts))
})

it('leaves out what stands beside rows, or repeats them', async () => {
  const plain = await scoresOf({ curriculum: { by: 'constraints', cuts: [0] } })
  expect(await scoresOf({ curriculum: { by: 'constraints', cuts: [2, 4], replay: 0.5, control: true }, demonstrations: 2, demonstrationShare: 1 })).toEqual(plain)
})

it('says what is missing where no stages are asked for', async () => {
  await expect(scoresOf({})).rejects.toThrow('There is no curriculum in this recipe')
})
