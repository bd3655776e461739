'use client'

import { useEffect, useEffectEvent } from 'react'
import { commandOf, typingPlaces, type Command, type KeyPress } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'

/**
 * Runs commands on the keys of the key map, wherever the focus is, except where keys belong to what is focused or open. With
 * `single` false only those with Ctrl or Cmd.
 */
export function useReviewKeys(run: (command: Command, digit: number | null) => void, single: boolean): void {
  const bindings = useKeymap()
  const runLatest = useEffectEvent(run)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented || target?.closest(typingPlaces) || document.querySelector('[role="dialog"], [role="menu"]')) return
      // A button or link in focus is pressed by Enter and Space, whatever they mean elsewhere.
      if ((event.key === 'Enter' || event.key === ' ') && target?.closest('a, button, summary')) return
      const press = pressOf(event)
      if (!single && !press.ctrlKey && !press.metaKey) return
      const found = commandOf(press, bindings)
      if (!found) return
      event.preventDefault()
      runLatest(found.command, found.digit)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [bindings, single])
}

/** What an event says of the key. On a Mac Option is the AltGr that types signs such as [ on many layouts. */
export function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat, isComposing } = event
  const option = altKey && !ctrlKey && !metaKey && /^[\x21-\x7e]$/.test(key) && navigator.platform.startsWith('Mac')
  return { key, code, shiftKey, ctrlKey, metaKey, altKey, repeat, isComposing, altGraph: option || event.getModifierState('AltGraph') }
}
