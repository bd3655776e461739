'use client'

import { useId, useRef } from 'react'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { formatPercent } from '#components/ui/format.ts'

export interface IntervalRow {
  key: string
  label: string
  rate: number
  interval: readonly [low: number, high: number]
  of: number
}

const rowHeight = 22
const axis = 20

/** Rates with their intervals: a dot, and a line that says how sure it is. */
export function IntervalChart({ title, rows }: { title: string; rows: readonly IntervalRow[] }) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const labels = Math.min(220, Math.round(width * 0.4))
  const x = (share: number): number => labels + share * (width - labels - 56)
  const height = rows.length * rowHeight + axis
  return (
    <div ref={frame} className="w-full">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title`} className="block max-w-full print:h-auto">
        <title id={`${id}-title`}>{title}</title>
        <g aria-hidden="true">
          {[0, 0.25, 0.5, 0.75, 1].map((mark) => (
            <g key={mark}>
              <line x1={x(mark)} x2={x(mark)} y1={0} y2={height - axis} className="stroke-line" strokeWidth={1} />
              <text x={x(mark)} y={height - 5} textAnchor="middle" className="fill-faint text-[11px] tabular-nums">{formatPercent(mark)}</text>
            </g>
          ))}
        </g>
        {rows.map(({ key, label, rate, interval: [low, high], of }, index) => {
          const y = index * rowHeight + rowHeight / 2
          const fits = Math.floor((labels - 8) / 6.4)
          const said = `${label}: ${formatPercent(rate)} of ${of}, between ${formatPercent(low)} and ${formatPercent(high)}`
          return (
            <g key={key} role="img" aria-label={said} data-tip={said}>
              <rect x={0} y={y - rowHeight / 2} width={width} height={rowHeight} className="fill-transparent" />
              <text x={0} y={y + 4} className="fill-ink text-[13px]">{label.length > fits ? `${label.slice(0, fits - 1)}…` : label}</text>
              <line x1={x(low)} x2={x(high)} y1={y} y2={y} className="stroke-accent" strokeWidth={2} />
              <circle cx={x(rate)} cy={y} r={4} className="fill-accent" />
              <text x={width} y={y + 4} textAnchor="end" className="fill-muted text-[13px] tabular-nums">{formatPercent(rate)}</text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
