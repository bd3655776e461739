import { useSyncExternalStore } from 'react'
import { announce } from '#components/shell/announcer.tsx'
import type { DecisionResult, MissedCheck } from '#lib/review/contract.ts'

/** A check that was answered wrongly, and where. */
export interface Missed extends MissedCheck {
  pairId: string
}

let missed: readonly Missed[] = []
const none: readonly Missed[] = []
const listeners = new Set<() => void>()

/** Takes from the server's answers what it says of checks that were answered wrongly; each stays until it is put away. */
export function noteMissed(results: readonly DecisionResult[]): void {
  const found = results.flatMap((result) => (result.outcome === 'applied' && result.missed ? [{ ...result.missed, pairId: result.constraint.pairId }] : []))
  if (found.length === 0) return
  announce(found.map((each) => `That was a check. ${inWords(each)}`).join(' '))
  set([...missed, ...found])
}

function set(next: readonly Missed[]): void {
  missed = next
  for (const listener of listeners) listener()
}

/** The checks that were missed and not put away, the last one first, and how to put that one away. */
export function useMissedChecks(): { missed: readonly Missed[]; putAway: () => void } {
  const known = useSyncExternalStore(subscribe, missedNow, () => none)
  return { missed: known.toReversed(), putAway: () => set(missed.slice(0, -1)) }
}

/** The checks that were missed and not put away, in order. */
export const missedNow = (): readonly Missed[] => missed

/** What was wrong, and what the rule found. */
export function inWords({ holds, detail }: MissedCheck): string {
  const found = detail ? ` A program found: ${detail}` : ''
  return holds ? `You rejected a constraint that holds.${found}` : `You accepted a constraint that does not hold.${found}`
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
