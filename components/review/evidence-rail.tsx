'use client'

import { clsx } from 'clsx'
import { useEffect, useState, type RefObject } from 'react'
import { evidencePlaces, jumpTo, type EvidencePlace } from '#components/review/evidence-places.ts'

interface Marker {
  place: EvidencePlace
  /** Share of the scrolled height above it, 0 to 1. */
  at: number
  /** How many places it stands for. */
  count: number
}

interface RailProps {
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>
  /** Whatever the marks depend on: when it changes they are measured again. */
  drawnFor: unknown
}

const markerPx = 7

/**
 * Where evidence stands in a response that is longer than the screen, at the scrollbar: a click leads there. What speaks against is a
 * diamond, what supports a bar. Keys do the same, so the markers themselves take no focus.
 */
export function EvidenceRail({ scroller, drawnFor }: RailProps) {
  const [rail, setRail] = useState<{ markers: Marker[]; right: number }>({ markers: [], right: 0 })
  useEffect(() => {
    const frame = scroller.current
    if (!frame) return
    const measure = (): void => setRail({ markers: markersOf(frame), right: frame.offsetWidth - frame.clientWidth })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(frame)
    for (const child of frame.children) observer.observe(child)
    return () => observer.disconnect()
  }, [scroller, drawnFor])
  if (rail.markers.length === 0) return null
  return (
    <div role="group" aria-label="Places of the evidence" data-testid="rail" className="pointer-events-none absolute inset-y-0 w-3 max-lg:hidden" style={{ right: rail.right }}>
      {rail.markers.map(({ place, at, count }, index) => (
        <button
          key={index}
          type="button"
          tabIndex={-1}
          aria-label={`${place.role === 'violation' ? 'Violation' : place.role === 'support' ? 'Support' : 'Counted'}${count > 1 ? ` and ${count - 1} more` : ''}`}
          data-role={place.role}
          style={{ top: `calc(${at * 100}% - ${markerPx / 2}px)` }}
          className="group pointer-events-auto absolute right-0 flex h-[7px] w-3 cursor-pointer items-center justify-center"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => scroller.current && jumpTo(scroller.current, place)}
        >
          <span
            className={clsx(
              'block group-hover:scale-125',
              place.role === 'violation' && 'size-[7px] rotate-45 bg-bad',
              place.role === 'support' && 'h-[3px] w-2.5 rounded-full bg-good',
              place.role === 'unit' && 'h-px w-2.5 bg-accent',
            )}
          />
        </button>
      ))}
    </div>
  )
}

/** One marker for all places that would be drawn over each other; a violation is never hidden behind a support. None where nothing scrolls. */
function markersOf(frame: HTMLElement): Marker[] {
  const { scrollHeight, clientHeight, scrollTop } = frame
  if (scrollHeight <= clientHeight + 1) return []
  const top = frame.getBoundingClientRect().top
  const markers: Marker[] = []
  for (const place of evidencePlaces(frame)) {
    const box = place.elements[0]?.getBoundingClientRect()
    if (!box) continue
    const at = (box.top - top + scrollTop + Math.min(box.height, 24) / 2) / scrollHeight
    const last = markers.at(-1)
    if (last && (at - last.at) * clientHeight < markerPx) {
      last.count += 1
      if (place.role === 'violation') last.place = place
    } else markers.push({ place, at, count: 1 })
  }
  return markers
}
