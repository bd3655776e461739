'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { commandOf, typingPlaces, type Command } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import { pressOf } from '#components/review/use-review-keys.ts'

interface HeldKeysOptions {
  enabled: boolean
  /** Whether the next constraint is on its way. */
  isBusy: () => boolean
  /** Whether what came when it was waited for can be decided. */
  isReady: () => boolean
  /** What means something at once all the same; answers whether it did. */
  atOnce: (command: Command, digit: number | null) => boolean
  /** Changes with everything that may end the waiting. */
  state: unknown
}

/** Faster than anybody types for as long as anybody waits. */
const most = 50

/** Keeps the keys that are pressed while the next constraint is on its way, and presses them again, one by one and in their order, once it is there. */
export function useHeldKeys({ enabled, isBusy, isReady, atOnce, state }: HeldKeysOptions): void {
  const held = useRef<KeyboardEventInit[]>([])
  const replaying = useRef(false)
  const bindings = useKeymap()

  const hold = useEffectEvent((event: KeyboardEvent) => {
    if (!enabled || replaying.current || !(isBusy() || held.current.length > 0)) return
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest(typingPlaces) || document.querySelector('[role="dialog"], [role="menu"]')) return
    if ((event.key === 'Enter' || event.key === ' ') && target?.closest('a, button, summary')) return
    const found = commandOf(pressOf(event), bindings)
    if (!found || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    if (atOnce(found.command, found.digit) || held.current.length >= most) return
    const { key, code, shiftKey, altKey } = event
    held.current.push({ key, code, shiftKey, altKey, modifierAltGraph: event.getModifierState('AltGraph') })
  })

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => hold(event)
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])

  const replay = useEffectEvent((): boolean => {
    if (isBusy()) return false
    // What was pressed for the next one where none came means nothing.
    if (!isReady()) held.current = []
    const press = held.current.shift()
    if (!press) return false
    replaying.current = true
    ;(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true }))
    replaying.current = false
    return true
  })

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const goOn = (): void => {
      if (replay()) timer = setTimeout(goOn)
    }
    timer = setTimeout(goOn)
    return () => clearTimeout(timer)
  }, [state])
}
