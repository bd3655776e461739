'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '#components/api/client.ts'
import type { RunEventView, RunView } from '#lib/runs/contract.ts'
import { endedStatuses } from '#lib/runs/contract.ts'

/** A run as it goes, and its log, from the server's events; the browser reconnects by itself and takes up behind the last line. */
export function useRun(id: string) {
  const queries = useQueryClient()
  const [log, setLog] = useState<RunEventView[]>([])
  const query = useQuery({ queryKey: ['run', id], queryFn: () => api<{ run: RunView }>(`/api/v1/runs/${id}`).then(({ run }) => run) })
  const ended = query.data ? endedStatuses.includes(query.data.status) : null
  useEffect(() => {
    if (query.isError) return
    const events = new EventSource(`/api/v1/runs/${id}/events`)
    events.addEventListener('run', (event) => {
      const run: RunView = JSON.parse(event.data)
      queries.setQueryData(['run', id], run)
      if (endedStatuses.includes(run.status)) events.close()
    })
    events.addEventListener('log', (event) => {
      const line: RunEventView = JSON.parse(event.data)
      setLog((lines) => (lines.some((known) => known.id === line.id) ? lines : [...lines, line].slice(-500)))
    })
    return () => events.close()
    // A run that is taken up again streams again.
  }, [id, ended, query.isError, queries])
  return { ...query, run: query.data, log }
}
