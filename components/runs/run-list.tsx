'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryState } from 'nuqs'
import { api } from '#components/api/client.ts'
import { useDatasets } from '#components/api/datasets.ts'
import { hasEnded, runName, runProgress } from '#components/runs/run-words.ts'
import { StartPanel } from '#components/runs/start-panel.tsx'
import { Badge, RunStatusBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import { formatDate, formatDuration, formatNumber } from '#components/ui/format.ts'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { RunPage, RunView } from '#lib/runs/contract.ts'
import { importParams } from '#lib/runs/contract.ts'

/** Every run, newest first; refreshed while one is under way. */
export function RunList() {
  const [dataset, setDataset] = useQueryState('dataset', { history: 'push' })
  const { data: datasets } = useDatasets()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['runs', dataset],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...(dataset ? { datasetId: dataset } : {}), ...(pageParam ? { after: pageParam } : {}) })
      return api<RunPage>(`/api/v1/runs?${query}`, { signal })
    },
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.runs.some((run) => !hasEnded(run)) ? 2000 : false),
  })
  const runs = data?.pages.flatMap((page) => page.runs)
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Runs"
        description="Everything that takes a while: imports, back-translations, verifications, generations, exports."
        actions={
          <Select aria-label="Dataset of the runs" value={dataset ?? ''} onChange={(event) => void setDataset(event.target.value || null)}>
            <option value="">All datasets</option>
            {datasets?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        }
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {dataset ? <StartPanel datasetId={dataset} /> : null}
      {!runs ? (
        error ? null : (
          <Skeleton className="h-40" />
        )
      ) : (
        <div className="rounded-lg border border-line bg-panel">
          {runs.length === 0 ? (
            <EmptyState title="No runs yet">An import, a back-translation or an export shows up here with its progress and its log.</EmptyState>
          ) : (
            <RunTable runs={runs} />
          )}
        </div>
      )}
      {hasNextPage ? (
        <Button className="self-center" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older runs
        </Button>
      ) : null}
    </div>
  )
}

function RunTable({ runs }: { runs: RunView[] }) {
  return (
    <Table aria-label="Runs" className="[&_tbody_tr:last-child_td]:border-b-0">
      <thead>
        <tr>
          <Th>Run</Th>
          <Th>Dataset</Th>
          <Th>Status</Th>
          <Th>Progress</Th>
          <Th numeric>In</Th>
          <Th numeric>Out</Th>
          <Th>Begun</Th>
          <Th numeric>Took</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id} className="hover:bg-sunken/60">
            <Td>
              <Link href={`/runs/${run.id}`} className="font-medium text-accent hover:underline">
                {runName(run.kind)}
              </Link>
              <RunSubject run={run} />
            </Td>
            <Td className="text-muted">{run.datasetName ?? '–'}</Td>
            <Td>
              <span className="flex gap-1">
                <RunStatusBadge status={run.status} />
                {run.stalled ? <Badge tone="warn">Stalled</Badge> : null}
              </span>
            </Td>
            <Td className="min-w-32">
              <ProgressBar value={runProgress(run)} label={`Progress of ${runName(run.kind)}`} className="mt-2" />
            </Td>
            <Td numeric>{formatNumber(run.counts.in)}</Td>
            <Td numeric>{formatNumber(run.counts.out)}</Td>
            <Td className="whitespace-nowrap text-muted">{formatDate(run.startedAt ?? run.createdAt)}</Td>
            <Td numeric className="whitespace-nowrap text-muted">
              {run.startedAt && run.finishedAt ? formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)) : '–'}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** The file of an import, which tells one from another. */
function RunSubject({ run: { kind, params } }: { run: RunView }) {
  const fileName = kind === 'import' ? importParams.safeParse(params).data?.fileName : undefined
  if (!fileName) return null
  return (
    <p className="max-w-60 truncate text-[13px] text-faint" title={fileName}>
      {fileName}
    </p>
  )
}
