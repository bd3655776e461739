'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { api } from '#components/api/client.ts'
import { formatNumber } from '#components/ui/format.ts'
import type { GapsView } from '#lib/review/gaps/contract.ts'

/** Milliseconds between two looks: while something is being counted, and else. */
const lookMs = { counting: 2000, usual: 15_000 }

/** How far a queue that hands out gaps first is, and whether anything is missing that it could still fill. */
export function GapsLeft({ datasetId }: { datasetId: string }) {
  const { data } = useQuery({
    queryKey: ['datasets', datasetId, 'gaps'],
    queryFn: async ({ signal }) => (await api<{ gaps: GapsView | null }>(`/api/v1/datasets/${datasetId}/gaps`, { signal })).gaps,
    refetchInterval: ({ state }) => (typeof state.data?.left === 'boolean' ? lookMs.usual : lookMs.counting),
  })
  return (
    <section aria-label="Gaps" className="flex flex-col gap-1 rounded-md border border-line px-3 py-2 text-[13px] text-muted">
      <p role="status">{data ? said(data) : 'What is missing is being counted.'}</p>
      {data && data.emptiest.length > 0 ? <p>Most is missing of {data.emptiest.map(({ label, accepted, wanted }) => `${label} (${formatNumber(accepted)} of ${formatNumber(wanted)})`).join(', ')}.</p> : null}
      <p>
        <Link href={`/datasets/${datasetId}/statistics?tab=coverage`} className="underline underline-offset-3 hover:text-accent">
          Coverage and target
        </Link>
      </p>
    </section>
  )
}

function said({ goal, accepted, types, cells, left }: GapsView): string {
  const full = `${formatNumber(accepted)} of ${formatNumber(goal)} constraints are accepted; ${formatNumber(types.full)} of ${formatNumber(types.wanted)} types and ${formatNumber(cells.full)} of ${formatNumber(cells.wanted)} cells of the coverage grid have what is wanted.`
  if (left === null) return `${full} Pairs are being counted by that.`
  return left ? full : `${full} Nothing is missing that a pair still left could fill: what is left comes in the order of import.`
}
