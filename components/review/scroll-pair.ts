/** How far: by what is in sight, or to an end. */
export type Scroll = 'page-down' | 'page-up' | 'to-end' | 'to-start'

/** Of what is in sight, how much goes out of it: a line or two stay, to read on from. */
const share = 0.9

/**
 * Scrolls the pair, wherever the focus is; where that is in something else that scrolls by itself and is marked so, scrolls that. On narrow
 * screens the pair scrolls with what is around it.
 */
export function scrollPair(pane: HTMLElement | null, how: Scroll): void {
  const scroller = document.activeElement?.closest<HTMLElement>('[data-scrolls]') ?? scrollerOf(pane)
  if (!scroller) return
  const page = scroller.clientHeight * share
  const top = { 'page-down': scroller.scrollTop + page, 'page-up': scroller.scrollTop - page, 'to-end': scroller.scrollHeight, 'to-start': 0 }[how]
  scroller.scrollTo({ top, behavior: 'instant' })
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let each = element; each; each = each.parentElement) {
    if (each.scrollHeight > each.clientHeight + 1 && ['auto', 'scroll'].includes(getComputedStyle(each).overflowY)) return each
  }
  return element
}
