/** A label of a chart, shortened to so many characters where it has more: at its end, or, where it is made of parts as of a model and its prompt, where its last part still tells it from the others. */
export function cutLabel(text: string, most: number): string {
  if (text.length <= most) return text
  const tail = text.includes(' · ') ? Math.floor((most - 1) * 0.6) : 0
  return `${text.slice(0, most - 1 - tail)}…${text.slice(text.length - tail)}`
}
