'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { originLabels } from '#components/browse/filter.ts'
import { AgreementFigure } from '#components/stats/agreement-figure.tsx'
import { BarsChart } from '#components/stats/figures/bars-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { IntervalChart } from '#components/stats/figures/interval-chart.tsx'
import { Part } from '#components/stats/part.tsx'
import { ProgressFigure } from '#components/stats/progress-figure.tsx'
import { formerMember } from '#components/stats/people.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { heldFilter, metricFilter, reasonFilter, type RateCount } from '#lib/stats/rate-filters.ts'
import { reasonLabel } from '#components/stats/reason-label.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import { Tabs } from '#components/ui/tabs.tsx'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { DecisionRates, RateRow } from '#lib/stats/contract.ts'

const metrics = [{ value: 'accepted', label: 'Accepted' }, { value: 'edited', label: 'Edited' }, { value: 'rejected', label: 'Rejected' }] as const
type Metric = (typeof metrics)[number]['value']

/** How often what is proposed is accepted, edited and rejected, by what and by whom; why; and how fast it goes. */
export function QualityTab() {
  const { datasetId, filter } = useScope()
  const [metric, setMetric] = useQueryState('rate', parseAsStringLiteral(metrics.map(({ value }) => value)).withDefault('accepted').withOptions({ history: 'push' }))
  return (
    <>
      <ProgressFigure />
      <div className="flex flex-wrap items-center gap-3">
        <Tabs label="Which rate" value={metric} onValueChange={(next) => void setMetric(next)} items={metrics} />
        <p className="text-[13px] text-faint">
          Of the constraints that stand accepted or rejected, each once: accepted as they were, in other words, or rejected. The line is Wilson’s 95 % interval.
        </p>
      </div>
      <Part title="Rates" query={partQuery(datasetId, 'rates', filter)}>
        {(rates) => <Rates rates={rates} metric={metric} />}
      </Part>
      <AgreementFigure />
    </>
  )
}

function Rates({ rates, metric }: { rates: DecisionRates; metric: Metric }) {
  const rowsHref = useRowsHref()
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <RateFigure title="By type" head="Type" rows={rates.types} metric={metric} filterOf={({ key }, count) => ({ type: key, ...metricFilter[count] })} />
      <div className="flex flex-col gap-4">
        {rates.reviewers && (
          <RateFigure title="By reviewer" head="Reviewer" rows={rates.reviewers} metric={metric} filterOf={({ key }, count) => (key === formerMember ? null : heldFilter(key, count))} />
        )}
        <RateFigure title="By model" head="Model" rows={rates.models} metric={metric} filterOf={({ key }, count) => ({ model: key, ...metricFilter[count] })} empty="No model proposed what was decided." />
        <RateFigure title="By prompt version" head="Prompt version" rows={rates.prompts} metric={metric} filterOf={({ key }, count) => ({ prompt: key, ...metricFilter[count] })} empty="No model proposed what was decided." />
        <RateFigure title="By origin" head="Origin" rows={rates.origins.map((row) => ({ ...row, label: originLabel(row.key) }))} metric={metric} filterOf={({ key }, count) => originFilter(key, count)} />
        <FigurePanel
          title="Why constraints stand rejected"
          heads={['Reason', 'Constraints']}
          rows={rates.reasons.map(({ reason, constraints }) => ({ key: reason ?? '', cells: [reasonLabel(reason), constraints], href: rowsHref(reasonFilter(reason)) }))}
          empty="Nothing stands rejected."
        >
          <BarsChart
            title="Constraints that stand rejected, by reason"
            unit="constraints"
            bars={rates.reasons.map(({ reason, constraints }) => ({ key: reason ?? '', label: reasonLabel(reason), value: constraints, href: rowsHref(reasonFilter(reason)), fill: 'fill-bad' }))}
          />
        </FigurePanel>
      </div>
    </div>
  )
}

interface RateFigureProps {
  title: string
  head: string
  rows: readonly RateRow[]
  metric: Metric
  empty?: string
  /** What finds the pairs with a constraint of the row that was decided so; null for none. */
  filterOf: (row: RateRow, count: RateCount) => PairFilter | null
}

function RateFigure({ title, head, rows, metric, empty = 'Nothing is decided yet.', filterOf }: RateFigureProps) {
  const rowsHref = useRowsHref()
  const shown = rows.slice(0, 40)
  const hrefOf = (row: RateRow, count: RateCount = metric): string | undefined => rowsHref(filterOf(row, count))
  return (
    <FigurePanel
      title={title}
      heads={[head, 'Constraints', 'Decided', 'Rate', 'At least', 'At most']}
      rows={rows.map((row) => {
        const { count, rate, interval: [low, high] } = row[metric]
        return { key: row.key, cells: [row.label, count, row.decided, rate, low, high], href: hrefOf(row), hrefs: { 2: hrefOf(row, 'decided') } }
      })}
      empty={empty}
      format={(value, column) => (column >= 3 ? formatPercent(value) : formatNumber(value))}
      {...(rows.length > shown.length ? { note: `The ${shown.length} most decided of ${rows.length}; the table has all.` } : {})}
    >
      <IntervalChart title={`${title}: ${metric}`} rows={shown.map((row) => ({ key: row.key, label: row.label, rate: row[metric].rate, interval: row[metric].interval, of: row.decided, href: row[metric].count > 0 ? hrefOf(row) : undefined }))} />
    </FigurePanel>
  )
}

function originFilter(key: string, count: RateCount): PairFilter | null {
  switch (key) {
    case 'rule':
    case 'llm':
    case 'human':
    case 'import':
      return { origin: key, ...metricFilter[count] }
    default:
      return null
  }
}

function originLabel(origin: string): string {
  return Object.entries(originLabels).find(([key]) => key === origin)?.[1] ?? origin
}
