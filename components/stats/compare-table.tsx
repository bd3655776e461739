'use client'

import Link from 'next/link'
import { browseHref } from '#components/browse/filter.ts'
import { CountLink } from '#components/stats/count-link.tsx'
import { FigurePanel, type FigureRow } from '#components/stats/figures/figure-panel.tsx'
import { rowsFilter } from '#components/stats/rows-filter.ts'
import { formatNumber, formatShare } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { DatasetStatistics, DecisionRates } from '#lib/stats/contract.ts'

export interface Side {
  datasetId: string
  name: string
  filter: PairFilter
  statistics: DatasetStatistics
  rates: DecisionRates
}

/** A measure of both sides, null where there is nothing to measure; `own` is the filter of the rows that a number counts. */
interface Measure {
  label: string
  of: (side: Side) => number | null
  own?: PairFilter
  /** A share of one, not a count. */
  share?: boolean
}

const status = (side: Side, wanted: string): number => side.statistics.constraints.byStatus.find((row) => row.status === wanted)?.count ?? 0
const outcome = (side: Side, wanted: string): number => side.statistics.constraints.byOutcome.find((row) => row.outcome === wanted)?.count ?? 0
const perTotal = (side: Side, count: number): number | null => (side.statistics.constraints.total === 0 ? null : count / side.statistics.constraints.total)

function decidedShare({ rates }: Side, metric: 'accepted' | 'edited' | 'rejected'): number | null {
  const decided = rates.types.reduce((sum, row) => sum + row.decided, 0)
  return decided === 0 ? null : rates.types.reduce((sum, row) => sum + row[metric].count, 0) / decided
}

const measures: Measure[] = [
  { label: 'Pairs', of: ({ statistics }) => statistics.pairs.total, own: {} },
  { label: 'Pairs reviewed', of: ({ statistics }) => statistics.pairs.reviewed, own: { status: 'reviewed' } },
  { label: 'Constraints', of: ({ statistics }) => statistics.constraints.total },
  { label: 'Proven', of: (side) => perTotal(side, outcome(side, 'pass')), share: true },
  { label: 'Refuted', of: (side) => perTotal(side, outcome(side, 'fail')), share: true },
  { label: 'Undecided', of: (side) => perTotal(side, status(side, 'pending')), share: true },
  { label: 'Of what is decided, accepted as it was', of: (side) => decidedShare(side, 'accepted'), share: true },
  { label: 'Of what is decided, edited', of: (side) => decidedShare(side, 'edited'), share: true },
  { label: 'Of what is decided, rejected', of: (side) => decidedShare(side, 'rejected'), share: true },
]

/** Two sides measure by measure, then type by type, with the differences: the right one less the left one. */
export function CompareTable({ left, right }: { left: Side; right: Side }) {
  const href = (side: Side, own: PairFilter | undefined): string | undefined => {
    const both = own && rowsFilter(side.filter, own)
    return both ? browseHref(side.datasetId, both) : undefined
  }
  return (
    <>
      <Panel title="Compared" className="[&>div:last-child]:!p-0">
        <Table aria-label="Compared">
          <thead>
            <tr>
              <Th>Measure</Th>
              <Th numeric><SideName side={left} /></Th>
              <Th numeric><SideName side={right} /></Th>
              <Th numeric>Difference</Th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ label, of, own, share = false }) => {
              const [a, b] = [of(left), of(right)]
              return (
                <tr key={label}>
                  <th scope="row" className="border-b border-line px-3 py-1.5 text-start font-normal">{label}</th>
                  {[{ side: left, value: a }, { side: right, value: b }].map(({ side, value }, column) => (
                    <Td key={column} numeric className="!py-1.5">{value === null ? '–' : share ? formatShare(value) : <CountLink value={value} href={href(side, own)} of={`${label.toLowerCase()}, ${side.name}`} />}</Td>
                  ))}
                  <Td numeric className="!py-1.5 text-muted">{a === null || b === null ? '–' : share ? points(b - a) : signed(b - a)}</Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      </Panel>
      <TypeShares left={left} right={right} />
    </>
  )
}

function SideName({ side }: { side: Side }) {
  return (
    <Link href={browseHref(side.datasetId, side.filter)} title={side.name} className="inline-block max-w-56 truncate align-bottom underline decoration-line underline-offset-3 hover:text-accent">
      {side.name}
    </Link>
  )
}

function TypeShares({ left, right }: { left: Side; right: Side }) {
  const labels = new Map([...left.statistics.constraints.byType, ...right.statistics.constraints.byType].map(({ type, label }) => [type, label]))
  const share = (side: Side, type: string): number => perTotal(side, side.statistics.constraints.byType.find((row) => row.type === type)?.total ?? 0) ?? 0
  const types = [...labels].map(([type, label]) => ({ type, label, a: share(left, type), b: share(right, type) })).toSorted((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a))
  const rows: FigureRow[] = types.map(({ type, label, a, b }) => ({ key: type, cells: [label, a, b, b - a] }))
  const most = Math.max(0.01, ...types.map(({ a, b }) => Math.max(a, b)))
  const shown = types.slice(0, 30)
  return (
    <FigurePanel
      title="Types, side by side"
      heads={['Type', 'Left', 'Right', 'Difference']}
      rows={rows}
      linked={-1}
      empty="Neither side has constraints."
      format={(value, column) => (column === 3 ? points(value) : formatShare(value))}
      note="Each type’s share of the side’s constraints, those that differ most first. Upper bar: left; lower bar: right."
    >
      <svg viewBox={`0 0 800 ${shown.length * 26}`} role="group" aria-label="Shares of types on both sides" className="block w-full">
        {shown.map(({ type, label, a, b }, index) => {
          const said = `${label}: ${formatShare(a)} and ${formatShare(b)}, ${points(b - a)}`
          return (
            <g key={type} role="img" aria-label={said} data-tip={said}>
              <rect x={0} y={index * 26} width={800} height={26} className="fill-transparent" />
              <text x={0} y={index * 26 + 17} className="fill-ink text-[13px]">{label}</text>
              <rect x={260} y={index * 26 + 4} width={(a / most) * 440} height={8} className="fill-faint" />
              <rect x={260} y={index * 26 + 13} width={(b / most) * 440} height={8} className="fill-accent" />
              <text x={800} y={index * 26 + 17} textAnchor="end" className="fill-muted text-[13px] tabular-nums">{points(b - a)}</text>
            </g>
          )
        })}
      </svg>
    </FigurePanel>
  )
}

/** A difference of shares, in points of percent. */
function points(difference: number): string {
  const rounded = Math.round(difference * 1000) / 10
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : '±'}${Math.abs(rounded).toFixed(1)} points`
}

function signed(difference: number): string {
  return `${difference > 0 ? '+' : difference < 0 ? '−' : '±'}${formatNumber(Math.abs(difference))}`
}
