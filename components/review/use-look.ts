'use client'

import { useCallback, useState, useSyncExternalStore } from 'react'
import type { TextMode } from '#components/review/response-view.tsx'

/** How the screen shows things; it stays from pair to pair. */
export interface Look {
  mode: TextMode
  evidence: boolean
  diff: boolean
  /** Whether each constraint says how it is counted. */
  rules: boolean
  /** Whether precedents of the focused constraint are unfolded. */
  precedents: boolean
  /** Whether what people say about the pair is unfolded. */
  comments: boolean
  /** Whether the instruction is shown as it would be exported. */
  prompt: boolean
  dialog: 'help' | 'guidelines' | null
  /** Whether single keys decide and move; kept in the browser. */
  keys: boolean
}

const storageKey = 'pincer-review-keys'

export function useLook(initial: Partial<Omit<Look, 'keys'>> = {}): [Look, (change: Partial<Look>) => void] {
  const [look, setLook] = useState<Omit<Look, 'keys'>>({ mode: 'rendered', evidence: true, diff: true, rules: false, prompt: false, precedents: false, comments: false, dialog: null, ...initial })
  const keys = useSyncExternalStore(subscribe, keysWanted, () => true)
  const change = useCallback(({ keys: wanted, ...rest }: Partial<Look>) => {
    if (wanted !== undefined) wantKeys(wanted)
    setLook((now) => ({ ...now, ...rest }))
  }, [])
  return [{ ...look, keys }, change]
}

/** The choice on this page where the browser keeps none, as private windows may not. */
let chosen: boolean | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Another tab of the same browser.
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function keysWanted(): boolean {
  try {
    return (window.localStorage.getItem(storageKey) ?? (chosen === false ? 'off' : 'on')) !== 'off'
  } catch {
    return chosen ?? true
  }
}

function wantKeys(wanted: boolean): void {
  chosen = wanted
  try {
    window.localStorage.setItem(storageKey, wanted ? 'on' : 'off')
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}
