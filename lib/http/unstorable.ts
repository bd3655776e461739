/**
 * The dotted path of the first text in a value that the database cannot hold: one with a zero byte, or with half of a surrogate
 * pair. Null when there is none. `place` names the value itself.
 */
export function unstorablePath(value: unknown, place = ''): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? place : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const path = place === '' ? key : `${place}.${key}`
    const found = unstorablePath(key) === null ? unstorablePath(item, path) : place
    if (found !== null) return found
  }
  return null
}
