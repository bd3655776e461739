'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { EndpointList } from '#lib/endpoints/contract.ts'

export const endpointsPath = '/api/v1/endpoints'

/** Query of all endpoints, in order of name; key ['endpoints']. */
const endpointsQuery = queryOptions({
  queryKey: ['endpoints'],
  queryFn: ({ signal }) => api<EndpointList>(endpointsPath, { signal }),
})

export function useEndpoints() {
  return useQuery(endpointsQuery)
}
