'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { browseHref } from '#components/browse/filter.ts'
import { PairContents } from '#components/browse/pair-preview.tsx'
import { pairQuery } from '#components/browse/queries.ts'
import { PairComments } from '#components/comments/pair-comments.tsx'
import { HoldingExports, PairExports } from '#components/pairs/pair-exports.tsx'
import { PairHistoryList } from '#components/pairs/pair-history-list.tsx'
import { PairLikenesses } from '#components/pairs/pair-likenesses.tsx'
import { PairVariants } from '#components/pairs/pair-variants.tsx'
import { exportsOfPairQuery } from '#components/pairs/queries.ts'
import { TakeDown } from '#components/pairs/take-down.tsx'
import { PairTags } from '#components/tags/pair-tags.tsx'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import { soughtQuery, soughtText, type SoughtFilter } from '#lib/datasets/sought-text.ts'
import type { PairHistory } from '#lib/review/pair-history-contract.ts'

/** A pair by itself: what it says, with what was searched for marked, all that happened to it, and its end. The address stays its own. */
export function PairPage({ id, search = {} }: { id: string; search?: SoughtFilter }) {
  const pair = useQuery(pairQuery(id))
  const history = useQuery({
    queryKey: ['pairs', id, 'history'],
    queryFn: async ({ signal }) => (await api<{ history: PairHistory }>(`/api/v1/pairs/${id}/history`, { signal })).history,
  })
  const [comments, setComments] = useState(true)
  const error = pair.error ?? history.error
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Pair"
        description="Everything about one pair, and all that happened to it."
        actions={
          pair.data ? (
            <>
              <LinkButton href={browseHref(pair.data.datasetId)}>Browse</LinkButton>
              <LinkButton variant="primary" href={`/datasets/${pair.data.datasetId}/review?pair=${id}&scope=all${soughtQuery(search, '&')}`}>
                Open in review
              </LinkButton>
            </>
          ) : null
        }
      />
      {error ? <ErrorNotice error={error} onRetry={() => void Promise.all([pair.refetch(), history.refetch()])} /> : null}
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="What it says">{pair.data ? <PairContents pair={pair.data} sought={soughtText(search)} /> : pair.error ? null : <Skeleton className="h-80" />}</Panel>
          {pair.data ? <PairVariants id={id} /> : null}
        </div>
        <div className="flex flex-col gap-4">
          {pair.data ? (
            <Panel title="Tags">
              <PairTags pairId={id} datasetId={pair.data.datasetId} />
            </Panel>
          ) : null}
          {history.data ? <PairLikenesses history={history.data} /> : null}
          {pair.data ? <PairExports id={id} /> : null}
          {pair.data ? (
            <div className="overflow-hidden rounded-lg border border-line bg-panel [&>section]:border-t-0">
              <PairComments pairId={id} open={comments} onOpen={setComments} />
            </div>
          ) : null}
          <Panel title="History">{history.data ? <PairHistoryList events={history.data.events} /> : history.error ? null : <Skeleton className="h-60" />}</Panel>
          {pair.data && history.data ? <DeletePair id={id} datasetId={pair.data.datasetId} history={history.data} /> : null}
          {pair.data ? <TakeDown id={id} datasetId={pair.data.datasetId} /> : null}
        </div>
      </div>
    </div>
  )
}

function DeletePair({ id, datasetId, history: { goes } }: { id: string; datasetId: string; history: PairHistory }) {
  const { data: holding } = useQuery(exportsOfPairQuery(id, false))
  const router = useRouter()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => api(`/api/v1/pairs/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      toast.success('The pair is deleted.')
      // What is known of the pair itself would be asked for again, and is gone.
      await queries.invalidateQueries({ queryKey: ['datasets'] })
      router.push(browseHref(datasetId))
    },
    onError: (error) => toast.error(error.message),
  })
  const parts = [
    countOf(goes.constraints, 'constraint'), countOf(goes.decisions, 'decision'), countOf(goes.calls, 'model call'), countOf(goes.variants, 'variant'), countOf(goes.preferences, 'preference'), countOf(goes.comments, 'comment'), countOf(goes.tags, 'tag'),
  ].filter((part) => part !== null)
  return (
    <Panel title="Delete">
      <p className="mb-3 text-muted">
        {parts.length === 0 ? 'Nothing else goes with it.' : `With it go ${parts.join(', ')}.`} Exports keep what they took; the next one is without it. Imported again, it is a new pair.
      </p>
      <Button variant="danger" loading={remove.isPending} onClick={() => setAsking(true)}>
        Delete this pair
      </Button>
      <ConfirmDialog open={asking} onOpenChange={setAsking} title="Delete the pair?" confirmLabel="Delete it" danger onConfirm={() => remove.mutate()}>
        <p>{parts.length === 0 ? 'The pair goes.' : `The pair goes with ${parts.join(', ')}.`} This cannot be undone.</p>
        {holding ? (
          <div className="mt-3 flex flex-col gap-2">
            {holding.exports.length === 0 ? null : <p>It stays in these exports:</p>}
            <HoldingExports of={holding} />
          </div>
        ) : null}
      </ConfirmDialog>
    </Panel>
  )
}

function countOf(n: number, what: string): string | null {
  return n === 0 ? null : `${formatNumber(n)} ${what}${n === 1 ? '' : 's'}`
}
