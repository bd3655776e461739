'use client'

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { api } from '#components/api/client.ts'
import type { BrowserTable } from '#components/review/browser-table.ts'
import type { DecisionStore } from '#components/review/decision-store.ts'
import { createOwnOutbox, type OwnOutbox, type OwnWaiting } from '#components/review/own-outbox.ts'
import { isRefuted, type ConstraintView } from '#lib/review/contract.ts'

interface Options {
  table: BrowserTable
  reviewerId: string
  store: DecisionStore
  tell: (message: string) => void
  /** Puts an added constraint into its pair, wherever that stands. */
  onAdded: (constraint: ConstraintView) => void
}

/** A reviewer's own constraints on their way to the server, with or without a network; once added they are accepted, unless a program refutes them. */
export function useOwnOutbox({ table, reviewerId, store, tell, onAdded }: Options): { own: OwnOutbox; waiting: readonly OwnWaiting[] } {
  const place = useEffectEvent(onAdded)
  const [own] = useState(() =>
    createOwnOutbox({
      table,
      reviewerId,
      send: async ({ id, pairId, text }) => (await api<{ constraint: ConstraintView }>(`/api/v1/pairs/${pairId}/constraints`, { body: { id, text } })).constraint,
      onAdded: (constraint, { elapsedMs, takenBack }, late) => {
        store.load([constraint])
        if (late && isRefuted(constraint)) tell(`Added, but a program refutes it: ${constraint.detail ?? ''}`)
        if (isRefuted(constraint) || constraint.status !== 'pending') return
        if (takenBack) return tell('A constraint of your own was added and left undecided: another window took it back, or sees to it.')
        // Where no key just made it, the reviewer is at something else by now.
        store.decide(constraint.id, 'accept', { elapsedMs, aside: late })
      },
      onRefused: (message, _, late) => {
        if (late) tell(`A constraint of your own was not added: ${message} It stands at its pair, to edit or discard.`)
      },
    }),
  )
  useEffect(() => own.whenAdded((constraint) => place(constraint)), [own])
  const waiting = useSyncExternalStore(own.subscribe, own.snapshot, () => none)
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (own.unkept() > 0) event.preventDefault()
    }
    own.goOn()
    window.addEventListener('online', own.retryNow)
    window.addEventListener('beforeunload', warn)
    return () => {
      own.stop()
      window.removeEventListener('online', own.retryNow)
      window.removeEventListener('beforeunload', warn)
    }
  }, [own])
  return { own, waiting }
}

const none: readonly OwnWaiting[] = []
