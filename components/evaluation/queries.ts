import { queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { EvaluationView, TypeGain } from '#lib/evaluation/contract.ts'

/** The evaluations of models that were trained on an export, the latest first. */
export function evaluationsQuery(exportId: string) {
  return queryOptions({
    queryKey: ['exports', exportId, 'evaluations'],
    queryFn: async ({ signal }) => (await api<{ evaluations: EvaluationView[] }>(`/api/v1/exports/${exportId}/evaluations`, { signal })).evaluations,
  })
}

/** What all evaluations of a dataset's exports found of a type, the latest first. */
export function typeGainsQuery(datasetId: string, type: string) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'type-gains', type],
    queryFn: async ({ signal }) => (await api<{ gains: TypeGain[] }>(`/api/v1/datasets/${datasetId}/types/${encodeURIComponent(type)}/gains`, { signal })).gains,
  })
}
