import { useSyncExternalStore } from 'react'
import { announce } from '#components/shell/announcer.tsx'
import type { DecisionResult, MissedCheck } from '#lib/review/contract.ts'

let missed: MissedCheck | null = null
const listeners = new Set<() => void>()

/** Takes from the server's answers what it says of a check that was answered wrongly; the last one stays until it is put away. */
export function noteMissed(results: readonly DecisionResult[]): void {
  for (const result of results) if (result.outcome === 'applied' && result.missed) set(result.missed)
}

function set(next: MissedCheck | null): void {
  missed = next
  if (next) announce(`That was a check. ${inWords(next)}`)
  for (const listener of listeners) listener()
}

/** The check that was missed last, and how to put it away. */
export function useMissedCheck(): { missed: MissedCheck | null; putAway: () => void } {
  return { missed: useSyncExternalStore(subscribe, () => missed, () => null), putAway: () => set(null) }
}

/** What was wrong, and what the rule found. */
export function inWords({ holds, detail }: MissedCheck): string {
  const found = detail ? ` A program found: ${detail}` : ''
  return holds ? `You rejected a constraint that holds.${found}` : `You accepted a constraint that does not hold.${found}`
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
