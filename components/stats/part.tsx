'use client'

import { useQuery, type UseQueryOptions } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { CountedNote } from '#components/stats/counted-note.tsx'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'

interface PartProps<Data, Key extends readonly unknown[]> {
  title: string
  query: UseQueryOptions<Data, Error, Data, Key>
  className?: string
  children: (data: Data) => ReactNode
}

/** What is counted by itself: its place while it is counted, what went wrong, or what there is to see. */
export function Part<Data, Key extends readonly unknown[]>({ title, query, className = '', children }: PartProps<Data, Key>) {
  const { data, error, refetch } = useQuery(query)
  if (data !== undefined) {
    return (
      <>
        <CountedNote data={data} />
        {children(data)}
      </>
    )
  }
  return (
    <Panel title={title} className={className}>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <div role="status">
          <span className="sr-only">Counting</span>
          <Skeleton className="h-40" />
        </div>
      )}
    </Panel>
  )
}
