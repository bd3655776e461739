/** A piece of a composed prompt: from the pair, or inserted by composing. */
export interface PromptPart {
  text: string
  inserted: boolean
}

/** Tells the pair's own texts, in the order in which they stand in the prompt, from what composing put around them. What is not found verbatim counts as inserted. */
export function insertedParts(prompt: string, own: readonly string[]): PromptPart[] {
  const places = own.flatMap((text) => {
    const wanted = text.trim()
    const start = wanted === '' ? -1 : prompt.indexOf(wanted)
    return start === -1 ? [] : [{ start, end: start + wanted.length }]
  })
  const parts: PromptPart[] = []
  let at = 0
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue
    if (start > at) parts.push({ text: prompt.slice(at, start), inserted: true })
    parts.push({ text: prompt.slice(start, end), inserted: false })
    at = end
  }
  if (at < prompt.length) parts.push({ text: prompt.slice(at), inserted: true })
  return parts
}
