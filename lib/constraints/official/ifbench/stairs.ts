import { everyNeighbour } from './text.ts'
import { hasContent } from '#lib/text/python.ts'

/** Whether each line begins with more spaces than the one before, blank lines left out as far as the official verifier leaves them out. */
export function isStairs(text: string): boolean {
  return everyNeighbour(linesLeft(text.split('\n')).map(indent), (before, after) => after > before)
}

function indent(line: string): number {
  let spaces = 0
  while (line[spaces] === ' ') spaces++
  return spaces
}

/**
 * What is left when blank lines are removed from a list that is being walked: the line after a removed one is never looked at,
 * and what is removed is the first line equal to the blank one found, which may be one that was passed over. Linear in time: the
 * lines removed so far all lie before the place reached, so that the place in the full list is the place plus their number.
 */
function linesLeft(lines: readonly string[]): string[] {
  const removed = new Set<number>()
  const passedOver = new Map<string, { places: number[]; next: number }>()
  const pass = (place: number): { places: number[]; next: number } | undefined => {
    const line = lines[place]
    if (line === undefined || hasContent(line)) return undefined
    const same = passedOver.get(line) ?? { places: [], next: 0 }
    same.places.push(place)
    passedOver.set(line, same)
    return same
  }
  for (let place = 0; place < lines.length; place++) {
    const same = pass(place)
    if (!same) continue
    const first = same.places[same.next++]
    if (first !== undefined) removed.add(first)
    place++
    pass(place)
  }
  return lines.filter((_, place) => !removed.has(place))
}
