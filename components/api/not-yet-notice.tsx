'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { isNotYet } from '#components/api/asking-again.ts'

const noticeId = 'not-yet'

/** Says what is being made, while anything that a page shows waits for that and is asked for again. */
export function NotYetNotice() {
  const client = useQueryClient()
  useEffect(() => {
    const queries = client.getQueryCache()
    let said: string | null = null
    const tell = (): void => {
      const waiting = queries.getAll().find(({ state }) => state.fetchStatus === 'fetching' && isNotYet(state.fetchFailureReason))
      const message = waiting?.state.fetchFailureReason?.message ?? null
      if (message === said) return
      said = message
      if (message === null) toast.dismiss(noticeId)
      else toast.loading(message, { id: noticeId, duration: Number.POSITIVE_INFINITY })
    }
    return queries.subscribe(tell)
  }, [client])
  return null
}
