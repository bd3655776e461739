'use client'

import { X } from 'lucide-react'
import { describeAll, describeFilter, type FilterKey, type FilterValues } from '#components/browse/filter.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { Button } from '#components/ui/button.tsx'
import { exclusions, parseFilter, printFilter } from '#lib/datasets/filter-language.ts'
import type { Facets } from '#lib/datasets/contract.ts'

/** What is filtered by now, each with its way out. Nothing when nothing is. */
export function FilterChips({ browse: { filter, active, change, clear }, facets }: { browse: BrowseState; facets: Facets | undefined }) {
  if (active.length === 0) return null
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {active.flatMap((key) => chipsOf(key, filter, facets)).map(({ words, patch }) => {
        return (
          <li key={words}>
            <button
              type="button"
              onClick={() => change(patch)}
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

interface Chip {
  words: string
  /** What is changed when the chip is taken away. */
  patch: Partial<FilterValues>
}

/** A chip for each thing that is set, and one for each that is excluded. */
function chipsOf(key: FilterKey, filter: FilterValues, facets: Facets | undefined): Chip[] {
  if (key !== 'not') return [{ words: describeFilter(key, filter, facets), patch: { [key]: null } }]
  const terms = exclusions(filter.not ?? '')
  return terms.map((term) => {
    const rest = terms.filter((other) => other !== term).map((other) => `-${printFilter(other)}`)
    return { words: `Not: ${describeAll(term, facets)}`, patch: { not: parseFilter(rest.join(' ')).filter.not ?? null } }
  })
}
