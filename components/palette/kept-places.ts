import { useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { browseHref } from '#components/browse/filter.ts'
import { savedViewsQuery } from '#components/browse/queries.ts'
import { exportsQuery } from '#components/exports/queries.ts'
import { runName } from '#components/runs/run-words.ts'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import type { SavedView } from '#lib/datasets/contract.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import type { RunPage, RunView } from '#lib/runs/contract.ts'
import { formatLabel } from '#lib/exports/format-names.ts'

/** Somewhere that the palette leads to. */
export interface KeptPlace {
  href: string
  group: string
  label: string
}

/** So many of the latest runs and exports are named; the others stand in their lists. */
const latest = 20

/** What is kept of a dataset and has a page of its own: its saved views, and its latest runs and exports, as far as they are known by now. */
export function keptPlaces({ views = [], runs = [], exports = [] }: { views?: readonly SavedView[]; runs?: readonly RunView[]; exports?: readonly ExportView[] }): KeptPlace[] {
  return [
    ...views.map(({ datasetId, name, filter, sort, columns }) => ({ href: browseHref(datasetId, filter, sort, columns), group: 'Saved views', label: name })),
    ...runs.slice(0, latest).map(({ id, kind, createdAt }) => ({ href: `/runs/${id}`, group: 'Runs', label: `${runName(kind)}, ${formatDate(createdAt)}` })),
    ...exports.slice(0, latest).map(({ id, format, rows, createdAt }) => ({ href: `/exports/${id}`, group: 'Exports', label: `${formatLabel(format)}, ${formatNumber(rows)} ${rows === 1 ? 'row' : 'rows'}, ${formatDate(createdAt)}` })),
  ]
}

/** The same for a dataset, asked for once the palette is open. */
export function useKeptPlaces(datasetId: string | null): KeptPlace[] {
  const id = datasetId ?? ''
  const { data: views } = useQuery({ ...savedViewsQuery(id), enabled: datasetId !== null })
  const { data: runs } = useQuery({
    queryKey: ['datasets', id, 'latest runs'],
    queryFn: async ({ signal }) => (await api<RunPage>(`/api/v1/runs?datasetId=${id}`, { signal })).runs,
    enabled: datasetId !== null,
  })
  const { data: exports } = useQuery({ ...exportsQuery(id), enabled: datasetId !== null })
  return keptPlaces({ views, runs, exports })
}
