'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import Link from 'next/link'
import { api } from '#components/api/client.ts'
import { mentionsQuery } from '#components/comments/queries.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatRelative } from '#components/ui/format.ts'
import { Markdown } from '#components/ui/markdown.tsx'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import type { MentionView } from '#lib/comments/contract.ts'

/** Every comment that names the reader, unread ones first. */
export function MentionsPage() {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(mentionsQuery)
  const read = useMutation({
    mutationFn: (ids: string[] | 'all') => api('/api/v1/mentions', { body: { read: ids } }),
    onSettled: () => queries.invalidateQueries({ queryKey: mentionsQuery.queryKey }),
  })
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Mentions"
        description="Comments on pairs in which somebody names you."
        actions={
          data && data.unread > 0 ? (
            <Button loading={read.isPending} onClick={() => read.mutate('all')}>
              Mark all as read
            </Button>
          ) : null
        }
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-40" /> : null}
      {data?.mentions.length === 0 ? <EmptyState title="Nobody has mentioned you yet">Who writes @ and your name in a comment on a pair calls you here.</EmptyState> : null}
      <ul className="flex max-w-3xl flex-col gap-2">
        {data?.mentions.map((mention) => <Mentioned key={mention.comment.id} mention={mention} onRead={() => read.mutate([mention.comment.id])} />)}
      </ul>
    </div>
  )
}

function Mentioned({ mention: { comment, hidden, datasetId, dataset, instruction, read }, onRead }: { mention: MentionView; onRead: () => void }) {
  return (
    <li className={clsx('rounded-lg border bg-panel px-4 py-3', read ? 'border-line' : 'border-accent')}>
      <div className="flex flex-wrap items-center gap-2 text-[13px] text-muted">
        <span className="font-medium text-ink">{comment.author ?? 'Somebody who is gone'}</span>
        {formatRelative(comment.at)} in {dataset}
        {read ? null : <Badge tone="info">Unread</Badge>}
      </div>
      {hidden ? <p className="my-1 text-muted">You decide this pair blind: what was written shows once you have decided all of it.</p> : <Markdown className="my-1">{comment.text}</Markdown>}
      <div className="flex flex-wrap items-center gap-3 text-[13px]">
        <Link href={`/datasets/${datasetId}/review?pair=${comment.pairId}&scope=all&show=comments`} onClick={onRead} className="min-w-0 truncate text-accent underline">
          {instruction}
        </Link>
        {read ? null : (
          <Button size="sm" variant="ghost" onClick={onRead}>
            Mark as read
          </Button>
        )}
      </div>
    </li>
  )
}
