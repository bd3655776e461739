'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { useId, useRef } from 'react'
import { letterWidth } from '#components/stats/figures/letter-width.ts'
import { useMarks } from '#components/stats/figures/use-marks.ts'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { formatPercent } from '#components/ui/format.ts'
import { cutLabel } from '#lib/stats/cut-label.ts'

export interface IntervalRow {
  key: string
  label: string
  rate: number
  interval: readonly [low: number, high: number]
  of: number
  /** The rows that the rate counts. */
  href?: string | undefined
}

const rowHeight = 22
const axis = 20

interface IntervalChartProps {
  title: string
  rows: readonly IntervalRow[]
  /** Where the axis begins, and where it ends; from 0 to 1 where left out. */
  from?: number
  to?: number
  /** How values are written; as percent where left out. */
  format?: (value: number) => string
}

/** Rates with their intervals: a dot, and a line that says how sure it is. */
export function IntervalChart({ title, rows, from = 0, to = 1, format = formatPercent }: IntervalChartProps) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const mark = useMarks(rows.findIndex(({ href }) => href === undefined))
  const labels = Math.min(220, Math.round(width * 0.4))
  const room = Math.max(64, 16 + 7 * Math.max(...rows.map(({ rate }) => format(rate).length)))
  const x = (share: number): number => labels + 8 + ((Math.max(from, share) - from) / (to - from)) * (width - labels - room)
  // Where the axis is short, every second of its labels, or those of its ends alone.
  const most = (x(to) - x(from)) / (7 * Math.max(format(from).length, format(to).length))
  const every = most >= 4 ? 1 : most >= 2 ? 2 : 4
  const height = rows.length * rowHeight + axis
  return (
    <div ref={frame} className="w-full">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title`} className="block max-w-full print:h-auto">
        <title id={`${id}-title`}>{title}</title>
        <g aria-hidden="true">
          {[0, 0.25, 0.5, 0.75, 1].map((part) => from + part * (to - from)).map((mark, index) => (
            <g key={mark}>
              <line x1={x(mark)} x2={x(mark)} y1={0} y2={height - axis} className="stroke-line" strokeWidth={1} />
              {index % every === 0 ? <text x={x(mark)} y={height - 5} textAnchor="middle" className="fill-faint text-[11px] tabular-nums">{format(mark)}</text> : null}
            </g>
          ))}
        </g>
        {rows.map(({ key, label, rate, interval: [low, high], of, href }, index) => {
          const y = index * rowHeight + rowHeight / 2
          const fits = Math.floor((labels - 8) / letterWidth)
          const said = `${label}: ${format(rate)} of ${of}, between ${format(low)} and ${format(high)}`
          const row = (
            <>
              <rect x={0} y={y - rowHeight / 2} width={width} height={rowHeight} className={clsx('fill-transparent', href && 'group-hover:fill-accent-soft')} />
              <text x={0} y={y + 4} className="fill-ink text-[13px]">{cutLabel(label, fits)}</text>
              <line x1={x(low)} x2={x(high)} y1={y} y2={y} className="stroke-accent" strokeWidth={2} />
              <circle cx={x(rate)} cy={y} r={4} className="fill-accent" />
              <text x={width} y={y + 4} textAnchor="end" className={clsx('fill-muted text-[13px] tabular-nums', href && 'underline')}>{format(rate)}</text>
            </>
          )
          return href ? (
            <Link key={key} href={href} aria-label={said} data-tip={said} data-mark={index} className="group">{row}</Link>
          ) : (
            <g key={key} role="img" aria-label={said} data-tip={said} {...mark(index)}>{row}</g>
          )
        })}
      </svg>
    </div>
  )
}
