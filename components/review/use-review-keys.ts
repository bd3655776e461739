'use client'

import { useEffect, useEffectEvent } from 'react'
import { commandOf, typingPlaces, type Command } from '#components/review/keymap.ts'

/** Runs commands on the keys of the key map, wherever the focus is, except where keys belong to what is focused or open. */
export function useReviewKeys(run: (command: Command, digit: number | null) => void, enabled: boolean): void {
  const runLatest = useEffectEvent(run)
  useEffect(() => {
    if (!enabled) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented || target?.closest(typingPlaces) || document.querySelector('[role="dialog"], [role="menu"]')) return
      // A button or link in focus is pressed by Enter, whatever Enter means elsewhere.
      if (event.key === 'Enter' && target?.closest('a, button, summary')) return
      const { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat, isComposing } = event
      const found = commandOf({ key, code, shiftKey, ctrlKey, metaKey, altKey, repeat, isComposing, altGraph: event.getModifierState('AltGraph') })
      if (!found) return
      event.preventDefault()
      runLatest(found.command, found.digit)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [enabled])
}
