import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Puts the caret of a field where it belongs once a text that was put together for it is shown, and gives it the focus; the place counts in
 * UTF-16 units. It is there before the next key is typed: what waits for the next frame comes behind the keys of those who type on.
 */
export function useCaret(field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>): (place: number) => void {
  const wanted = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null) return
    field.current?.focus()
    field.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  })
  return (place) => {
    wanted.current = place
  }
}
