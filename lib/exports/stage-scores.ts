import { hash } from 'node:crypto'
import type { Actor } from '#lib/auth/contract.ts'
import { noDifficulty } from '#lib/exports/compose-example.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { previewOfPairs } from '#lib/exports/pair-content.ts'
import type { StageScores } from '#lib/exports/preview-contract.ts'
import type { FilterBounds } from '#lib/exports/preview-sample.ts'
import { readPreviewedPairs, wantedToPreview, type Previewed } from '#lib/exports/previewed-pairs.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { splitOf } from '#lib/exports/splits.ts'
import { AppError } from '#lib/http/errors.ts'

/**
 * How many rows of training have which score, by the recipe's own measure of stages, as the same rows of a preview have it: of a small dataset all
 * of them, of a large one those of its sample. Throws AppError as a preview does.
 */
export async function stageScores({ datasetId, params: asked, seed }: Previewed, signal: AbortSignal, reader?: Actor, bounds?: FilterBounds): Promise<StageScores> {
  const { params, license, chosen, benchmarks } = await wantedToPreview(datasetId, asked, reader)
  const { curriculum } = params
  const format = exportFormats.find(({ id }) => id === params.format)
  if (!curriculum || !format) throw new AppError('invalid', 'There is no curriculum in this recipe: ask for one, with `by` and any `cuts`.')
  // What stands beside a row, or repeats it, has no score of its own.
  const recipe: ExportParams = { ...params, curriculum: { ...curriculum, replay: 0, control: false }, general: null, demonstrations: 0, evaluation: false }
  return readPreviewedPairs({ datasetId, params: recipe, seed, start: hash('sha256', 'stages'), chosen, bounds }, signal, async ({ snapshot, sample, looked }) => {
    const items = await previewOfPairs(snapshot, format, { recipe, seed, datasetLicense: license, general: null, benchmarks }, sample ?? (await snapshot.hashesFrom('', snapshot.accepted.pairs)))
    const found = items.flatMap((item) => ('rows' in item && splitOf(item.group, recipe, seed) === 'train' ? (item.examples ?? []) : [])).flatMap(({ stage }) => stage?.score ?? [])
    const unscored = items.filter((item) => 'dropped' in item && item.dropped === noDifficulty).length
    return { scores: countedScores(found), unscored, of: snapshot.accepted.pairs, isSample: sample !== null, looked }
  })
}

/** So many scores are told apart; of more, those that lie together count as the least of them that is a round number. */
const mostScores = 400

function countedScores(found: readonly number[]): [number, number][] {
  const distinct = new Set(found)
  const range = Math.max(...found) - Math.min(...found)
  const step = distinct.size <= mostScores ? 0 : 10 ** Math.ceil(Math.log10(range / mostScores))
  const counts = new Map<number, number>()
  for (const score of found) {
    const told = step === 0 ? score : Number((Math.floor(score / step) * step).toPrecision(9))
    counts.set(told, (counts.get(told) ?? 0) + 1)
  }
  return [...counts].toSorted(([a], [b]) => a - b)
}
