/** Replaces the text from `start` to `end` (UTF-16 code units) by `insert`. */
export interface TextEdit {
  start: number
  end: number
  insert: string
}

/** The text with all edits made. They must not overlap; their order does not matter. Throws RangeError when they do overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  let at = 0
  let made = ''
  for (const { start, end, insert } of ordered) {
    if (start < at || end < start || end > text.length) throw new RangeError(`edit from ${start} to ${end} overlaps another or leaves the text`)
    made += text.slice(at, start) + insert
    at = end
  }
  return made + text.slice(at)
}

/** How much edits change: characters taken out and put in. */
export function editSize(edits: readonly TextEdit[]): number {
  return edits.reduce((sum, { start, end, insert }) => sum + (end - start) + insert.length, 0)
}
