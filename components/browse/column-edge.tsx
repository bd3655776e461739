'use client'

import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { columnOf, mostWidth, type ColumnId } from '#components/browse/columns.ts'

const step = { fine: 8, coarse: 40 }

/** The right edge of a column's head: dragged, or moved by the arrow keys, it makes the column wider or narrower; Enter or a double click undoes that. */
export function ColumnEdge({ id, onResize }: { id: ColumnId; onResize: (width: number | null) => void }) {
  const edge = useRef<HTMLDivElement>(null)
  const from = useRef<{ x: number; width: number } | null>(null)
  const { label, least, width } = columnOf[id]
  const now = (): number => edge.current?.closest('[role=columnheader]')?.getBoundingClientRect().width ?? width

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? step.coarse : step.fine
    if (event.key === 'ArrowRight') onResize(now() + by)
    else if (event.key === 'ArrowLeft') onResize(now() - by)
    else if (event.key === 'Home') onResize(least)
    else if (event.key === 'Enter') onResize(null)
    else return
    event.preventDefault()
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, width: now() }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (from.current) onResize(from.current.width + event.clientX - from.current.x)
  }
  return (
    <div
      // What it measures is known only where it is shown.
      ref={(element) => {
        edge.current = element
        element?.setAttribute('aria-valuenow', String(Math.round(now())))
      }}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuemin={least}
      aria-valuemax={mostWidth}
      aria-valuenow={width}
      title="Drag to resize; double click for its own width"
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
      onDoubleClick={() => onResize(null)}
      className="absolute inset-y-0 -right-3 z-10 flex w-3 cursor-col-resize touch-none justify-center after:my-2 after:w-px after:bg-line hover:after:my-1 hover:after:w-0.5 hover:after:bg-accent focus-visible:-outline-offset-2"
    />
  )
}
