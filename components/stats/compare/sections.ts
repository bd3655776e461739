import { decisionLabels, originLabels, outcomeLabels } from '#components/browse/filter.ts'
import type { Section, SideRow } from '#components/stats/compare/side.ts'
import { stageLabels } from '#components/stats/funnel-figure.tsx'
import { metricFilter, reasonFilter } from '#lib/stats/rate-filters.ts'
import { reasonLabel } from '#components/stats/reason-label.ts'
import { wilson } from '#lib/constraints/wilson.ts'
import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import { decisions } from '#lib/datasets/filter-fields.ts'
import type { DecisionRates } from '#lib/stats/contract.ts'
import { liveConstraints } from '#lib/stats/live-constraints.ts'
import { languageLabel } from '#lib/text/language-label.ts'

const outcomes = pairFilter.shape.outcome.unwrap().options
const origins = pairFilter.shape.origin.unwrap().options

/** A share of a whole; null of none. */
export function shareRow(key: string, label: string, count: number, of: number, own?: PairFilter): SideRow {
  return { key, label, kind: 'share', value: of === 0 ? null : count / of, count, ...(own ? { own } : {}) }
}

function shares(of: number, rows: SideRow[]) {
  return { rows, absent: of === 0 ? null : 0 }
}

export const volume: Section = ({ statistics }) => {
  if (!statistics) return null
  const { pairs } = statistics
  const constraints = liveConstraints(statistics.constraints)
  return {
    absent: null,
    rows: [
      { key: 'pairs', label: 'Pairs', kind: 'count', value: pairs.total, own: {} },
      { key: 'reviewed', label: 'Pairs reviewed', kind: 'count', value: pairs.reviewed, own: { status: 'reviewed' } },
      { key: 'constraints', label: 'Constraints', kind: 'count', value: constraints, own: { minConstraints: 1 } },
      { key: 'perPair', label: 'Constraints for each pair', kind: 'number', value: pairs.total === 0 ? null : constraints / pairs.total },
    ],
  }
}

/** Pairs at each stage, and what is left behind before it, as shares of all. */
export const funnelShares: Section = ({ funnel }) => {
  if (!funnel) return null
  const of = funnel.stages[0]?.pairs ?? 0
  return shares(
    of,
    funnel.stages.flatMap(({ key, pairs, filter, drops }) => {
      const left = drops.filter((drop) => drop.pairs > 0).map((drop): SideRow => ({
        ...shareRow(`${key} ${drop.reason}`, `Left: ${drop.reason}`, drop.pairs, of, drop.filter ?? undefined),
        ...(drop.told ? { href: `/${drop.told.kind}s/${drop.told.id}` } : {}),
      }))
      const stage = shareRow(key, stageLabels[key], pairs, of, filter)
      // What an import did not take was never a pair.
      return key === 'imported' ? [] : [...left, stage]
    }),
  )
}

export const verdicts: Section = ({ statistics }) => {
  if (!statistics) return null
  const { total, byOutcome } = statistics.constraints
  return shares(total, outcomes.map((outcome) => shareRow(outcome, outcomeLabels[outcome], byOutcome.find((row) => row.outcome === outcome)?.count ?? 0, total, { outcome })))
}

export const decided: Section = ({ statistics }) => {
  if (!statistics) return null
  const { total, byStatus } = statistics.constraints
  return shares(total, decisions.map((decision) => shareRow(decision, decisionLabels[decision], byStatus.find(({ status }) => status === decision)?.count ?? 0, total, { decision })))
}

export const byOrigin: Section = ({ statistics }) => {
  if (!statistics) return null
  const { total, byOrigin: rows } = statistics.constraints
  return shares(total, origins.map((origin) => shareRow(origin, originLabels[origin], rows.find((row) => row.origin === origin)?.count ?? 0, total, { origin })))
}

