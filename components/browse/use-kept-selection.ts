'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { api } from '#components/api/client.ts'
import { mostNamed, type Selection } from '#components/browse/selection.ts'
import type { SelectionKept, SelectionView } from '#lib/datasets/selection-contract.ts'

/** The server is asked to keep a choice once it has stood for so long: going on choosing makes another one. */
const settledMs = 400

const queryKey = (id: string | null) => ['selections', id] as const

/** The pairs of a selection that an address names; nothing is asked where it names none. */
export function useSelectionOf(id: string | null) {
  return useQuery({
    queryKey: queryKey(id),
    queryFn: async ({ signal }) => (await api<{ selection: SelectionView }>(`/api/v1/selections/${id}`, { signal })).selection.ids,
    enabled: id !== null,
    staleTime: Infinity,
    retry: false,
  })
}

/** Has the server keep a choice of more pairs than are named, unless it is kept already. Returns what went wrong, and the way to try again. */
export function useKeeping(datasetId: string, selection: Selection, keptAs: string | null, onKept: (selection: Selection, id: string) => void): { error: Error | null; retry: () => void } {
  const queries = useQueryClient()
  const [failed, setFailed] = useState<{ of: Selection; error: Error } | null>(null)
  const error = failed?.of === selection ? failed.error : null
  const done = useEffectEvent(onKept)
  const toKeep = keptAs === null && selection.ids.size > mostNamed && error === null ? selection : null
  useEffect(() => {
    if (toKeep === null) return undefined
    const left = new AbortController()
    const keep = async (): Promise<void> => {
      try {
        const ids = [...toKeep.ids]
        const { selection: kept } = await api<{ selection: SelectionKept }>(`/api/v1/datasets/${datasetId}/selections`, { body: { ids }, signal: left.signal })
        if (left.signal.aborted) return
        queries.setQueryData(queryKey(kept.id), ids)
        done(toKeep, kept.id)
      } catch (thrown) {
        if (!left.signal.aborted) setFailed({ of: toKeep, error: thrown instanceof Error ? thrown : new Error(String(thrown)) })
      }
    }
    const timer = setTimeout(() => void keep(), settledMs)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [datasetId, toKeep, queries])
  return { error, retry: () => setFailed(null) }
}
