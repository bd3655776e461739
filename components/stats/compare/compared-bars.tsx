'use client'

import Link from 'next/link'
import { useId, useRef, type ReactNode } from 'react'
import type { ComparedRow, Side, SideRow } from '#components/stats/compare/side.ts'
import { sideHref } from '#components/stats/compare/side-href.ts'
import { intervalWords, valueWords } from '#components/stats/compare/words.ts'
import { letterWidth } from '#components/stats/figures/letter-width.ts'
import { useMarks } from '#components/stats/figures/use-marks.ts'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { cutLabel } from '#lib/stats/cut-label.ts'

interface ComparedBarsProps {
  title: string
  rows: readonly ComparedRow[]
  sides: readonly [left: Side, right: Side]
  differenceOf: (row: ComparedRow) => string
}

const rowHeight = 30

/** Two bars for each row, with the intervals that are known as thin lines; a bar with rows behind it is a link. */
export function ComparedBars({ title, rows, sides, differenceOf }: ComparedBarsProps) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const values = rows.flatMap(({ left, right }, index) => [{ side: sides[0], value: left, index, upper: true }, { side: sides[1], value: right, index, upper: false }])
  const mark = useMarks(values.findIndex(({ side, value }) => !sideHref(side, value)))
  const labels = Math.min(260, Math.round(width * 0.34))
  const most = Math.max(0.01, ...values.map(({ value: { value, interval } }) => Math.max(value ?? 0, interval?.[1] ?? 0)))
  const x = (value: number): number => labels + (Math.max(0, value) / most) * (width - labels - 100)
  return (
    <div ref={frame} className="w-full">
      <svg width={width} height={rows.length * rowHeight} viewBox={`0 0 ${width} ${rows.length * rowHeight}`} role="group" aria-labelledby={`${id}-title`} className="block max-w-full print:h-auto">
        <title id={`${id}-title`}>{title}</title>
        <g aria-hidden="true">
          {rows.map((row, index) => (
            <g key={row.key}>
              <text x={0} y={index * rowHeight + 19} className="fill-ink text-[13px]">{cutLabel(row.label, Math.floor((labels - 6) / letterWidth))}</text>
              <text x={width} y={index * rowHeight + 19} textAnchor="end" className="fill-muted text-[13px] tabular-nums">{differenceOf(row)}</text>
            </g>
          ))}
        </g>
        {values.map(({ side, value, index, upper }, place) => {
          const href = sideHref(side, value)
          const interval = intervalWords(value)
          const said = `${value.label}, ${side.name}: ${valueWords(value.value, value.kind)}${interval ? `, between ${interval.replace(' to ', ' and ')}` : ''}`
          const bar = <Bar value={value} y={index * rowHeight + (upper ? 5 : 16)} x={x} width={width} upper={upper} />
          const key = `${value.key} ${upper}`
          return href ? (
            <Link key={key} href={href} aria-label={said} data-tip={said} data-mark={place} className="group">{bar}</Link>
          ) : (
            <g key={key} role="img" aria-label={said} data-tip={said} {...mark(place)}>{bar}</g>
          )
        })}
      </svg>
    </div>
  )
}

function Bar({ value: { value, interval }, y, x, width, upper }: { value: SideRow; y: number; x: (value: number) => number; width: number; upper: boolean }): ReactNode {
  return (
    <>
      <rect x={x(0)} y={y - 1} width={Math.max(0, width - x(0) - 96)} height={11} className="fill-transparent group-hover:fill-accent-soft" />
      <rect x={x(0)} y={y} width={Math.max(value === null ? 0 : 1, x(value ?? 0) - x(0))} height={9} rx={1.5} className={upper ? 'fill-faint' : 'fill-accent'} />
      {interval ? <line x1={x(interval[0])} x2={x(interval[1])} y1={y + 4.5} y2={y + 4.5} className="stroke-ink" strokeWidth={1.5} /> : null}
    </>
  )
}
