'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '#components/api/client.ts'
import { withSample, type ProgressSample } from '#components/runs/run-pace.ts'
import { hasEnded } from '#components/runs/run-words.ts'
import type { RunEventView, RunView } from '#lib/runs/contract.ts'

const shownLines = 500
const tryAgainMs = 3000

/**
 * A run as it goes, its log and how fast it went lately, from the server's events. The browser reconnects by itself and takes up
 * behind the last line; where it gives up (the server answered with an error), we ask again after a while and say so meanwhile.
 */
export function useRun(id: string) {
  const queries = useQueryClient()
  const [log, setLog] = useState<RunEventView[]>([])
  const [samples, setSamples] = useState<ProgressSample[]>([])
  const [lost, setLost] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const query = useQuery({
    queryKey: ['run', id],
    queryFn: async ({ signal }) => (await api<{ run: RunView }>(`/api/v1/runs/${id}`, { signal })).run,
  })
  // A run that is taken up again streams again.
  const ended = query.data ? hasEnded(query.data) : null
  useEffect(() => {
    if (query.isError) return
    let again: ReturnType<typeof setTimeout> | undefined
    const events = new EventSource(`/api/v1/runs/${id}/events`)
    events.addEventListener('open', () => setLost(false))
    events.addEventListener('run', (event) => {
      const run: RunView = JSON.parse(event.data)
      queries.setQueryData(['run', id], run)
      setSamples((known) => withSample(run.status === 'running' ? known : [], { at: Date.now(), progress: run.progress, ...tokensOf(run) }))
      if (!hasEnded(run)) return
      events.close()
      void queries.invalidateQueries({ queryKey: ['datasets'] })
    })
    events.addEventListener('log', (event) => {
      const line: RunEventView = JSON.parse(event.data)
      setLog((lines) => (lines.some((known) => known.id === line.id) ? lines : [...lines, line].slice(-shownLines)))
    })
    events.addEventListener('error', () => {
      setLost(true)
      if (events.readyState === EventSource.CLOSED) again = setTimeout(() => setAttempt((n) => n + 1), tryAgainMs)
    })
    return () => {
      clearTimeout(again)
      events.close()
    }
  }, [id, ended, attempt, query.isError, queries])
  return { ...query, run: query.data, log, samples, lost: lost && ended === false }
}

function tokensOf({ usage }: RunView): Pick<ProgressSample, 'inputTokens' | 'outputTokens'> {
  return usage ? { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens } : {}
}
