'use client'

import { useState, type KeyboardEvent } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** What a mark carries to be reachable by keyboard. */
export type Mark = ReturnType<typeof useMarks>

/**
 * Makes marks of a chart reachable by keyboard that lead nowhere, or that are too many to be tabbed to each: one of them can be tabbed to, at first that
 * of index `first`, arrows go from mark to mark. Gives what a mark has to carry. Marks of several pictures are one row of them where all are in an
 * element with `data-marks`.
 */
export function useMarks(first = 0) {
  const [reached, setReached] = useState<number | null>(null)
  const at = reached ?? first
  return (index: number) => ({
    'data-mark': index,
    tabIndex: index === at ? 0 : -1,
    onFocus: () => setReached(index),
    onKeyDown: (event: KeyboardEvent<SVGElement | HTMLElement>) => {
      const step = steps[event.key]
      if (step === undefined) return
      event.preventDefault()
      const row = event.currentTarget.closest('[data-marks]') ?? event.currentTarget.closest('svg')
      const marks = [...(row?.querySelectorAll<SVGElement | HTMLElement>('[data-mark]') ?? [])]
      marks[marks.indexOf(event.currentTarget) + step]?.focus()
    },
  })
}
