'use client'

import { clsx } from 'clsx'
import { useId, type KeyboardEvent } from 'react'
import { formatNumber, formatShare } from '#components/ui/format.ts'
import type { BoundStops } from '#lib/review/contract.ts'

interface SliderProps {
  bounds: BoundStops
  /** The text as it is written now. */
  text: string
  onChange: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

const ends = { min: { name: 'Lower bound', said: 'at least' }, max: { name: 'Upper bound', said: 'at most' } } as const

/** Moves a bound between the places where it is true of the response, from loose to tight, and rewords the text. */
export function BoundSlider({ bounds: { end, current, stops }, text, onChange, onKeyDown }: SliderProps) {
  const id = useId()
  const { name, said } = ends[end]
  const written = stops.findIndex((stop) => stop.text === text)
  // Where what is written is not true, the handle stands at the nearest bound that is.
  const at = written >= 0 ? written : nearest(stops, current)
  const stop = stops[at]
  const move = (index: number): void => {
    const next = stops[index]
    if (next) onChange(next.text)
  }
  if (!stop) return null
  return (
    <div className="rounded border border-line px-2 py-1.5 text-[13px]" data-testid={`bound-${end}`}>
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {name}, where it is true
      </label>
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="text-xs text-faint">
          loose
        </span>
        <input
          id={id}
          type="range"
          min={0}
          max={Math.max(1, stops.length - 1)}
          step={1}
          value={at}
          disabled={stops.length < 2}
          aria-valuetext={written >= 0 ? describe(said, stop) : `${said} ${formatNumber(current)} as written, which is not true of this response`}
          className={clsx('min-w-0 flex-1 accent-(--accent)', written < 0 && 'opacity-50')}
          onChange={(event) => move(Number(event.target.value))}
          onKeyDown={onKeyDown}
        />
        <span aria-hidden="true" className="text-xs text-faint">
          tight
        </span>
      </div>
      <div role="group" aria-label={`${name}: stops`} className="flex flex-wrap justify-between gap-1">
        {stops.map((each, index) => (
          <button
            key={each.bound}
            type="button"
            aria-pressed={index === written}
            className={clsx('rounded px-1.5 py-0.5 text-start tabular-nums hover:bg-sunken', index === written ? 'bg-accent-soft text-ink' : 'text-muted')}
            onClick={() => move(index)}
            onKeyDown={onKeyDown}
          >
            <span className="font-medium">{formatNumber(each.bound)}</span> {each.name}
            {each.metBy === null ? null : <span className="block text-xs">met by {formatShare(each.metBy)}</span>}
          </button>
        ))}
      </div>
    </div>
  )
}

function describe(said: string, { name, bound, metBy }: BoundStops['stops'][number]): string {
  return `${name}: ${said} ${formatNumber(bound)}${metBy === null ? '' : `, met by ${formatShare(metBy)} of other responses`}`
}

function nearest(stops: BoundStops['stops'], bound: number): number {
  return stops.reduce((best, stop, index) => (Math.abs(stop.bound - bound) < Math.abs((stops[best]?.bound ?? Number.POSITIVE_INFINITY) - bound) ? index : best), 0)
}
