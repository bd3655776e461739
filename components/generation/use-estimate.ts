'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '#components/api/client.ts'
import type { GenerateParams } from '#lib/generation/recipe.ts'
import type { RunEstimate } from '#lib/runs/contract.ts'

/** How long nothing must change before the server is asked: counting a filter's pairs takes it a moment. */
const pauseMs = 400

/** What a run would come to, asked anew when what is typed has come to rest; the last answer stays meanwhile. */
export function useEstimate(datasetId: string, params: GenerateParams | null) {
  const wanted = params === null ? null : JSON.stringify(params)
  const [settled, setSettled] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), pauseMs)
    return () => clearTimeout(timer)
  }, [wanted])
  const query = useQuery({
    queryKey: ['estimate', datasetId, settled],
    enabled: settled !== null && wanted !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api<RunEstimate>('/api/v1/runs/estimate', { body: { datasetId, params: JSON.parse(settled ?? 'null') }, signal }),
  })
  return { ...query, behind: query.isPlaceholderData || settled !== wanted }
}
