'use client'

import { X } from 'lucide-react'
import { describeFilter } from '#components/browse/filter.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { Button } from '#components/ui/button.tsx'
import type { Facets } from '#lib/datasets/contract.ts'

/** What is filtered by now, each with its way out. Nothing when nothing is. */
export function FilterChips({ browse: { filter, active, change, clear }, facets }: { browse: BrowseState; facets: Facets | undefined }) {
  if (active.length === 0) return null
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {active.map((key) => {
        const words = describeFilter(key, filter, facets)
        return (
          <li key={key}>
            <button
              type="button"
              onClick={() => change({ [key]: null })}
              aria-label={`Remove the filter ${words}`}
              className="inline-flex h-6 max-w-72 items-center gap-1 rounded-full border border-accent bg-accent-soft pr-1.5 pl-2.5 text-xs font-medium text-accent hover:bg-panel"
            >
              <span className="truncate">{words}</span>
              <X size={12} strokeWidth={2.5} aria-hidden="true" className="shrink-0" />
            </button>
          </li>
        )
      })}
      <li>
        <Button variant="ghost" size="sm" onClick={clear} className="!h-6 !text-xs">
          Clear all
        </Button>
      </li>
    </ul>
  )
}
