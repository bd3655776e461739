'use client'

import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { IntervalChart } from '#components/stats/figures/interval-chart.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import type { Gain } from '#lib/evaluation/paired-interval.ts'
import { formatPoints, reachOf } from '#lib/evaluation/points.ts'

export interface GainRow {
  key: string
  label: string
  gain: Gain
  href?: string | undefined
  /** Behind the numbers in the table. */
  more?: string
}

interface GainFigureProps {
  title: string
  /** What the rows are. */
  head: string
  /** What `more` of the rows is. */
  moreHead: string
  rows: readonly GainRow[]
  empty: string
  note: string
}

/** Gains in points with their intervals, to both sides of 0, and the counts that they come from as a table. */
export function GainFigure({ title, head, moreHead, rows, empty, note }: GainFigureProps) {
  const reach = reachOf(rows.map(({ gain }) => gain.interval))
  return (
    <FigurePanel
      title={title}
      heads={[head, 'Compared', 'Before', 'After', 'Gain', 'At least', 'At most', 'Both', 'Only before', 'Only after', 'Neither', moreHead]}
      rows={rows.map(({ key, label, gain: { n, before, after, gain, interval, both, onlyBefore, onlyAfter, neither }, href, more }) => ({
        key,
        cells: [label, n, before, after, gain, interval[0], interval[1], both, onlyBefore, onlyAfter, neither, more ?? null],
        href,
      }))}
      empty={empty}
      format={(value, column) => (column === 2 || column === 3 ? formatPercent(value) : column >= 4 && column <= 6 ? formatPoints(value) : formatNumber(value))}
      note={note}
    >
      <IntervalChart title={title} from={-reach} to={reach} format={formatPoints} rows={rows.map(({ key, label, gain, href }) => ({ key, label, rate: gain.gain, interval: gain.interval, of: gain.n, href }))} />
    </FigurePanel>
  )
}
