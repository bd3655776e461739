'use client'

import { useId, useRef } from 'react'
import { useMarks } from '#components/stats/figures/use-marks.ts'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { ticks } from '#components/stats/series.ts'
import { formatNumber } from '#components/ui/format.ts'
import type { Progress } from '#lib/stats/contract.ts'

const height = 220
const margin = { top: 12, right: 12, bottom: 30, left: 52 }
const dayMs = 86_400_000

/** What was decided so far, day by day, and, as a fan, when the rest may be. */
export function ProgressChart({ progress, series }: { progress: Progress; series: readonly { day: string; done: number }[] }) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const mark = useMarks(series.length - 1)
  const { total, today, forecast } = progress
  const first = Date.parse(`${series[0]?.day ?? today}T00:00:00Z`)
  const now = Date.parse(`${today}T00:00:00Z`)
  // A fan that reaches beyond a year is cut: the line would shrink to nothing.
  const reach = Math.min(365, forecast?.late ?? forecast?.days ?? 0)
  const span = Math.max(1, (now - first) / dayMs + reach)
  const x = (time: number): number => margin.left + ((time - first) / dayMs / span) * (width - margin.left - margin.right)
  const top = ticks(Math.max(1, total))
  const y = (done: number): number => margin.top + (1 - done / (top.at(-1) ?? 1)) * (height - margin.top - margin.bottom)
  const line = series.map(({ day, done }) => `${x(Date.parse(`${day}T00:00:00Z`))},${y(done)}`).join(' ')
  const done = total - progress.left
  const after = (days: number | null): number => now + Math.min(365, days ?? 365) * dayMs
  return (
    <div ref={frame} className="w-full">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title`} aria-describedby={`${id}-desc`} className="block max-w-full print:h-auto">
        <title id={`${id}-title`}>Constraints decided over time</title>
        <desc id={`${id}-desc`}>{`${formatNumber(done)} of ${formatNumber(total)} are accepted or rejected. The table view has every day.`}</desc>
        <g aria-hidden="true" className="text-[11px]">
          {top.map((mark) => (
            <g key={mark}>
              <line x1={margin.left} x2={width - margin.right} y1={y(mark)} y2={y(mark)} className="stroke-line" strokeWidth={1} />
              <text x={margin.left - 6} y={y(mark) + 4} textAnchor="end" className="fill-faint tabular-nums">{formatNumber(mark)}</text>
            </g>
          ))}
          <text x={margin.left} y={height - 8} className="fill-faint">{series[0]?.day ?? today}</text>
          <text x={Math.min(x(now), width - 90)} y={height - 8} textAnchor={x(now) > margin.left + 120 ? 'middle' : 'start'} className="fill-muted">{x(now) > margin.left + 70 ? 'today' : ''}</text>
          {reach > 0 ? <text x={width - margin.right} y={height - 8} textAnchor="end" className="fill-faint">{new Date(now + reach * dayMs).toISOString().slice(0, 10)}</text> : null}
        </g>
        <line x1={margin.left} x2={width - margin.right} y1={y(total)} y2={y(total)} className="stroke-good" strokeWidth={1.5} strokeDasharray="5 4" />
        {forecast && progress.left > 0 ? (
          <>
            <polygon points={`${x(now)},${y(done)} ${x(after(forecast.early))},${y(total)} ${x(after(forecast.late))},${forecast.late === null || forecast.late > 365 ? y(done) : y(total)}`} className="fill-accent-soft" />
            <line x1={x(now)} y1={y(done)} x2={x(after(forecast.days))} y2={y(total)} className="stroke-accent" strokeWidth={1.5} strokeDasharray="3 3" />
          </>
        ) : null}
        <polyline points={line} className="fill-none stroke-accent" strokeWidth={2} />
        {series.map(({ day, done: n }, index) => (
          <circle key={day} role="img" aria-label={`${day}: ${formatNumber(n)} decided`} {...mark(index)} cx={x(Date.parse(`${day}T00:00:00Z`))} cy={y(n)} r={3.5} className="fill-accent" data-tip={`${day}: ${formatNumber(n)} decided`} />
        ))}
      </svg>
    </div>
  )
}
