/** What one name stands for on both sides; null: a side does not have it. */
export interface Beside<T> {
  name: string
  before: T | null
  after: T | null
}

/** Two lists of names and values as one, in the order of the later side, with what the earlier one alone has behind. */
export function sideBySide<T>(before: readonly (readonly [string, T])[], after: readonly (readonly [string, T])[]): Beside<T>[] {
  const [was, is] = [new Map(before), new Map(after)]
  return [...new Set([...is.keys(), ...was.keys()])].map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
}

/** Those that differ, and those that do not. */
export function parted<T>(rows: readonly Beside<T>[]): { different: Beside<T>[]; same: Beside<T>[] } {
  return { different: rows.filter(({ before, after }) => before !== after), same: rows.filter(({ before, after }) => before === after) }
}
