'use client'

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { browserTable } from '#components/review/browser-table.ts'
import { createDecisionStore, type DecisionSnapshot, type DecisionStore } from '#components/review/decision-store.ts'
import { draftsIn, type Drafts } from '#components/review/drafts.ts'
import { stepsKeptIn } from '#components/review/kept-steps.ts'
import { noteMissed } from '#components/review/missed-checks.ts'
import type { OwnOutbox, OwnWaiting } from '#components/review/own-outbox.ts'
import { createPairTrail, type PairTrail, type TrailState } from '#components/review/pair-trail.ts'
import { progressNow } from '#components/review/progress.ts'
import { keptIn } from '#components/review/unsent-acts.ts'
import { useLeases } from '#components/review/use-leases.ts'
import { useOwnOutbox } from '#components/review/use-own-outbox.ts'
import { announce } from '#components/shell/announcer.tsx'
import { soughtQuery, type SoughtFilter } from '#lib/datasets/sought-text.ts'
import type { ConstraintView, DecisionInput, DecisionResult, PairView, ReviewPage, ReviewProgress, ReviewScope } from '#lib/review/contract.ts'

interface ReviewOptions {
  datasetId: string
  reviewerId: string
  scope: ReviewScope
  /** A saved view, where only its pairs are reviewed. */
  view: string | null
  /** The pair to begin with. */
  at: string | null
  /** One constraint after the other, of this type and wording, in place of pair after pair. */
  row?: { type: string; template?: string }
  /** What was searched for, to be kept in the address. */
  search?: SoughtFilter
}

export interface Review {
  store: DecisionStore
  drafts: Drafts
  own: OwnOutbox
  /** Own constraints that the server does not have yet. */
  ownWaiting: readonly OwnWaiting[]
  decisions: DecisionSnapshot
  trail: PairTrail
  state: TrailState
  progress: ReviewProgress | null
}

/** The review of one dataset: this reviewer's decisions, which outlive a change of scope, and the way through a scope's pairs. */
export function useReview({ datasetId, reviewerId, scope, view, at, row, search }: ReviewOptions): Review {
  const [store] = useState(() => openStore(reviewerId, row ? `${datasetId}:${searchOf(row)}` : datasetId))
  const [drafts] = useState(() => draftsIn(table, reviewerId))
  // The way through the pairs changes with the scope; the outbox outlives it.
  const way = useRef<PairTrail | null>(null)
  const { own, waiting: ownWaiting } = useOwnOutbox({ table, reviewerId, store, tell, onAdded: (constraint) => way.current?.change(constraint.pairId, (pair) => withConstraint(pair, constraint)) })
  const decisions = useSyncExternalStore(store.subscribe, store.snapshot, () => nothingYet)
  // The numbers of the last page, and the constraints of this visit as they count them.
  const [counted, setCounted] = useState<{ said: ReviewProgress; before: ReadonlyMap<string, ConstraintView> } | null>(null)
  const leases = useLeases(datasetId, scope === 'disputed')
  // As text, so that the way does not begin anew with every drawing.
  const list = row ? `in-a-row?${searchOf(row)}` : `review?${searchOf({ scope, view: view ?? undefined })}`
  // A row, and what is to be settled, are handed out by others, who lease all that they answer.
  const puts = row === undefined && scope !== 'disputed'
  const trail = useMemo(
    () =>
      createPairTrail({
        scope,
        whenIdle: puts ? whenIdle : undefined,
        load: async (query) => {
          const counting = store.counting()
          const page = await api<ReviewPage>(`/api/v1/datasets/${datasetId}/${list}&${searchOf({ ...query })}`).catch((error: unknown) => {
            counting.end([])
            throw error
          })
          store.load(page.pairs.flatMap((pair) => [...pair.constraints, ...(pair.refinement ? [pair.refinement] : [])]))
          if (query.reserve) {
            // The numbers of the last page count these constraints, too, which were not seen here then.
            const found = counting.end([])
            setCounted((last) => last && { ...last, before: new Map([...found, ...last.before]) })
            return page.pairs
          }
          setCounted({ said: page.progress, before: counting.end(page.counted) })
          leases.took(page)
          return page.pairs
        },
        settled: async () => {
          await Promise.all([drafts.loaded, own.loaded])
          await store.settled()
        },
      }),
    [datasetId, scope, list, store, drafts, own, leases, puts],
  )
  const state = useSyncExternalStore(trail.subscribe, trail.snapshot, trail.snapshot)
  useEffect(() => {
    way.current = trail
    leases.restart()
    void trail.start(at)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only where the way begins; later moves set the address, not the other way round
  }, [trail, leases])
  const shownId = state.status === 'ready' ? (state.pair?.id ?? null) : null
  useEffect(() => leases.shown(shownId), [leases, shownId])
  useReconnecting(trail, state.error !== null)
  useLeaving(store)
  usePairInAddress(state, row ? null : scope, view, search ? soughtQuery(search, '&') : '')
  const progress = useMemo(() => counted && progressNow(counted.said, counted.before, decisions.views), [counted, decisions])
  return { store, drafts, own, ownWaiting, decisions, trail, state, progress }
}

