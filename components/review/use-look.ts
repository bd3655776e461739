'use client'

import { useCallback, useEffect, useState } from 'react'
import type { TextMode } from '#components/review/response-view.tsx'

/** How the screen shows things; it stays from pair to pair. */
export interface Look {
  mode: TextMode
  evidence: boolean
  diff: boolean
  dialog: 'help' | 'guidelines' | null
  /** Whether single keys decide and move; kept in the browser. */
  keys: boolean
}

const storageKey = 'pincer-review-keys'

export function useLook(): [Look, (change: Partial<Look>) => void] {
  const [look, setLook] = useState<Look>({ mode: 'rendered', evidence: true, diff: true, dialog: null, keys: true })
  useEffect(() => {
    if (read() === 'off') setLook((now) => ({ ...now, keys: false }))
  }, [])
  const change = useCallback((wanted: Partial<Look>) => {
    if (wanted.keys !== undefined) write(wanted.keys ? 'on' : 'off')
    setLook((now) => ({ ...now, ...wanted }))
  }, [])
  return [look, change]
}

function read(): string | null {
  try {
    return window.localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function write(value: string): void {
  try {
    window.localStorage.setItem(storageKey, value)
  } catch {
    // Private windows may keep nothing: the choice then lasts as long as the page.
  }
}
