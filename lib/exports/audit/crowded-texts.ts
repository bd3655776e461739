import type { Shingled } from '#lib/exports/audit/near-leaks.ts'

/** How often shingles occur is counted in so many places: two that share one only look more common than they are. */
const places = 1 << 18

/**
 * Finds, of many texts that are almost alike, those that a text may reach a threshold of Jaccard similarity with, without comparing it with all: two sets
 * that reach it share one of their rarest shingles, so many as the threshold leaves over (prefix filtering: Bayardo, Ma and Srikant, Scaling up all
 * pairs similarity search, 2007). None that reaches it is missed.
 */
export class CrowdedTexts<T extends Shingled> {
  readonly #threshold: number
  readonly #counts = new Uint32Array(places)
  readonly #byRare = new Map<number, T[]>()

  constructor(texts: readonly T[], threshold: number) {
    this.#threshold = threshold
    for (const { shingles } of texts) for (const shingle of shingles) this.#counts[placeOf(shingle)] = this.#countOf(shingle) + 1
    for (const text of texts) {
      for (const shingle of this.#rarest(text.shingles)) {
        const alike = this.#byRare.get(shingle)
        if (alike) alike.push(text)
        else this.#byRare.set(shingle, [text])
      }
    }
  }

  /** Those that may be as near to it, each as often as they share a rare shingle, rarest first. What `isDone` says of a text holds from then on. */
  *near(shingles: ReadonlySet<number>, isDone: (text: T) => boolean): Generator<T> {
    for (const shingle of this.#rarest(shingles)) {
      const alike = this.#byRare.get(shingle) ?? []
      let done = 0
      for (const text of alike) {
        if (isDone(text)) done++
        else yield text
      }
      // Not gone through again and again: thousands of texts may say the same.
      if (done * 2 > alike.length) this.#byRare.set(shingle, alike.filter((text) => !isDone(text)))
    }
  }

  #rarest(shingles: ReadonlySet<number>): number[] {
    // A little more than there must be, where the product is not exact.
    const most = shingles.size - Math.ceil(this.#threshold * shingles.size - 1e-6) + 1
    return [...shingles].toSorted((a, b) => this.#countOf(a) - this.#countOf(b) || a - b).slice(0, most)
  }

  #countOf(shingle: number): number {
    return this.#counts[placeOf(shingle)] ?? 0
  }
}

/** Shingles are hashes already. */
function placeOf(shingle: number): number {
  return shingle & (places - 1)
}
