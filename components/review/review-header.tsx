'use client'

import { clsx } from 'clsx'
import { GitCompareArrows } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { savedViewsQuery } from '#components/browse/queries.ts'
import type { Conflict } from '#components/review/decision-store.ts'
import { Button } from '#components/ui/button.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { PairView, ReviewScope } from '#lib/review/contract.ts'

const scopes = [
  { value: 'undecided', label: 'Undecided' },
  { value: 'refuted', label: 'Refuted' },
  { value: 'all', label: 'All' },
] as const

/** Letters that what is said of a pair may have beside tabs and buttons; more have a line of their own, for why it is shown is never cut off. */
const besideButtons = 72

interface HeaderProps {
  datasetId: string
  /** A saved view, where only its pairs are reviewed. */
  view: string | null
  scope: ReviewScope
  onScope: (scope: ReviewScope) => void
  pair: PairView | null
  conflicts: ReadonlyMap<string, Conflict>
  onConflict: (pairId: string) => void
  children: ReactNode
}

/** Which pairs, and which of them this is. */
export function ReviewHeader({ datasetId, view, scope, onScope, pair, conflicts, onConflict, children }: HeaderProps) {
  const conflict = conflicts.values().next().value
  const about = pair ? [pair.externalId, pair.source, pair.language, pair.license].filter(Boolean).join(' · ') : ''
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel px-4 py-1.5 short:min-h-0 short:gap-y-0 short:py-0.5">
      <h1 className="font-semibold">{scope === 'disputed' ? 'Adjudicate' : 'Review'}</h1>
      {scope === 'disputed' ? null : <Tabs<ReviewScope> value={scope} onValueChange={onScope} items={scopes} label="Pairs with constraints that are" />}
      {view ? <ViewName datasetId={datasetId} view={view} /> : null}
      <p className={clsx('flex min-w-0 flex-1 flex-wrap justify-between gap-x-3 text-xs text-muted max-xl:order-last max-xl:basis-full', about.length + (pair?.why?.length ?? 0) > besideButtons && 'max-2xl:order-last max-2xl:basis-full')}>
        <span className="max-w-full min-w-0 truncate" title={about}>
          {about}
        </span>
        {pair?.why ? (
          <span className="wrap-anywhere" title="Why this one" data-testid="why">
            {pair.why}
          </span>
        ) : null}
      </p>
      {conflict ? (
        <Button size="sm" onClick={() => onConflict(conflict.theirs.pairId)}>
          <GitCompareArrows size={14} aria-hidden="true" className="text-warn" />
          {conflicts.size === 1 ? '1 conflict' : `${conflicts.size} conflicts`}
        </Button>
      ) : null}
      {children}
    </header>
  )
}

/** Which view is reviewed, with the way to all pairs. */
function ViewName({ datasetId, view }: { datasetId: string; view: string }) {
  const { data } = useQuery(savedViewsQuery(datasetId))
  const name = data?.find(({ id }) => id === view)?.name
  if (name === undefined) return null
  return (
    <Link href={`/datasets/${datasetId}/review`} aria-label={`Only the view ${name}; review all pairs`} className="max-w-48 truncate rounded border border-line px-2 py-0.5 text-xs text-muted hover:border-accent hover:text-accent">
      {name} ×
    </Link>
  )
}
