/** Numbers by names that may be anything, such as a source called `constructor`: it has none of an object's own. */
export type Tally = Record<string, number>

export function emptyTally(): Tally {
  return Object.setPrototypeOf({}, null)
}

export function count(into: Tally, name: string, n = 1): void {
  into[name] = (into[name] ?? 0) + n
}

/** The number of a name in an object that may have more than its own. */
export function numberOf(numbers: Readonly<Tally>, name: string): number {
  return (Object.hasOwn(numbers, name) ? numbers[name] : undefined) ?? 0
}
