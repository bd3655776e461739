import { contamination } from '#lib/contamination/contamination-view.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { notFound } from '#lib/http/errors.ts'
import { peopleAgreement } from '#lib/review/people-agreement/report.ts'
import { costs } from '#lib/stats/cost.ts'
import { coverage } from '#lib/stats/coverage.ts'
import { funnel } from '#lib/stats/funnel.ts'
import type { InTurn } from '#lib/stats/give-way.ts'
import { patterns } from '#lib/stats/patterns.ts'
import { progress } from '#lib/stats/progress.ts'
import { decisionRates } from '#lib/stats/rates.ts'
import { askedOf, keptAnswer, renewAnswer, severalDecide, type Question } from '#lib/stats/kept-answers.ts'
import type { Reader } from '#lib/stats/reader.ts'
import { spread } from '#lib/stats/spread.ts'
import { readTallies, summed } from '#lib/stats/tallies.ts'
import { typeReport } from '#lib/stats/type-report.ts'

/** The parts of a dataset's statistics that are counted by themselves, each of a dataset or of what a filter finds of it. */
const parts: Record<string, (datasetId: string, filter: SeenFilter, reader: Reader) => Promise<object>> = {
  funnel, rates: decisionRates, spread, patterns, coverage, costs, contamination, agreement: peopleAgreement,
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
export async function statisticsPart(part: string, datasetId: string, filter: SeenFilter, reader: Reader = null, signal?: AbortSignal): Promise<object> {
  const count = () => countedPart(part, datasetId, filter, reader)
  return countedNow(part, filter) || !Object.hasOwn(parts, part) ? count() : keptAnswer({ datasetId, part, filter, reader: personal.includes(part) ? reader : null }, count, signal)
}

/** The report card of a type, for the page, the same way. How people work is not in it: all who may know of the same decisions are told the same. */
export async function typeAnswer(datasetId: string, type: string, filter: SeenFilter, reader: Reader, signal?: AbortSignal): Promise<object> {
  return keptAnswer(typeQuestion(datasetId, type, filter, reader), () => typeReport(datasetId, type, filter, reader), signal)
}

function typeQuestion(datasetId: string, type: string, filter: SeenFilter, reader: Reader): Question {
  return { datasetId, part: `type ${type}`, filter, reader: reader && { id: reader.id, role: 'reviewer' } }
}

/** Counts the parts of a whole dataset, and the report cards of the types that it has, that have changed since they were, for who asks next, until it is told to stop. Where several people decide by themselves, nothing that each is told by themselves. Nothing in a dataset that is counted when it is asked for. Each is counted in turn. */
export async function renewParts(datasetId: string, signal: Pick<AbortSignal, 'aborted'>, inTurn: InTurn): Promise<void> {
  const several = await severalDecide(datasetId)
  await renewPartsOf(datasetId, {}, several ? [] : [null, manager], signal, inTurn)
  if (several) return
  const types = summed((await readTallies(datasetId)).constraints, ({ type }) => type)
  for (const { key: type } of types.slice(0, mostTypes)) {
    if (signal.aborted) return
    await renewAnswer(typeQuestion(datasetId, type, {}, null), () => typeReport(datasetId, type), inTurn)
  }
}

/** The same of the parts of a filter's pairs, without the report cards: of which not everybody may know as much, for these readers. */
export async function renewPartsOf(datasetId: string, filter: SeenFilter, readers: readonly Reader[], signal: Pick<AbortSignal, 'aborted'>, inTurn: InTurn): Promise<void> {
  for (const [part, count] of Object.entries(parts)) {
    if (countedNow(part, filter)) continue
    for (const reader of personal.includes(part) ? readers : [null]) {
      if (signal.aborted) return
      await renewAnswer({ datasetId, part, filter, reader }, () => count(datasetId, filter, reader), inTurn)
    }
  }
}

/** Types that are counted ahead, the most frequent: files can name any number. */
const mostTypes = 100
/** Parts of which not everybody may know as much. */
const personal = ['rates', 'costs']
/** Any of those who may see how people work. */
const manager = { id: '', role: 'owner' } as const
