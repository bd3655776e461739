import { useId, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { StageBins } from '#components/exports/stage-bins.ts'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { ticks } from '#components/stats/series.ts'
import { formatNumber } from '#components/ui/format.ts'

const height = 150
const margin = { top: 18, right: 10, bottom: 22, left: 40 }
const plotHeight = height - margin.top - margin.bottom

interface StageCutsChartProps {
  bins: StageBins
  cuts: readonly number[]
  onMove: (index: number, cut: number) => void
}

/** How many rows have which score, with the cuts between stages to be moved by pointer or arrow keys, from column to column; none passes another. */
export function StageCutsChart({ bins: { from, to, width: step, rows }, cuts, onMove }: StageCutsChartProps) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const marks = ticks(Math.max(1, ...rows))
  const top = marks.at(-1) ?? 1
  const plotWidth = width - margin.left - margin.right
  const x = (score: number): number => margin.left + (plotWidth * (Math.min(to, Math.max(from, score)) - from)) / (to - from)
  const y = (n: number): number => margin.top + plotHeight * (1 - n / top)
  const move = (index: number, wanted: number): void => {
    const rounded = Number((Math.round(wanted / step) * step).toPrecision(9))
    const [least, most] = [(cuts[index - 1] ?? from - step) + step, (cuts[index + 1] ?? to + step) - step]
    const cut = Math.min(most, Math.max(least, rounded))
    // Between two that lie closer than a column there is no room.
    if (least <= most && cut !== cuts[index]) onMove(index, cut)
  }
  const byKey = (event: KeyboardEvent, index: number, cut: number): void => {
    const wanted = { ArrowRight: cut + step, ArrowUp: cut + step, ArrowLeft: cut - step, ArrowDown: cut - step, Home: from, End: to }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    move(index, wanted)
  }
  const byPointer = (event: PointerEvent<SVGGElement>, index: number): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect()
    if (box) move(index, from + ((event.clientX - box.left - margin.left) / plotWidth) * (to - from))
  }
  const labelled = rows.flatMap((_, n) => (n % Math.ceil(rows.length / Math.max(2, Math.floor(plotWidth / 48))) === 0 ? [Number((from + n * step).toPrecision(9))] : []))
  return (
    <div ref={frame} className="w-full">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title`} className="block max-w-full" data-testid="stage-cuts">
        <title id={`${id}-title`}>Rows by score, and where stages are parted</title>
        <g aria-hidden="true" className="text-[11px]">
          {marks.map((mark) => (
            <g key={mark}>
              <line x1={margin.left} x2={width - margin.right} y1={y(mark)} y2={y(mark)} className="stroke-line" strokeWidth={1} />
              <text x={margin.left - 6} y={y(mark) + 4} textAnchor="end" className="fill-faint tabular-nums">{formatNumber(mark)}</text>
            </g>
          ))}
          {rows.map((n, place) => (
            <rect key={place} x={x(from + place * step) + 0.5} width={Math.max(1, x(from + (place + 1) * step) - x(from + place * step) - 1)} y={y(n)} height={y(0) - y(n)} className="fill-accent" />
          ))}
          {labelled.map((score) => (
            <text key={score} x={x(score)} y={height - 6} textAnchor="middle" className="fill-faint tabular-nums">{formatNumber(score)}</text>
          ))}
        </g>
        {cuts.map((cut, index) => (
          <g
            key={index}
            role="slider"
            tabIndex={0}
            aria-label={`Stage ${index + 2} begins at`}
            aria-valuemin={from}
            aria-valuemax={to}
            aria-valuenow={cut}
            className="cursor-ew-resize touch-none outline-none [&:focus-visible>circle]:stroke-accent [&:focus-visible>circle]:stroke-3"
            onKeyDown={(event) => byKey(event, index, cut)}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => byPointer(event, index)}
          >
            <rect x={x(cut) - 8} width={16} y={0} height={height - margin.bottom} fill="transparent" />
            <line x1={x(cut)} x2={x(cut)} y1={10} y2={y(0)} className="stroke-ink" strokeWidth={1.5} strokeDasharray="4 2" />
            <circle cx={x(cut)} cy={9} r={6} className="fill-ink stroke-panel" strokeWidth={1.5} />
          </g>
        ))}
      </svg>
    </div>
  )
}
