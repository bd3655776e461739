/** A label of a chart, shortened to so many characters where it has more. */
export function cutLabel(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
