import type { AgreementRowsQuery } from '#lib/review/people-agreement/contract.ts'

/** The address of this page with these constraints listed. */
export function rowsLink(datasetId: string, query: Partial<AgreementRowsQuery>): string {
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return `/datasets/${datasetId}/agreement?${search}#rows`
}
