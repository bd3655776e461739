import { contamination } from '#lib/contamination/contamination-view.ts'
import type { SeenFilter } from '#lib/datasets/pair-conditions.ts'
import { notFound } from '#lib/http/errors.ts'
import { costs } from '#lib/stats/cost.ts'
import { coverage } from '#lib/stats/coverage.ts'
import { funnel } from '#lib/stats/funnel.ts'
import { patterns } from '#lib/stats/patterns.ts'
import { progress } from '#lib/stats/progress.ts'
import { decisionRates } from '#lib/stats/rates.ts'
import { askedOf, keptAnswer, renewAnswer } from '#lib/stats/kept-answers.ts'
import type { Reader } from '#lib/stats/reader.ts'
import { spread } from '#lib/stats/spread.ts'

/** The parts of a dataset's statistics that are counted by themselves, each of a dataset or of what a filter finds of it. */
const parts: Record<string, (datasetId: string, filter: SeenFilter, reader: Reader) => Promise<object>> = {
  funnel, rates: decisionRates, spread, patterns, coverage, costs, contamination,
  progress: (datasetId: string, filter: SeenFilter) => progress(datasetId, filter),
}

/** Parts that are counted whenever they are asked for: of the tallies, or of what no tally knows of. */
const countedNow = (part: string, filter: SeenFilter) => part === 'contamination' || (part === 'funnel' && askedOf(filter).length === 0)

/** Counts a part now, as far as the reader may know. Throws AppError('not_found') for a part or a dataset that is not there. */
export async function countedPart(part: string, datasetId: string, filter: SeenFilter, reader: Reader = null): Promise<object> {
  const count = Object.entries(parts).find(([name]) => name === part)?.[1]
  if (!count) throw notFound('part of the statistics')
  return count(datasetId, filter, reader)
}

/** The same for the page: of a great dataset it may be what was counted before (see kept-answers). */
export async function statisticsPart(part: string, datasetId: string, filter: SeenFilter, reader: Reader = null): Promise<object> {
  const count = () => countedPart(part, datasetId, filter, reader)
  return countedNow(part, filter) || !Object.hasOwn(parts, part) ? count() : keptAnswer({ datasetId, part, filter, reader: personal.includes(part) ? reader : null }, count)
}

/** Counts the parts of a whole dataset that have changed since they were, for who asks next. Nothing in a dataset that is counted when it is asked for. */
export async function renewParts(datasetId: string): Promise<void> {
  for (const [part, count] of Object.entries(parts)) {
    if (countedNow(part, {})) continue
    for (const reader of personal.includes(part) ? [null, manager] : [null]) {
      await renewAnswer({ datasetId, part, filter: {}, reader }, () => count(datasetId, {}, reader))
    }
  }
}
/** Parts of which not everybody may know as much. */
const personal = ['rates', 'costs']
/** Any of those who may see how people work. */
const manager = { id: '', role: 'owner' } as const
