import { hash } from 'node:crypto'
import type { Actor } from '#lib/auth/contract.ts'
import { backtranslationContent } from '#lib/exports/backtranslation/content.ts'
import { readAnswers } from '#lib/exports/backtranslation/snapshot.ts'
import type { ExportContent, ExportItem } from '#lib/exports/content.ts'
import { groupingOf, strataOf } from '#lib/exports/export-run.ts'
import type { ExportRow } from '#lib/exports/export-row.ts'
import { isBacktranslationFormat } from '#lib/exports/format-names.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { onlyThese } from '#lib/exports/only-these.ts'
import { previewOfPairs } from '#lib/exports/pair-content.ts'
import { preferenceFormats } from '#lib/exports/preferences/formats.ts'
import { preferenceContent } from '#lib/exports/preferences/preference-content.ts'
import { readPreferenceSnapshot } from '#lib/exports/preferences/snapshot.ts'
import type { ExportPreview, PreviewItem, PreviewRow } from '#lib/exports/preview-contract.ts'
import { previewSample, type FilterBounds } from '#lib/exports/preview-sample.ts'
import { readPreviewedPairs, wantedToPreview, type Previewed } from '#lib/exports/previewed-pairs.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { partFor, rowsParts, type RowsPart } from '#lib/exports/sequence.ts'
import { splitOf } from '#lib/exports/splits.ts'
import { AppError } from '#lib/http/errors.ts'

/** How many pairs or preferences a preview shows. */
const shown = 5

/** What is previewed. */
interface Wanted extends Previewed {
  draw: number
}

/**
 * Makes the rows of some pairs, or of the first preferences, as an export by this recipe and seed would write them now: by the same code, to the
 * byte. Of a large dataset a sample is looked at: how rare types are, groups and demonstrations are told from it, and a row may turn out otherwise.
 * What a cap on numbers leaves out is not known before the run. Nothing is stored. `bounds`: how long a filter may search. Throws AppError as an export does.
 */
export async function previewExport({ datasetId, params: asked, seed, draw }: Wanted, signal: AbortSignal, reader?: Actor, bounds?: FilterBounds): Promise<ExportPreview> {
  const { params, license, chosen, benchmarks } = await wantedToPreview(datasetId, asked, reader)
  const ofPairs = exportFormats.find(({ id }) => id === params.format)
  const asShown = (item: ExportItem): PreviewItem => itemOf(item, params, seed)
  if (ofPairs) {
    const start = hash('sha256', `preview ${draw}`)
    return readPreviewedPairs({ datasetId, params, seed, start, chosen, bounds }, signal, async ({ snapshot, sample, looked, general }) => {
      const drawn = sample?.slice(0, shown) ?? (await snapshot.hashesFrom(start, shown))
      const items = await previewOfPairs(snapshot, ofPairs, { recipe: params, seed, datasetLicense: license, general, benchmarks }, drawn)
      return { items: items.map(asShown), of: snapshot.accepted.pairs, isSample: sample !== null, looked }
    })
  }
  const { format } = params
  const ofPreferences = preferenceFormats.find(({ id }) => id === format)
  const standing = await previewSample(datasetId, [datasetId], ofPreferences ? 'preferences' : 'answers', { start: '', chosen, bounds })
  const sample = standing?.contentHashes ?? null
  const scope = { groupBy: groupingOf(params), strata: strataOf(params, seed), sample, chosen: sample ? onlyThese(sample) : chosen }
  const begin = async (content: ExportContent): Promise<ExportPreview> => {
    const items: PreviewItem[] = []
    for await (const bundle of content.items()) {
      for (const item of bundle) if (items.length < shown) items.push(asShown(item))
      if (items.length === shown) break
    }
    return { items, of: content.accepted.pairs, isSample: scope.sample !== null, looked: standing?.looked ?? null }
  }
  const of = { recipe: params, datasetLicense: license, benchmarks }
  if (ofPreferences) return readPreferenceSnapshot(datasetId, scope, signal, (snapshot) => begin(preferenceContent(snapshot, ofPreferences, of)))
  if (isBacktranslationFormat(format)) return readAnswers(datasetId, scope, signal, (snapshot) => begin(backtranslationContent(snapshot, format, of)))
  throw new AppError('invalid', `There is no export format "${format}".`)
}

function itemOf(item: ExportItem, params: ExportParams, seed: number): PreviewItem {
  if ('dropped' in item) return { rows: [], dropped: item.dropped, leftOut: [...item.leftOut] }
  if (!('rows' in item)) return { rows: [], dropped: null, leftOut: [] }
  const parts = rowsParts(params)
  const shownAs = (part: RowsPart | undefined, { json }: ExportRow): PreviewRow => ({ file: `${part?.name ?? ''}.${part?.type ?? params.fileType}`, json })
  const rows = item.rows.map((row, n) => shownAs(partFor(parts, splitOf(item.group, params, seed), item.numbers?.[n]), row))
  if (item.evaluation) rows.push(shownAs(parts.find(({ isEvaluation }) => isEvaluation), item.evaluation.row))
  return { rows, dropped: null, leftOut: [...item.leftOut] }
}
