'use client'

import Link from 'next/link'
import { useId, useRef } from 'react'
import { useMarks } from '#components/stats/figures/use-marks.ts'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { labelStep, ticks, type Datum } from '#components/stats/series.ts'
import { formatCount, formatNumber } from '#components/ui/format.ts'

const height = 190
const margin = { top: 16, right: 4, bottom: 34, left: 44 }
/** A column is no wider than this, in pixels, however few there are. */
const widest = 96
const plotHeight = height - margin.top - margin.bottom

interface ColumnChartProps {
  title: string
  data: Datum[]
  /** What lies along the bottom, such as "words of the response". */
  axis: string
  /** What is counted, in the plural: "pairs". */
  unit: string
  /** Room that a label along the bottom needs, in pixels. */
  labelWidth?: number
}

/**
 * Columns that show how values are spread, each with its value in its name; those with rows behind them are links. The description says the total and
 * the largest.
 */
export function ColumnChart({ title, data, axis, unit, labelWidth = 34 }: ColumnChartProps) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const marks = ticks(Math.max(0, ...data.map((datum) => datum.value)))
  const top = marks.at(-1) ?? 1
  const slot = Math.min(widest, Math.max(1, (width - margin.left - margin.right) / Math.max(1, data.length)))
  const step = labelStep(data.length, width - margin.left - margin.right, labelWidth)
  const y = (value: number): number => margin.top + plotHeight * (1 - value / top)
  const mark = useMarks(data.findIndex(({ value, href }) => value > 0 && !href))
  return (
    <div ref={frame} className="w-full">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
        className="block max-w-full print:h-auto"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{summary(data, unit)}</desc>
        <g aria-hidden="true" className="text-[11px]">
          {marks.map((mark) => (
            <g key={mark}>
              <line x1={margin.left} x2={width - margin.right} y1={y(mark)} y2={y(mark)} className="stroke-line" strokeWidth={1} />
              <text x={margin.left - 6} y={y(mark) + 4} textAnchor="end" className="fill-faint tabular-nums">{compact(mark)}</text>
            </g>
          ))}
          {data.map((datum, index) =>
            index % step === 0 ? (
              <text key={datum.label} x={margin.left + slot * (index + 0.5)} y={height - margin.bottom + 14} textAnchor="middle" className="fill-faint tabular-nums">
                {datum.short ?? datum.label}
              </text>
            ) : null,
          )}
          <text x={margin.left + (width - margin.left - margin.right) / 2} y={height - 3} textAnchor="middle" className="fill-faint">{axis}</text>
        </g>
        {data.map((datum, index) => {
          if (datum.value === 0) return null
          const bar = <Column x={margin.left + slot * index} slot={slot} y={y(datum.value)} datum={datum} />
          if (!datum.href) return <g key={datum.label} role="img" aria-label={said(datum, unit)} data-tip={said(datum, unit)} {...mark(index)}>{bar}</g>
          return (
            <Link key={datum.label} href={datum.href} aria-label={said(datum, unit)} data-tip={said(datum, unit)} data-mark={index} className="group">
              {bar}
            </Link>
          )
        })}
      </svg>
    </div>
  )
}

function Column({ x, slot, y, datum }: { x: number; slot: number; y: number; datum: Datum }) {
  const bottom = margin.top + plotHeight
  const barHeight = Math.max(1.5, bottom - y)
  const gap = Math.min(4, slot * 0.15)
  return (
    <>
      {/* The whole slot can be pointed at, however small the value. */}
      <rect x={x} y={margin.top} width={slot} height={plotHeight} className="fill-transparent group-hover:fill-accent-soft" />
      <rect x={x + gap / 2} y={bottom - barHeight} width={Math.max(1, slot - gap)} height={barHeight} rx={Math.min(2, slot / 6)} className="pointer-events-none fill-accent" />
      {slot >= 30 ? (
        <text aria-hidden="true" x={x + slot / 2} y={bottom - barHeight - 4} textAnchor="middle" className="fill-muted text-[11px] tabular-nums">
          {compact(datum.value)}
        </text>
      ) : null}
    </>
  )
}

function said({ label, value }: Datum, unit: string): string {
  return `${formatCount(value, unit)}: ${label}`
}

function summary(data: Datum[], unit: string): string {
  const total = data.reduce((sum, datum) => sum + datum.value, 0)
  const largest = data.reduce<Datum | null>((most, datum) => (most === null || datum.value > most.value ? datum : most), null)
  if (!largest) return `No ${unit}.`
  return `${formatCount(total, unit)} in all; most at ${largest.label}: ${formatNumber(largest.value)}. The table view has every value.`
}

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

function compact(value: number): string {
  return short.format(value).toLowerCase()
}
