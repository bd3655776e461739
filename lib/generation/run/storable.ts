/** Text and JSON as Postgres can hold them: without zero bytes and halves of surrogate pairs, which models do write. */
export function storable<T>(value: T): T
export function storable(value: unknown): unknown {
  // Nearly everything is well as it is: then nothing is copied.
  return isStorable(value) ? value : mended(value)
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isStorable)
  for (const name in value) if (!isStorable(name) || !isStorable(value[name as keyof typeof value])) return false
  return true
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed()
  if (Array.isArray(value)) return value.map(mended)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mended(key), mended(inner)]))
}
