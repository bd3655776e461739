'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { CommentField } from '#components/comments/comment-field.tsx'
import { commentsQuery } from '#components/comments/queries.ts'
import { AsidePanel } from '#components/review/aside-panel.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatRelative } from '#components/ui/format.ts'
import { Markdown } from '#components/ui/markdown.tsx'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'
import type { CommentView } from '#lib/comments/contract.ts'

/** Whoever only passes by is not worth a request. */
const lingerMs = 400

/** What people say about a pair, thread by thread; folded, it says how many threads are open. */
export function PairComments({ pairId, open, onOpen }: { pairId: string; open: boolean; onOpen: (open: boolean) => void }) {
  const lingering = useLingering(pairId)
  const { data, error } = useQuery({ ...commentsQuery(pairId), enabled: open || lingering })
  const { send, resolve } = useCommenting(pairId)
  const comments = data?.comments ?? []
  const threads = comments.filter(({ threadId }) => threadId === null)
  const unresolved = threads.filter(({ resolved }) => !resolved).length
  return (
    <AsidePanel command="toggle-comments" title="Comments" summary={unresolved === 0 ? '' : unresolved === 1 ? '1 open' : `${unresolved} open`} open={open} onOpen={onOpen}>
      {error ? <ErrorNotice error={error} /> : data ? null : <Spinner />}
      {data && data.hidden > 0 ? (
        <p className="text-muted">
          {data.hidden === 1 ? 'One comment of somebody else is' : `${data.hidden} comments of others are`} hidden: this pair is decided blind. You see {data.hidden === 1 ? 'it' : 'them'} once you have decided all of it.
        </p>
      ) : null}
      {data?.hidden === 0 && comments.length === 0 ? <p className="text-muted">Nobody has said anything about this pair yet.</p> : null}
      <ul className="flex flex-col gap-3">
        {threads.map((thread) => (
          <Thread
            key={thread.id}
            comments={comments.filter((comment) => comment === thread || comment.threadId === thread.id)}
            sending={send.isPending}
            onAnswer={(text) => send.mutateAsync({ text, threadId: thread.id }).then(() => true, () => false)}
            onResolve={(resolved) => resolve.mutate({ id: thread.id, resolved })}
          />
        ))}
      </ul>
      <CommentField key={pairId} label="New comment" sending={send.isPending} onSend={(text) => send.mutateAsync({ text }).then(() => true, () => false)} />
    </AsidePanel>
  )
}

interface ThreadProps {
  /** The thread's first comment, then the answers. */
  comments: readonly CommentView[]
  sending: boolean
  onAnswer: (text: string) => Promise<boolean>
  onResolve: (resolved: boolean) => void
}

function Thread({ comments, sending, onAnswer, onResolve }: ThreadProps) {
  const [answering, setAnswering] = useState(false)
  const [shown, setShown] = useState(false)
  const resolved = comments[0]?.resolved ?? null
  return (
    <li className="rounded-md border border-line">
      {resolved ? (
        <p className="flex items-center justify-between gap-2 px-3 py-1.5 text-[13px] text-muted">
          Resolved by {resolved.by ?? 'somebody'}, {formatRelative(resolved.at)}
          <Button size="sm" variant="ghost" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide' : 'Show'}
          </Button>
        </p>
      ) : null}
      {resolved && !shown ? null : (
        <div className="flex flex-col gap-2 px-3 py-2">
          {comments.map((comment) => (
            <article key={comment.id} aria-label={`Comment by ${comment.author ?? 'somebody who is gone'}`} className={comment.threadId ? 'border-s-2 border-line ps-3' : ''}>
              <p className="text-xs text-muted">
                <span className="font-medium text-ink">{comment.author ?? 'Somebody who is gone'}</span> {formatRelative(comment.at)}
              </p>
              <Markdown>{comment.text}</Markdown>
            </article>
          ))}
          {answering ? <CommentField label="Your answer" sending={sending} onSend={onAnswer} /> : null}
          <div className="flex gap-1">
            {answering ? null : (
              <Button size="sm" onClick={() => setAnswering(true)}>
                Answer
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={() => onResolve(!resolved)}>
              {resolved ? 'Open again' : 'Resolve'}
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}

function useCommenting(pairId: string) {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['comments', pairId] })
  const onError = (error: Error): void => void toast.error(error.message)
  const send = useMutation({
    mutationFn: (body: { text: string; threadId?: string }) => api(`/api/v1/pairs/${pairId}/comments`, { body }),
    onSuccess: () => announce('Comment sent.'),
    onError,
    onSettled,
  })
  const resolve = useMutation({
    mutationFn: ({ id, resolved }: { id: string; resolved: boolean }) => api(`/api/v1/comments/${id}`, { method: 'PATCH', body: { resolved } }),
    onError,
    onSettled,
  })
  return { send, resolve }
}

/** Whether the same pair has been looked at for a moment. */
function useLingering(pairId: string): boolean {
  const [lingeredAt, setLingeredAt] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setLingeredAt(pairId), lingerMs)
    return () => clearTimeout(timer)
  }, [pairId])
  return lingeredAt === pairId
}
