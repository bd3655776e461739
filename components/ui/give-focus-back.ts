/**
 * Gives the focus back to where it was before something opened, without scrolling. That comes a moment after what was open is gone: where a key that was
 * typed by then has led elsewhere, the focus stays there.
 */
export function giveFocusBack(before: Element | null): void {
  if (before instanceof HTMLElement && (document.activeElement ?? document.body).contains(before)) before.focus({ preventScroll: true })
}
