'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { readChosen, remapped, type ChosenKeys } from '#components/review/key-remap.ts'
import type { KeyBinding } from '#components/review/keymap.ts'

const storageKey = 'pincer-review-keymap'

/** The keys as they are in this browser: the table with what was chosen in the settings. */
export function useKeymap(): readonly KeyBinding[] {
  const chosen = useChosenKeys()
  return useMemo(() => remapped(chosen), [chosen])
}

/** What was chosen in place of the table's keys. */
export function useChosenKeys(): ChosenKeys {
  const kept = useSyncExternalStore(subscribe, keptKeys, () => '{}')
  return useMemo(() => readChosen(kept), [kept])
}

/** Keeps what was chosen, for this browser, or as long as the page where the browser keeps nothing. */
export function chooseKeys(chosen: ChosenKeys): void {
  unkept = JSON.stringify(chosen)
  try {
    window.localStorage.setItem(storageKey, unkept)
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

let unkept = '{}'
const listeners = new Set<() => void>()

function keptKeys(): string {
  try {
    return window.localStorage.getItem(storageKey) ?? unkept
  } catch {
    return unkept
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Another tab of the same browser.
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
