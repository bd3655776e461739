import type { Span } from './words.ts'

/** The words of a text, each as it is compared, with its place. */
export interface ComparedWord extends Span {
  word: string
}

interface State {
  next: Map<string, number>
  link: number
  length: number
}

/**
 * For each word of `text` the length in words of the longest run that ends there and also occurs in `source`: by the suffix automaton of
 * the source (Blumer et al., 1985), in time linear in both.
 */
export function runsInCommon(text: readonly ComparedWord[], source: readonly ComparedWord[]): number[] {
  const states = automatonOf(source.map(({ word }) => word))
  let at = 0
  let length = 0
  return text.map(({ word }) => {
    while (at > 0 && !states[at]?.next.has(word)) {
      at = states[at]?.link ?? 0
      length = states[at]?.length ?? 0
    }
    const to = states[at]?.next.get(word)
    if (to === undefined) length = 0
    else {
      at = to
      length++
    }
    return length
  })
}

function automatonOf(words: readonly string[]): State[] {
  const states: State[] = [{ next: new Map(), link: -1, length: 0 }]
  const stateAt = (index: number): State => states[index] ?? { next: new Map(), link: -1, length: 0 }
  let last = 0
  for (const word of words) {
    const added = states.length
    states.push({ next: new Map(), link: 0, length: stateAt(last).length + 1 })
    let from = last
    while (from >= 0 && !stateAt(from).next.has(word)) {
      stateAt(from).next.set(word, added)
      from = stateAt(from).link
    }
    const to = from >= 0 ? stateAt(from).next.get(word) : undefined
    if (to !== undefined) {
      if (stateAt(to).length === stateAt(from).length + 1) stateAt(added).link = to
      else {
        const copy = states.length
        states.push({ next: new Map(stateAt(to).next), link: stateAt(to).link, length: stateAt(from).length + 1 })
        for (let back = from; back >= 0 && stateAt(back).next.get(word) === to; back = stateAt(back).link) stateAt(back).next.set(word, copy)
        stateAt(to).link = copy
        stateAt(added).link = copy
      }
    }
    last = added
  }
  return states
}
