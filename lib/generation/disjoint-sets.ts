/** Sets that are joined and never parted, of strings; each is named by its first member in string order. */
export interface DisjointSets {
  /** The first member of the set that this one is in; itself where it was never joined. */
  firstOf(member: string): string
  /** Makes one set of the sets of both. */
  join(a: string, b: string): void
  /** Every member that is not the first of its set, with the first. */
  others(): Iterable<[member: string, first: string]>
}

/** Union-find with path halving: only what was joined takes memory. */
export function disjointSets(): DisjointSets {
  const towards = new Map<string, string>()
  const firstOf = (member: string): string => {
    let at = member
    for (;;) {
      const next = towards.get(at)
      if (next === undefined) return at
      const afterNext = towards.get(next)
      if (afterNext === undefined) return next
      towards.set(at, afterNext)
      at = afterNext
    }
  }
  return {
    firstOf,
    join(a, b) {
      const [one, other] = [firstOf(a), firstOf(b)]
      if (one < other) towards.set(other, one)
      if (other < one) towards.set(one, other)
    },
    *others() {
      for (const member of towards.keys()) yield [member, firstOf(member)]
    },
  }
}