/** How often what is decided stands accepted, edited, rejected, over all types. */
export const rates: Section = ({ rates: counted }) => {
  if (!counted) return null
  const of = counted.origins.reduce((sum, row) => sum + row.decided, 0)
  const row = (metric: 'accepted' | 'edited' | 'rejected', label: string): SideRow => {
    const count = counted.origins.reduce((sum, each) => sum + each[metric].count, 0)
    return { ...shareRow(metric, label, count, of, metricFilter[metric]), interval: of === 0 ? undefined : wilson(count, of) }
  }
  return {
    absent: null,
    rows: [{ key: 'of', label: 'Constraints decided', kind: 'count', value: of, own: { decision: 'accepted', also: 'decision:rejected' } }, row('accepted', 'Accepted as it was'), row('edited', 'Edited'), row('rejected', 'Rejected')],
  }
}

/** Of models, prompts, sources and languages so many are shown, those with the most first. */
const mostShown = 20

/** The rates of models, and of prompt versions. */
export const makers = (of: 'models' | 'prompts'): Section => ({ rates: counted }) => {
  if (!counted) return null
  const own = (key: string): PairFilter => (of === 'models' ? { model: key } : { prompt: key })
  return {
    absent: null,
    most: mostShown,
    rows: counted[of].map(({ key, label, accepted }) => ({
      key, label, kind: 'share', value: accepted.rate, count: accepted.count, interval: accepted.interval, own: { ...own(key), ...metricFilter.accepted },
    })),
  }
}

export const reasons: Section = ({ rates: counted }) => {
  if (!counted) return null
  const of = rejectedOf(counted)
  return shares(of, counted.reasons.map(({ reason, constraints }) => shareRow(reason ?? '', reasonLabel(reason), constraints, of, reasonFilter(reason) ?? undefined)))
}

function rejectedOf({ reasons: rows }: DecisionRates): number {
  return rows.reduce((sum, { constraints }) => sum + constraints, 0)
}

export const lengths: Section = ({ statistics }) => {
  if (!statistics) return null
  const bands = [{ from: 0, to: 49 }, { from: 50, to: 99 }, { from: 100, to: 149 }, { from: 150, to: 299 }, { from: 300, to: 499 }, { from: 500, to: 999 }, { from: 1000, to: null }]
  return shares(
    statistics.pairs.total,
    bands.map(({ from, to }) => {
      const pairs = statistics.responseWords.filter((band) => band.from >= from && (to === null || band.from <= to)).reduce((sum, band) => sum + band.pairs, 0)
      return shareRow(String(from), to === null ? `${from} words and more` : `${from} to ${to} words`, pairs, statistics.pairs.total, { ...(from > 0 ? { minWords: from } : {}), ...(to === null ? {} : { maxWords: to }) })
    }),
  )
}

export const perPair: Section = ({ statistics }) => {
  if (!statistics) return null
  const { pairs, constraints } = statistics
  return shares(
    pairs.total,
    Array.from({ length: 11 }, (_, n) => {
      const count = constraints.perPair.filter((row) => (n === 10 ? row.constraints >= 10 : row.constraints === n)).reduce((sum, row) => sum + row.pairs, 0)
      const label = n === 10 ? '10 constraints and more' : n === 1 ? '1 constraint' : `${n} constraints`
      return shareRow(String(n), label, count, pairs.total, n === 10 ? { minConstraints: 10 } : { minConstraints: n, maxConstraints: n })
    }),
  )
}

export const sources: Section = ({ statistics }) =>
  statistics ? { ...shares(statistics.pairs.total, statistics.sources.map(({ source, pairs }) => shareRow(source, source, pairs, statistics.pairs.total, { source }))), most: mostShown } : null

export const languages: Section = ({ statistics }) =>
  statistics
    ? {
        ...shares(statistics.pairs.total, statistics.languages.map(({ language, pairs }) => shareRow(language ?? '', languageLabel(language), pairs, statistics.pairs.total, { language: language ?? 'unknown' }))),
        most: mostShown,
      }
    : null
