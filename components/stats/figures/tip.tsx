'use client'

import { useState, type FocusEvent, type PointerEvent, type RefObject } from 'react'

interface Shown {
  text: string
  left: number
  top: number
}

/** What a mark of a chart says when it is pointed at or has the focus: marks carry it in `data-tip`. */
export function useTip(frame: RefObject<HTMLElement | null>) {
  const [tip, setTip] = useState<Shown | null>(null)
  const say = (mark: Element | null): void => {
    const within = frame.current?.getBoundingClientRect()
    if (!mark || !within) return setTip(null)
    const box = mark.getBoundingClientRect()
    setTip({ text: mark.getAttribute('data-tip') ?? '', left: box.left + box.width / 2 - within.left, top: box.top - within.top })
  }
  const markOf = (element: EventTarget | null): Element | null => (element instanceof Element ? element.closest('[data-tip]') : null)
  /** What the keys are at keeps its words while nothing is pointed at: a page that scrolls below the pointer does not take them away. */
  const reached = (): Element | null => (frame.current?.contains(document.activeElement) ? markOf(document.activeElement) : null)
  const show = (event: PointerEvent | FocusEvent): void => say(markOf(event.target) ?? reached())
  return { tip, handlers: { onPointerOver: show, onPointerLeave: () => say(reached()), onFocus: show, onBlur: () => setTip(null) } }
}

/** The text beside the mark; for those who see it, as the marks' names say the same. */
export function Tip({ tip }: { tip: Shown | null }) {
  if (!tip) return null
  return (
    <div
      aria-hidden="true"
      style={{ left: `clamp(5rem, ${tip.left}px, calc(100% - 5rem))`, top: tip.top }}
      className="pointer-events-none absolute z-10 max-w-64 -translate-x-1/2 -translate-y-[calc(100%+6px)] rounded border border-line bg-panel px-2 py-1 text-xs shadow-md print:hidden"
    >
      {tip.text}
    </div>
  )
}
