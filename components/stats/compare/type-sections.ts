import { rowsLink } from '#components/agreement/rows-link.ts'
import { shareRow } from '#components/stats/compare/sections.ts'
import type { Section, SideRow } from '#components/stats/compare/side.ts'
import { metricFilter } from '#lib/stats/rate-filters.ts'
import { wilson } from '#lib/constraints/wilson.ts'
import { vocabulary } from '#lib/constraints/vocabulary.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { TypeStatistics } from '#lib/stats/contract.ts'

export const typeMeasures = ['mix', 'facets', 'true', 'refuted', 'undecided', 'accepted', 'edited', 'rejected', 'agreement'] as const
export type TypeMeasure = (typeof typeMeasures)[number]

const labels = new Map(vocabulary.map(({ key, label }) => [key, label]))

/** A measure of each type. */
export const typeSections: Readonly<Record<TypeMeasure, { label: string; note: string; section: Section }>> = {
  mix: { label: 'Share', note: 'Each type’s share of the side’s constraints.', section: mix(({ type }) => type, ({ label }) => label) },
  facets: { label: 'Facets', note: 'Each facet’s share of the side’s constraints.', section: mix(({ type, facet }) => (type.includes('.') ? `${facet}.*` : type), ({ facet }) => facet) },
  true: { label: 'Proven', note: 'Of what programs could decide of the type, what they prove.', section: said(({ pass }) => pass, ({ pass, fail }) => pass + fail, { outcome: 'pass' }) },
  refuted: { label: 'Refuted', note: 'Of what programs could decide of the type, what they refute.', section: said(({ fail }) => fail, ({ pass, fail }) => pass + fail, { outcome: 'fail' }) },
  undecided: { label: 'Undecided', note: 'Of the type’s constraints, those that nobody has decided.', section: said(({ pending }) => pending, ({ total }) => total, { decision: 'pending' }) },
  accepted: { label: 'Accepted', note: 'Of what is decided of the type, what is accepted as it was.', section: decided('accepted') },
  edited: { label: 'Edited', note: 'Of what is decided of the type, what is accepted in other words.', section: decided('edited') },
  rejected: { label: 'Rejected', note: 'Of what is decided of the type, what is rejected.', section: decided('rejected') },
  agreement: { label: 'Agreement', note: 'Krippendorff’s alpha of what people first held.', section: agreement },
}

function mix(keyOf: (type: TypeStatistics) => string, labelOf: (type: TypeStatistics) => string): Section {
  return ({ statistics }) => {
    if (!statistics) return null
    const { byType, total } = statistics.constraints
    const groups = [...Map.groupBy(byType, keyOf)]
    return {
      absent: total === 0 ? null : 0,
      rows: groups.flatMap(([key, [first, ...rest]]) => (first ? [shareRow(key, labelOf(first), [first, ...rest].reduce((sum, row) => sum + row.total, 0), total, { type: key })] : [])),
    }
  }
}

function said(countOf: (type: TypeStatistics) => number, wholeOf: (type: TypeStatistics) => number, own: PairFilter): Section {
  return ({ statistics }) => {
    if (!statistics) return null
    return {
      absent: null,
      rows: statistics.constraints.byType.flatMap((type): SideRow[] => {
        const [count, of] = [countOf(type), wholeOf(type)]
        return of === 0 ? [] : [{ ...shareRow(type.type, type.label, count, of, { type: type.type, ...own }), interval: wilson(count, of) }]
      }),
    }
  }
}

function decided(metric: 'accepted' | 'edited' | 'rejected'): Section {
  return ({ rates }) =>
    rates
      ? { absent: null, rows: rates.types.map((row) => ({ key: row.key, label: row.label, kind: 'share', value: row[metric].rate, count: row[metric].count, interval: row[metric].interval, own: { type: row.key, ...metricFilter[metric] } })) }
      : null
}

function agreement({ datasetId, filter, agreement: counted }: Parameters<Section>[0]): ReturnType<Section> {
  if (!counted) return null
  const pairs = printFilter(filter) || undefined
  return {
    absent: null,
    rows: counted.types.map(({ type, alpha, interval }) => ({
      key: type, label: labels.get(type) ?? type, kind: 'number', value: alpha, interval: interval ?? undefined, href: rowsLink(datasetId, { which: 'compared', type, pairs }),
    })),
  }
}
