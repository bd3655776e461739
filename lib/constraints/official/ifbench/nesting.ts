const openers = '([{'
const closers = ')]}'
const bracketLevels = 5
const quoteLevels = 3

/**
 * Whether brackets nest five deep, and the first that closes at that depth closes the one opened last. A closer that does not
 * fit starts the count anew; depth reached by an earlier group that has been closed still counts.
 */
export function nestsBrackets(text: string): boolean {
  let open: string[] = []
  let deepest = 0
  for (const character of text) {
    if (openers.includes(character)) {
      open.push(character)
      deepest = Math.max(deepest, open.length)
    } else if (closers.includes(character)) {
      const opener = openers[closers.indexOf(character)]
      if (open.length === 0 || open.at(-1) !== opener) {
        open = []
        deepest = 0
        continue
      }
      open.pop()
      if (deepest >= bracketLevels) return true
    }
  }
  return false
}

/**
 * Whether straight quotes nest three deep, double and single in turn. An apostrophe counts as a quote. True as soon as so many
 * have closed that the depth lies three under the deepest one.
 */
export function nestsQuotes(text: string): boolean {
  const open: string[] = []
  let deepest = 0
  for (const character of text) {
    if (character === open.at(-1)) {
      open.pop()
      if (deepest - open.length >= quoteLevels) return true
    } else if (character === '"' || character === "'") {
      open.push(character)
      deepest = Math.max(deepest, open.length)
    }
  }
  return false
}
