import { useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

/** What a sheet of A4 leaves a chart between its edges and those of a panel, in CSS pixels: drawn for it, labels keep their size. */
const paper = 640

/** The width of an element as it is laid out, in CSS pixels, or on paper; `scaled` for what shrinks there with all that is in it. */
export function useWidth(element: RefObject<HTMLElement | null>, { scaled = false }: { scaled?: boolean } = {}): number {
  const [width, setWidth] = useState(480)
  const [printed, setPrinted] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width))
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  useEffect(() => {
    if (scaled) return
    // The sheet is laid out right after the event, and nothing observes that.
    const print = (event: Event): void => flushSync(() => setPrinted(event.type === 'beforeprint'))
    for (const type of ['beforeprint', 'afterprint']) window.addEventListener(type, print)
    return () => ['beforeprint', 'afterprint'].forEach((type) => window.removeEventListener(type, print))
  }, [scaled])
  return printed ? paper : width
}