const askAgainMs = 5000
/** When the browser has had nothing else to do, or after so many milliseconds all the same. */
const idleWithinMs = 5000
const nothingYet: DecisionSnapshot = { views: new Map(), conflicts: new Map(), unsent: 0, unmet: 0, trouble: null, keeps: true, askingReason: null, canUndo: false, canRedo: false }

/** `of` names the dataset, and the row where one is decided: what was done in a row is undone there. */
// One for the page: it opens when it is first asked.
const table = browserTable()

function openStore(reviewerId: string, of: string): DecisionStore {
  return createDecisionStore({
    send: sendDecisions,
    unsent: keptIn(table, reviewerId, () => window.localStorage),
    steps: stepsKeptIn(table, reviewerId, of, () => window.sessionStorage),
    onRefused: (message) => tell(message),
    onConflict: ({ message }) => tell(message),
  })
}

/** A pair with one more constraint, which it may have already. */
function withConstraint(pair: PairView, constraint: ConstraintView): PairView {
  return pair.constraints.some(({ id }) => id === constraint.id) ? pair : { ...pair, constraints: [...pair.constraints, constraint], unrelated: [...(pair.unrelated ?? []), constraint.id] }
}

/** Says something to everybody, screen readers included. */
export function tell(message: string): void {
  announce(message)
  toast.warning(message)
}

async function sendDecisions(decisions: DecisionInput[], { leaving }: { leaving: boolean }): Promise<DecisionResult[]> {
  if (leaving) {
    const headers = { 'content-type': 'application/json' }
    await fetch('/api/v1/decisions', { method: 'POST', headers, body: JSON.stringify({ decisions }), keepalive: true, credentials: 'same-origin' })
    return []
  }
  const { results } = await api<{ results: DecisionResult[] }>('/api/v1/decisions', { body: { decisions } })
  noteMissed(results)
  return results
}

function searchOf(query: Record<string, string | number | boolean | undefined>): string {
  return new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))).toString()
}

/** What could not be fetched is asked for again as soon as the network is back, and every now and then while the screen says that the server is not reached. */
function useReconnecting(trail: PairTrail, failed: boolean): void {
  useEffect(() => {
    const reconnect = (): void => void trail.reconnect()
    window.addEventListener('online', reconnect)
    const timer = failed ? setInterval(reconnect, askAgainMs) : undefined
    return () => {
      window.removeEventListener('online', reconnect)
      clearInterval(timer)
    }
  }, [trail, failed])
}

/** Not every browser says when it is idle. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: idleWithinMs })
  else setTimeout(work, idleWithinMs)
}

/** What is unsent goes out when the page closes, and again as soon as the network is back. Who leaves while it would be lost is asked first. */
function useLeaving(store: DecisionStore): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (store.unkept() > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    window.addEventListener('pagehide', store.leave)
    window.addEventListener('online', store.retryNow)
    return () => {
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('pagehide', store.leave)
      window.removeEventListener('online', store.retryNow)
      // To another screen of the app: a rejection that waits for its reason need not wait longer.
      store.giveReason()
    }
  }, [store])
}

/** The address names the pair and the scope, so that it can be sent to a colleague. Without a scope it stays as it is. */
function usePairInAddress({ status, pair }: TrailState, scope: ReviewScope | null, view: string | null, search: string): void {
  const pairId = status === 'ready' ? pair?.id : undefined
  useEffect(() => {
    if (status === 'loading' || scope === null) return
    window.history.replaceState(null, '', `${window.location.pathname}?${searchOf({ view: view ?? undefined, pair: pairId, scope })}${search}`)
  }, [status, pairId, scope, view, search])
}
