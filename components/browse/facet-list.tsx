'use client'

import { clsx } from 'clsx'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { FacetGroup, FacetValue } from '#components/browse/facet-groups.ts'
import { formatNumber } from '#components/ui/format.ts'

/** How many values are shown at first; those that are asked for always are. */
const shownAtFirst = 8

interface FacetListProps {
  group: FacetGroup
  /** Whether the counts are the whole dataset's in spite of a filter. */
  ofAll: boolean
  folded: boolean
  onFold: () => void
  onToggle: (term: string) => void
}

/** One facet: its values as check boxes, each with its count. */
export function FacetList({ group: { title, unit, values }, ofAll, folded, onFold, onToggle }: FacetListProps) {
  const id = useId()
  const [all, setAll] = useState(false)
  const asked = values.filter(({ on }) => on).length
  const shown = all ? values : values.filter(({ on }, index) => on || index < shownAtFirst)
  const Arrow = folded ? ChevronRight : ChevronDown
  return (
    <div role="group" aria-labelledby={`${id}-title`} className="border-t border-line py-1.5">
      <h2 id={`${id}-title`} className="text-[13px] font-medium">
        <button type="button" aria-expanded={!folded} aria-controls={`${id}-values`} onClick={onFold} className="flex w-full items-center gap-1 rounded py-0.5 text-start hover:text-accent">
          <Arrow size={14} aria-hidden="true" className="shrink-0 text-faint" />
          {title}
          {folded && asked > 0 ? <span className="text-accent">({asked} set)</span> : null}
          <span className="ml-auto text-xs font-normal text-faint">{unit}</span>
        </button>
      </h2>
      <div id={`${id}-values`} hidden={folded}>
        {ofAll ? <p className="pl-5 text-xs text-faint">of the whole dataset</p> : null}
        <ul>
          {shown.map((value) => (
            <Value key={value.term} value={value} onToggle={onToggle} />
          ))}
        </ul>
        {values.length > shownAtFirst && (all || shown.length < values.length) ? (
          <button type="button" onClick={() => setAll(!all)} className="ml-5 rounded text-xs text-accent hover:underline">
            {all ? 'Fewer' : `All ${formatNumber(values.length)}`}
            <span className="sr-only"> of {title}</span>
          </button>
        ) : null}
      </div>
    </div>
  )
}

function Value({ value: { term, label, count, on }, onToggle }: { value: FacetValue; onToggle: (term: string) => void }) {
  return (
    <li>
      <label title={label} className={clsx('flex cursor-pointer items-center gap-2 rounded px-1 py-px text-[13px] hover:bg-sunken', on && 'text-accent')}>
        <input type="checkbox" checked={on} onChange={() => onToggle(term)} className="size-3.5 shrink-0 accent-[var(--accent)]" />
        <span className={clsx('min-w-0 flex-1 truncate', !on && count === 0 && 'text-faint')} dir="auto">
          {label}
        </span>
        <span className="shrink-0 text-xs text-faint tabular-nums">{count === null ? <NotCounted /> : formatNumber(count)}</span>
      </label>
    </li>
  )
}

function NotCounted() {
  return (
    <>
      <span aria-hidden="true" title="Not counted">
        –
      </span>
      <span className="sr-only">not counted</span>
    </>
  )
}
