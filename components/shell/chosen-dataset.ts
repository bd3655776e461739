'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useQueryState } from 'nuqs'
import { api } from '#components/api/client.ts'
import { pairQuery } from '#components/browse/queries.ts'
import { exportQuery } from '#components/exports/queries.ts'
import type { RunView } from '#lib/runs/contract.ts'

const id = '([0-9a-f-]{36})'
const datasetPath = new RegExp(`^/datasets/${id}`)
const runPath = new RegExp(`^/runs/${id}`)
const pairPath = new RegExp(`^/pairs/${id}`)
const exportPath = new RegExp(`^/exports/${id}`)

/** The id of the dataset that the page is about: its own, that of its run, export or pair, or the one whose runs are listed. Null for none. */
export function useChosenDataset(): string | null {
  const pathname = usePathname()
  const [ofRuns] = useQueryState('dataset')
  const runId = runPath.exec(pathname)?.[1]
  const exportId = exportPath.exec(pathname)?.[1]
  const pairId = pairPath.exec(pathname)?.[1]
  // The run's own page keeps what lies under this key up to date.
  const run = useQuery({
    queryKey: ['run', runId],
    queryFn: async ({ signal }) => (await api<{ run: RunView }>(`/api/v1/runs/${runId}`, { signal })).run,
    enabled: runId !== undefined,
  })
  const made = useQuery({ ...exportQuery(exportId ?? ''), enabled: exportId !== undefined })
  const pair = useQuery({ ...pairQuery(pairId ?? ''), enabled: pairId !== undefined })
  if (runId) return run.data?.datasetId ?? null
  if (exportId) return made.data?.datasetId ?? null
  if (pairId) return pair.data?.datasetId ?? null
  return datasetPath.exec(pathname)?.[1] ?? (pathname === '/runs' ? ofRuns : null)
}
