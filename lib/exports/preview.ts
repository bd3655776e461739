import { hash } from 'node:crypto'
import type { Actor } from '#lib/auth/contract.ts'
import { filterSeenBy, forReader } from '#lib/datasets/pair-conditions.ts'
import { db } from '#lib/db/client.ts'
import { backtranslationContent } from '#lib/exports/backtranslation/content.ts'
import { readAnswers } from '#lib/exports/backtranslation/snapshot.ts'
import type { ExportContent, ExportItem } from '#lib/exports/content.ts'
import { chosenOf, generalSet, groupingOf } from '#lib/exports/export-run.ts'
import { isBacktranslationFormat } from '#lib/exports/format-names.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { previewOfPairs } from '#lib/exports/pair-content.ts'
import { preferenceFormats } from '#lib/exports/preferences/formats.ts'
import { preferenceContent } from '#lib/exports/preferences/preference-content.ts'
import { readPreferenceSnapshot } from '#lib/exports/preferences/snapshot.ts'
import type { ExportPreview, PreviewItem } from '#lib/exports/preview-contract.ts'
import { onlyThese } from '#lib/exports/only-these.ts'
import { previewSample } from '#lib/exports/preview-sample.ts'
import { partFor, rowsParts } from '#lib/exports/sequence.ts'
import { readSnapshot } from '#lib/exports/snapshot.ts'
import { splitOf } from '#lib/exports/splits.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import type { ExportParams } from '#lib/runs/contract.ts'

/** How many pairs or preferences a preview shows. */
const shown = 5

/** What is previewed. */
interface Wanted {
  datasetId: string
  params: ExportParams
  seed: number
  draw: number
}

/**
 * Makes the rows of some pairs, or of the first preferences, as an export by this recipe and seed would write them now: by the same code, to the
 * byte. Of a large dataset a sample is looked at: how rare types are, groups and demonstrations are told from it, and a row may turn out otherwise.
 * What a cap on numbers leaves out is not known before the run. Nothing is stored. Throws AppError as an export does.
 */
export async function previewExport({ datasetId, params: asked, seed, draw }: Wanted, signal: AbortSignal, reader?: Actor): Promise<ExportPreview> {
  const params = asked.filter && reader ? { ...asked, filter: forReader(asked.filter, reader) } : asked
  const dataset = await db().dataset.findUnique({ where: { id: datasetId }, select: { license: true } })
  if (!dataset) throw notFound('dataset')
  const chosen = chosenOf(params.filter && reader ? await filterSeenBy(reader, datasetId, params.filter) : params.filter)
  const ofPairs = exportFormats.find(({ id }) => id === params.format)
  const asShown = (item: ExportItem): PreviewItem => itemOf(item, params, seed)
  if (ofPairs) {
    const general = await generalSet(datasetId, params)
    const sample = await previewSample(datasetId, general ? [datasetId, general.id] : [datasetId], 'pairs', { start: hash('sha256', `preview ${draw}`), chosen })
    const scope = { sample, groupBy: groupingOf(params), generalId: general?.id ?? null, withDifficulty: params.curriculum?.by === 'difficulty', chosen: chosen + onlyThese(sample) }
    return readSnapshot(datasetId, scope, signal, async (snapshot) => {
      const drawn = sample?.slice(0, shown) ?? (await snapshot.hashesFrom(hash('sha256', `preview ${draw}`), shown))
      const items = await previewOfPairs(snapshot, ofPairs, { recipe: params, seed, datasetLicense: dataset.license, general }, drawn)
      return { items: items.map(asShown), of: snapshot.accepted.pairs, isSample: sample !== null }
    })
  }
  const { format } = params
  const ofPreferences = preferenceFormats.find(({ id }) => id === format)
  const sample = await previewSample(datasetId, [datasetId], ofPreferences ? 'preferences' : 'answers', { start: '', chosen })
  const scope = { groupBy: groupingOf(params), sample, chosen: chosen + onlyThese(sample) }
  const begin = async (content: ExportContent): Promise<ExportPreview> => {
    const items: PreviewItem[] = []
    for await (const item of content.items()) {
      items.push(asShown(item))
      if (items.length === shown) break
    }
    return { items, of: content.accepted.pairs, isSample: scope.sample !== null }
  }
  const of = { recipe: params, datasetLicense: dataset.license }
  if (ofPreferences) return readPreferenceSnapshot(datasetId, scope, signal, (snapshot) => begin(preferenceContent(snapshot, ofPreferences, of)))
  if (isBacktranslationFormat(format)) return readAnswers(datasetId, scope, signal, (snapshot) => begin(backtranslationContent(snapshot, format, of)))
  throw new AppError('invalid', `There is no export format "${format}".`)
}

function itemOf(item: ExportItem, params: ExportParams, seed: number): PreviewItem {
  if ('dropped' in item) return { rows: [], dropped: item.dropped, leftOut: [...item.leftOut] }
  if (!('rows' in item)) return { rows: [], dropped: null, leftOut: [] }
  const parts = rowsParts(params)
  const rows = item.rows.map((row, n) => ({ file: `${partFor(parts, splitOf(item.group, params, seed), item.numbers?.[n])?.name ?? ''}.${params.fileType}`, json: JSON.stringify(row) }))
  return { rows, dropped: null, leftOut: [...item.leftOut] }
}
