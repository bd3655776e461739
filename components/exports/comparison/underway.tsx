'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { comparisonOf, comparisonProgressQuery } from '#components/exports/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Panel, Skeleton } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'

interface UnderwayProps {
  afterId: string
  beforeId: string
  isStopped: boolean
  onBegin: () => void
}

/** How far a comparison is that takes more than a moment, and a way to stop it; leaving the page stops it, too. */
export function Underway({ afterId, beforeId, isStopped, onBegin }: UnderwayProps) {
  const queries = useQueryClient()
  const { data } = useQuery(comparisonProgressQuery(afterId, beforeId, !isStopped))
  if (isStopped) {
    return (
      <Panel title="The rows are not compared" actions={<Button onClick={onBegin}>Compare the rows</Button>}>
        <p className="text-muted">The comparison was stopped. What the manifests say is below.</p>
      </Panel>
    )
  }
  if (!data?.progress) return <Skeleton className="h-16" />
  const { read, of } = data.progress
  return (
    <Panel title="Comparing the rows" actions={<Button onClick={() => void queries.cancelQueries({ queryKey: comparisonOf(afterId, beforeId).queryKey, exact: true })}>Stop</Button>}>
      <div role="status" className="flex flex-col gap-2">
        <p className="text-muted">{read === 0 ? 'Waiting for another comparison to be done.' : `${formatNumber(read)} of ${formatNumber(of)} rows are read.`}</p>
        <ProgressBar value={of === 0 ? null : read / of} label="Rows read" />
      </div>
    </Panel>
  )
}
