/** The place before the first character of a run, and the place of runs that are not in the tree. */
export const root = 0
export const nowhere = -1

/** Runs of characters that share their beginnings, so that following a text costs one step of integers a character. */
export interface RunTree {
  /** The place that `char` leads to from a place: `nowhere` when no run goes on so. */
  child(place: number, char: string): number
  /** The index of the run that ends at a place; `nowhere` at places that only lead on. */
  runAt: Int32Array
}

/** More characters than all profiles have: a place and a character make one small integer. */
const mostChars = 1 << 13
/** Places after one or two ASCII letters come first and have a table of their own: most text is looked up there. */
const tableChars = 1 << 6
const tablePlaces = 1 << 12

/** Builds the tree of some runs, whose order gives their indexes. Throws RangeError when there are too many different characters. */
export function runTree(runs: readonly string[]): RunTree {
  const numbers = new Map<string, number>()
  const asciiNumbers = new Int16Array(0x80).fill(nowhere)
  const table = new Int32Array(tablePlaces * tableChars).fill(nowhere)
  const others = new Map<number, number>()
  const runAt = [nowhere]
  const next = (place: number, number: number): number =>
    place < tablePlaces && number < tableChars ? (table[place * tableChars + number] ?? nowhere) : (others.get(place * mostChars + number) ?? nowhere)
  for (const { run, index } of runs.map((run, index) => ({ run, index })).toSorted((a, b) => order(a.run) - order(b.run))) {
    let place = root
    for (const char of run) {
      const number = numbers.get(char) ?? numbers.size
      numbers.set(char, number)
      if (char < '\x80') asciiNumbers[char.charCodeAt(0)] = number
      let child = next(place, number)
      if (child === nowhere) {
        child = runAt.push(nowhere) - 1
        if (place < tablePlaces && number < tableChars) table[place * tableChars + number] = child
        else others.set(place * mostChars + number, child)
      }
      place = child
    }
    runAt[place] = index
  }
  if (numbers.size > mostChars) throw new RangeError(`more than ${mostChars} characters`)
  return {
    runAt: Int32Array.from(runAt),
    child(place, char) {
      if (place === nowhere) return nowhere
      const code = char.charCodeAt(0)
      const number = code < 0x80 ? (asciiNumbers[code] ?? nowhere) : (numbers.get(char) ?? nowhere)
      return number === nowhere ? nowhere : next(place, number)
    },
  }
}

function order(run: string): number {
  return run.length + (/\P{ASCII}/u.test(run) ? 10 : 0)
}
