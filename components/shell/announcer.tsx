'use client'

import { useSyncExternalStore } from 'react'

let message = ''
let turn = 0
const listeners = new Set<() => void>()

/** Tells screen readers what happened, once, without moving the focus. The same words twice are said twice. */
export function announce(text: string): void {
  turn += 1
  message = text + (turn % 2 === 0 ? '' : '\u00A0')
  for (const listener of listeners) listener()
}

/** The live region that announcements are made in; once, in the shell. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => message, () => '')
  return (
    <div role="status" aria-live="polite" className="sr-only" data-testid="announcer">
      {text}
    </div>
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
