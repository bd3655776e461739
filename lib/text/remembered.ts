/**
 * Remembers the last answer of a pure function of a text. Many checkers look at one response in turn, and most of their work is the same
 * reading of it. Answers are shared: nobody may change them.
 */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  let last: { text: string; answer: T } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, answer: read(text) }
    return last.answer
  }
}
