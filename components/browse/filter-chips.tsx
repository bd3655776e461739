'use client'

import { X } from 'lucide-react'
import { describeAll, describeFilter, filterOf, noFilter, type FilterKey, type FilterValues } from '#components/browse/filter.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { Button } from '#components/ui/button.tsx'
import { alternatives, exclusions, printFilter, printTerms, splitAsked, toggleTerm } from '#lib/datasets/filter-language.ts'
import type { Facets, PairFilter } from '#lib/datasets/contract.ts'

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
  const whole = filterOf(filter)
  if (key === 'also') return alternatives(filter.also ?? '').map((term) => ({ words: describeAll(term, facets), patch: without(whole, printFilter(term)) }))
  if (key === 'has' || key === 'did') return splitAsked(filter[key] ?? '').map((one) => ({ words: describeAll({ [key]: one }, facets), patch: without(whole, printFilter({ [key]: one })) }))
  if (key !== 'not') {
    const several = alternatives(filter.also ?? '').some((term) => key in term)
    const own = printFilter(key === 'minWords' || key === 'maxWords' ? { ...pick(whole, 'minWords'), ...pick(whole, 'maxWords') } : pick(whole, key))
    // One of several values goes; the others stay.
    return [{ words: describeFilter(key, filter, facets), patch: several ? without(whole, own) : { [key]: null } }]
  }
  const printed = printTerms({ not: filter.not ?? undefined })
  return exclusions(filter.not ?? '').map((term, index) => ({ words: `Not: ${describeAll(term, facets)}`, patch: without(whole, printed[index] ?? '') }))
}

/** All filters, of which a term is taken away. */
function without(filter: PairFilter, term: string): Partial<FilterValues> {
  return { ...noFilter, ...toggleTerm(filter, term) }
}

function pick(filter: PairFilter, key: keyof PairFilter): PairFilter {
  return filter[key] === undefined ? {} : { [key]: filter[key] }
}
