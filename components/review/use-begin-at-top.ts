import { useEffect, useEffectEvent, useLayoutEffect, type RefObject } from 'react'

interface BeginAtTop {
  /** What scrolls the pair on wide screens. */
  pane: RefObject<HTMLElement | null>
  /** What scrolls the pair with its constraints on narrow ones. */
  whole: RefObject<HTMLElement | null>
  pairId: string
  /** Whether its first constraint is in focus. */
  isAtFirst: boolean
}

/**
 * Shows each pair from its beginning, not from where the one before it was left. On narrow screens, where the constraints stand below the response, it is
 * read first: its first constraint, which is brought into sight on wide ones, waits below.
 */
export function useBeginAtTop({ pane, whole, pairId, isAtFirst }: BeginAtTop): void {
  // Before what is in focus is brought into sight: on wide screens that is the last word.
  useLayoutEffect(() => {
    pane.current?.scrollTo({ top: 0, behavior: 'instant' })
  }, [pane, pairId])
  // After it: effects of what is inside run first. Only when a pair comes, not when the focus does.
  const begin = useEffectEvent(() => {
    if (isAtFirst) whole.current?.scrollTo({ top: 0, behavior: 'instant' })
  })
  useEffect(() => begin(), [pairId])
}
