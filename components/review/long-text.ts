/** A stretch of a text, [start, end) in UTF-16 code units. */
export interface Stretch {
  start: number
  end: number
}

/** Up to here a text is drawn in one piece. */
const longestPiece = 24_000
/** About what a piece of a longer text has: parsing takes more than twice as long for twice the markdown. */
const usualPiece = 4000

/**
 * Cuts a long text into pieces that markdown reads as it would read them together: at blank lines outside of fenced code, where the next line
 * begins at the margin. Where there is none, in one very long paragraph, a piece is as long as that. The pieces are the text, without gaps.
 */
export function cutLongText(text: string): Stretch[] {
  if (text.length <= longestPiece) return [{ start: 0, end: text.length }]
  const pieces: Stretch[] = []
  let start = 0
  let fence: string | null = null
  let afterBlank = false
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at)
    const next = newline === -1 ? text.length : newline + 1
    const line = text.slice(at, Math.min(next, at + longestMarker))
    if (afterBlank && fence === null && at - start >= usualPiece && /^\S/.test(line)) {
      pieces.push({ start, end: at })
      start = at
    }
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (marker !== undefined) {
      if (fence === null) fence = marker
      else if (marker[0] === fence[0] && marker.length >= fence.length) fence = null
    }
    afterBlank = line.trim() === '' && next - at <= longestMarker
    at = next
  }
  pieces.push({ start, end: text.length })
  return pieces
}

/** As much of a line as may tell a fence or a blank line. */
const longestMarker = 80
