'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { HubState } from '#lib/hub/contract.ts'

export const hubPath = '/api/v1/hub'

const hubQuery = queryOptions({
  queryKey: ['hub'],
  queryFn: ({ signal }) => api<HubState>(hubPath, { signal }),
})

/** Where pushes go, and whether there is a token for it; key ['hub']. */
export function useHub() {
  return useQuery(hubQuery)
}
