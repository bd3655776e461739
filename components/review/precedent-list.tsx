'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { api } from '#components/api/client.ts'
import { AsidePanel } from '#components/review/aside-panel.tsx'
import { formatPercent, withinSentence } from '#components/ui/format.ts'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'
import { rejectReasons, type ConstraintView } from '#lib/review/contract.ts'
import type { Precedent, PrecedentsInput } from '#lib/review/precedents/contract.ts'

interface PrecedentListProps {
  datasetId: string
  /** The focused one; null where the pair has none. */
  constraint: ConstraintView | null
  open: boolean
  onOpen: (open: boolean) => void
}

/** How constraints like the focused one were decided, where all is decided. */
export function PrecedentList({ datasetId, constraint, open, onOpen }: PrecedentListProps) {
  const asked: PrecedentsInput | null = constraint && { pairId: constraint.pairId, type: constraint.type, text: constraint.text }
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['precedents', datasetId, asked],
    queryFn: async ({ signal }) => (await api<{ precedents: Precedent[] }>(`/api/v1/datasets/${datasetId}/precedents`, { method: 'POST', body: asked, signal })).precedents,
    enabled: open && asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return (
    <AsidePanel command="toggle-precedents" title="Precedents" summary={open ? 'how constraints like this one were decided' : ''} open={open} onOpen={onOpen}>
      {error ? <ErrorNotice error={error} /> : null}
      {!data && !error && asked ? <Spinner /> : null}
      {data?.length === 0 ? <p className="text-muted">None like it is decided yet. Pairs that others are still at are left out.</p> : null}
      <ul className={isPlaceholderData ? 'flex flex-col gap-2 opacity-60' : 'flex flex-col gap-2'} aria-busy={isPlaceholderData}>
        {data?.map((precedent) => (
          <li key={`${precedent.type} ${precedent.text}`} className="border-s-2 border-line ps-3">
            <p dir="auto" className="break-words">
              {precedent.text}
            </p>
            <p className="text-xs text-muted">
              {decidedHow(precedent)}, by {precedent.people === 1 ? '1 person' : `${precedent.people} people`} ·{' '}
              {precedent.type === constraint?.type ? '' : 'another type · '}
              {formatPercent(precedent.similarity)} alike ·{' '}
              <Link href={`/datasets/${datasetId}/review?pair=${precedent.pairId}&scope=all`} target="_blank" className="text-accent underline">
                look at it
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </AsidePanel>
  )
}

/** "Accepted 3 (1 as edited), rejected 2 (ambiguous 2)". */
function decidedHow({ accepted, edited, rejected, reasons }: Precedent): string {
  const why = reasons.map(({ reason, count }) => `${withinSentence(rejectReasons.find(({ key }) => key === reason)?.label ?? reason)} ${count}`).join(', ')
  const said = [
    ...(accepted > 0 ? [`accepted ${accepted}${edited > 0 ? ` (${edited} as edited)` : ''}`] : []),
    ...(rejected > 0 ? [`rejected ${rejected}${why ? ` (${why})` : ''}`] : []),
  ].join(', ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
