/** A stretch of a text, [start, end) in UTF-16 code units. */
export interface Place {
  start: number
  end: number
}

/**
 * The text in small letters, sign by sign, as Postgres's own locale (C.UTF-8) makes it for ILIKE: no sign becomes two and none looks at its
 * neighbours, so that a place in the answer is the same place in the text.
 */
export function foldCase(text: string): string {
  // The two that JavaScript's own way treats otherwise: İ becomes two signs, Σ at the end of a word another one.
  return /[İΣ]/.test(text) ? text.replace(/./gsu, (sign) => (sign === 'İ' ? 'i' : sign.toLowerCase())) : text.toLowerCase()
}

/** Where any of the texts stands in `text`, whatever its case: in order, apart from each other; those that overlap or touch are one place. */
export function placesOf(text: string, wanted: readonly string[]): Place[] {
  const folded = foldCase(text)
  const found: Place[] = []
  for (const needle of wanted.map(foldCase)) {
    if (needle === '') continue
    for (let start = folded.indexOf(needle); start !== -1; start = folded.indexOf(needle, start + needle.length)) found.push({ start, end: start + needle.length })
  }
  const places: Place[] = []
  for (const place of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = places.at(-1)
    if (last && place.start <= last.end) last.end = Math.max(last.end, place.end)
    else places.push({ ...place })
  }
  return places
}
