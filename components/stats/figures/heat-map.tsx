'use client'

import { useRouter } from 'next/navigation'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useWidth } from '#components/stats/figures/use-width.ts'
import { cutLabel } from '#lib/stats/cut-label.ts'
import { heatShade } from '#lib/stats/heat-shade.ts'

export interface HeatCell {
  row: number
  column: number
  /** 0 to 1: how dark. */
  strength: number
  /** What it says in words, with both names. */
  said: string
  /** A dashed frame: something is missing here. */
  gap?: boolean
  href?: string | undefined
  /** Written into the cell, where there is room. */
  text?: string
}

interface HeatMapProps {
  title: string
  rows: readonly string[]
  columns: readonly string[]
  cells: readonly HeatCell[]
}

const heads = 108
/** Room for the last slanted head. */
const margin = 84
/** A cell that can still be pointed at, beside names that can still be read. */
const leastSize = 16

/**
 * A table of cells, the darker the more; where there is too little room for them, it scrolls. One of them can have the focus: arrows go from cell to cell, Enter opens its rows.
 */
export function HeatMap({ title, rows, columns, cells }: HeatMapProps) {
  const id = useId()
  const router = useRouter()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame, { scaled: true })
  const [at, setAt] = useState(0)
  const labels = Math.min(190, Math.max(110, Math.round(width * 0.3)))
  const size = Math.min(56, Math.max(leastSize, (width - labels - margin) / Math.max(1, columns.length)))
  const wide = Math.max(width, labels + size * columns.length + margin)
  const tall = Math.min(26, size)
  const height = heads + rows.length * tall
  const move = (event: KeyboardEvent<SVGGElement>): void => {
    const here = cells[at]
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key]
    if (event.key === 'Enter' && here?.href) return router.push(here.href)
    if (!here || !step) return
    event.preventDefault()
    const next = nearest(cells, here, step)
    if (next < 0) return
    setAt(next)
    event.currentTarget.querySelector<SVGElement>(`[data-cell="${next}"]`)?.focus()
  }
  return (
    <div ref={frame} className="w-full overflow-x-auto">
      <svg width={wide} height={height} viewBox={`0 0 ${wide} ${height}`} role="group" aria-labelledby={`${id}-title`} className="block print:h-auto print:max-w-full">
        <title id={`${id}-title`}>{title}</title>
        <g aria-hidden="true" className="text-[11px]">
          {columns.map((column, index) => (
            <text key={column} transform={`translate(${labels + size * (index + 0.5) + 3},${heads - 6}) rotate(-50)`} className="fill-muted">{cutLabel(column, 17)}</text>
          ))}
          {rows.map((row, index) => (
            <text key={row} x={labels - 6} y={heads + tall * (index + 0.5) + 4} textAnchor="end" className="fill-muted">{cutLabel(row, Math.floor((labels - 6) / 6.4))}</text>
          ))}
        </g>
        <g onKeyDown={move}>
          {cells.map((cell, index) => (
            <g
              key={`${cell.row} ${cell.column}`}
              data-cell={index}
              data-tip={cell.said}
              role={cell.href ? 'link' : 'img'}
              aria-label={cell.said}
              tabIndex={index === at ? 0 : -1}
              onFocus={() => setAt(index)}
              onClick={() => (cell.href ? router.push(cell.href) : undefined)}
              className={cell.href ? 'cursor-pointer' : ''}
            >
              <rect
                x={labels + size * cell.column + 0.5}
                y={heads + tall * cell.row + 0.5}
                width={size - 1}
                height={tall - 1}
                fillOpacity={heatShade(cell.strength, cell.gap).opacity}
                strokeDasharray={cell.gap ? '3 2' : undefined}
                className={cell.gap ? 'fill-transparent stroke-bad' : 'fill-accent'}
              />
              {cell.text && size >= 30 && tall >= 16 ? (
                <text x={labels + size * (cell.column + 0.5)} y={heads + tall * (cell.row + 0.5) + 4} textAnchor="middle" className={`text-[11px] tabular-nums ${heatShade(cell.strength, cell.gap).words === 'on' ? 'fill-on-accent' : 'fill-ink'}`}>
                  {cell.text}
                </text>
              ) : null}
            </g>
          ))}
        </g>
      </svg>
    </div>
  )
}

/** The next cell in a direction, those between that are not there skipped; -1 at the edge. */
function nearest(cells: readonly HeatCell[], from: HeatCell, [down = 0, right = 0]: readonly number[]): number {
  let best = -1
  for (const [index, cell] of cells.entries()) {
    const ahead = down === 0 ? cell.row === from.row && (cell.column - from.column) * right > 0 : cell.column === from.column && (cell.row - from.row) * down > 0
    const distance = (other: HeatCell): number => Math.abs(other.row - from.row) + Math.abs(other.column - from.column)
    const known = cells[best]
    if (ahead && (!known || distance(cell) < distance(known))) best = index
  }
  return best
}
