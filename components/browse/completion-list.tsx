'use client'

import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import type { Completion } from '#components/browse/completion.ts'

interface CompletionListProps {
  /** The box's; an option's own is this with its place. */
  id: string
  options: Completion['options']
  /** The option that Enter takes; -1 for none. */
  active: number
  onChoose: (index: number) => void
}

/** What may be written next, below the box that it belongs to; the focus stays in the box. */
export function CompletionList({ id, options, active, onChoose }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label="What may follow"
      className="absolute top-9 left-0 z-30 max-h-72 w-full max-w-md overflow-y-auto rounded-md border border-line bg-panel py-1 shadow-lg"
    >
      {options.map(({ insert, label, detail }, index) => (
        <div
          key={insert}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // The box keeps the focus: leaving it would close the list before a click.
          onPointerDown={(event) => {
            event.preventDefault()
            onChoose(index)
          }}
          tabIndex={-1}
          className={clsx('flex cursor-pointer items-baseline justify-between gap-4 px-3 py-1 text-[13px]', index === active ? 'bg-accent-soft text-accent' : 'hover:bg-sunken')}
        >
          <span className="truncate font-mono">{label}</span>
          <span className={clsx('shrink-0 tabular-nums', index === active ? 'text-accent' : 'text-muted')}>{detail}</span>
        </div>
      ))}
    </div>
  )
}
