'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { useId, useRef } from 'react'
import { letterWidth } from '#components/stats/figures/letter-width.ts'
import { useMarks } from '#components/stats/figures/use-marks.ts'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { formatCount, formatNumber } from '#components/ui/format.ts'
import { cutLabel } from '#lib/stats/cut-label.ts'

export interface Bar {
  key: string
  label: string
  /** Where the bar begins; 0 where left out. */
  from?: number
  value: number
  href?: string | undefined
  /** Class of the fill. */
  fill?: string
  /** A part of the row above. */
  indent?: boolean
  /** Written beside the number. */
  aside?: string
}

interface BarsChartProps {
  title: string
  bars: readonly Bar[]
  /** What is counted, in the plural. */
  unit: string
  /** The whole that the bars are parts of; the largest end where left out. */
  whole?: number
  /** How a number is written; whole and with commas where left out. */
  format?: (value: number) => string
}

const rowHeight = 24
/** Pixels of the column of labels that no label takes. */
const beside = (indent: boolean): number => (indent ? 26 : 10)

/** Bars below one another, each with its name and number; those with rows behind them are links. */
export function BarsChart({ title, bars, unit, whole, format }: BarsChartProps) {
  const id = useId()
  const write = format ?? formatNumber
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const leads = ({ href, value }: Bar): boolean => href !== undefined && value > 0
  const mark = useMarks(bars.findIndex((bar) => !leads(bar)))
  // As wide as the longest label needs, within reason: what is cut can only be read in a tip.
  const wanted = Math.max(260, ...bars.map(({ label, indent = false }) => Math.ceil(label.length * letterWidth) + beside(indent)))
  const labels = Math.min(420, wanted, Math.round(width * 0.42))
  // Numbers and what is written beside them, seven pixels a sign.
  const numbers = 24 + 7 * Math.max(4, ...bars.map(({ value, aside = '' }) => write(value).length + aside.length))
  const room = Math.max(20, width - labels - numbers)
  const most = Math.max(whole ?? 0, ...bars.map(({ from = 0, value }) => from + value)) || 1
  const height = bars.length * rowHeight
  return (
    <div ref={frame} className="w-full">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title`} className="block max-w-full print:h-auto">
        <title id={`${id}-title`}>{title}</title>
        {bars.map((bar, index) => {
          const row = <BarRow bar={bar} y={index * rowHeight} {...{ labels, room, width, most, write }} />
          const said = `${format ? `${format(bar.value)} ${unit}` : formatCount(bar.value, unit)}: ${bar.label}`
          return bar.href && bar.value > 0 ? (
            <Link key={bar.key} href={bar.href} aria-label={said} data-tip={said} data-mark={index} className="group">
              {row}
            </Link>
          ) : (
            <g key={bar.key} role="img" aria-label={said} data-tip={said} {...mark(index)}>
              {row}
            </g>
          )
        })}
      </svg>
    </div>
  )
}

function BarRow({ bar, y, labels, room, width, most, write }: { bar: Bar; y: number; labels: number; room: number; width: number; most: number; write: (value: number) => string }) {
  const { from = 0, value, indent = false, fill = 'fill-accent', aside } = bar
  const start = labels + (from / most) * room
  const length = value === 0 ? 0 : Math.max(1.5, (value / most) * room)
  const fits = Math.floor((labels - beside(indent)) / letterWidth)
  return (
    <>
      <rect x={0} y={y} width={width} height={rowHeight} className={clsx('fill-transparent', bar.href && 'group-hover:fill-accent-soft')} />
      <text x={indent ? 16 : 0} y={y + 16} className={clsx('text-[13px]', indent ? 'fill-muted' : 'fill-ink')}>
        {cutLabel(bar.label, fits)}
      </text>
      <rect x={start} y={y + 5} width={length} height={rowHeight - 10} rx={2} className={fill} />
      <text x={width} y={y + 16} textAnchor="end" className={clsx('text-[13px] tabular-nums', value === 0 ? 'fill-faint' : 'fill-ink', bar.href && value > 0 && 'underline')}>
        {write(value)}
        {aside ? ` ${aside}` : ''}
      </text>
    </>
  )
}
