import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { focusedField, isHeld, leadsToField, pressOn, type Field, type HeldPress } from '#components/review/held-keys.ts'
import { commandOf, typingPlaces, type Command, type KeyBinding } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import { pressOf } from '#components/review/use-review-keys.ts'

interface HeldKeysOptions {
  enabled: boolean
  /** Whether what the keys are for is on its way. */
  isBusy: () => boolean
  /** Whether what came when it was waited for can be decided. */
  isReady: () => boolean
  /** What means something at once all the same, or nothing at all; answers whether it did. `first`: nothing is held yet. */
  atOnce: (command: Command, digit: number | null, first: boolean) => boolean
  /** Counts what came to the screen: where that is the same once the waiting is over, nothing came. */
  shown: () => number
  /** Told when keys were dropped, as what they were for did not come. */
  onDropped: (count: number) => void
  /** Changes with everything that may end the waiting. */
  state: unknown
}

/** Faster than anybody types for as long as anybody waits. */
const most = 500
/** How long a field may take to appear after its key: so much time, and so many turns of the browser where they take longer than they should. */
const fieldWithin = { ms: 1000, turns: 200 }

/**
 * Keeps the keys that are pressed while the next constraint is on its way, and presses them again, one by one and in their order,
 * once it is there. What is typed behind a key that leads to a field is text: it waits for the field, and goes there or nowhere. Answers
 * how many keys wait.
 */
export function useHeldKeys({ enabled, isBusy, isReady, atOnce, shown, onDropped, state }: HeldKeysOptions): number {
  const held = useRef<HeldPress[]>([])
  const [waiting, setWaiting] = useState(0)
  // What was on the screen when the first of them was pressed; undefined once something else has come.
  const pressedAt = useRef<number | undefined>(undefined)
  const replaying = useRef(false)
  // Since when a field is waited for; null while none is.
  const fieldSince = useRef<{ at: number; turns: number } | null>(null)
  // The field that came.
  const into = useRef<Field | null>(null)
  const bindings = useKeymap()

  const hold = useEffectEvent((event: KeyboardEvent) => {
    const waits = held.current.length > 0 || fieldSince.current !== null
    if (!enabled || replaying.current || !(isBusy() || waits)) return
    const press = pressOf(event)
    const target = event.target instanceof Element ? event.target : null
    const elsewhere = target?.closest(typingPlaces) || document.querySelector('[role="dialog"], [role="menu"]')
    if (press.isComposing || !isHeld(press) || (elsewhere && !waits)) return
    if ((event.key === 'Enter' || event.key === ' ') && target?.closest('a, button, summary')) return
    const found = commandOf(press, bindings)
    if (!found && !waits) return
    event.preventDefault()
    event.stopPropagation()
    // A key that is held down is no second press, unless it is text by now.
    if (event.repeat && !waits) return
    if (found && atOnce(found.command, found.digit, !waits)) return
    const { key, code, shiftKey, altKey, ctrlKey, metaKey } = event
    if (held.current.length >= most) return
    if (held.current.length === 0 && isBusy()) pressedAt.current = shown()
    held.current.push({ key, code, shiftKey, altKey, ctrlKey, metaKey, modifierAltGraph: press.altGraph })
    setWaiting(held.current.length)
  })

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => hold(event)
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])

  /** Presses the next one that is held; answers whether there is more to do. */
  const replay = useEffectEvent((): boolean => {
    if (isBusy()) return false
    if (fieldSince.current !== null) {
      into.current = focusedField()
      const since = fieldSince.current
      if (!into.current && (since.turns++ < fieldWithin.turns || performance.now() - since.at < fieldWithin.ms)) return true
      // Text for a field that did not come means nothing.
      if (!into.current) held.current = []
      fieldSince.current = null
    }
    // What was pressed for the next one where none came means nothing, but for a way back.
    const nothingCame = !isReady() || (pressedAt.current !== undefined && pressedAt.current === shown())
    pressedAt.current = undefined
    if (nothingCame && held.current.length > 0 && !wayBack.has(commandIn(held.current[0], bindings))) {
      onDropped(held.current.length)
      held.current = []
    }
    const press = held.current.shift()
    setWaiting(held.current.length)
    if (!press) return false
    const active = document.activeElement ?? document.body
    if (active !== into.current && leadsToField.has(commandIn(press, bindings))) fieldSince.current = { at: performance.now(), turns: 0 }
    replaying.current = true
    pressOn(active, press, active === into.current)
    replaying.current = false
    // It led on: the rest is for what comes then.
    if (isBusy() && held.current.length > 0) pressedAt.current = shown()
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
  return waiting
}

const wayBack: ReadonlySet<Command | undefined> = new Set<Command>(['undo', 'undo-pair', 'redo', 'previous-pair'])

function commandIn(press: HeldPress | undefined, bindings: readonly KeyBinding[]): Command | undefined {
  return press && commandOf(pressOf(new KeyboardEvent('keydown', press)), bindings)?.command
}
