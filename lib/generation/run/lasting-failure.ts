/** SQLSTATE classes of what is wrong with the rows themselves: data, integrity, statement. */
const lastingClasses = new Set(['22', '23', '42'])

/** Whether a statement failed for what it was given, so that trying it again comes to the same; a lost connection and a deadlock do not last. */
export function isLasting(error: unknown): boolean {
  const state = sqlState(error)
  return state !== null && lastingClasses.has(state.slice(0, 2))
}

/** As `pg` has it, or somewhere below what Prisma makes of it. */
function sqlState(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 5) return null
  for (const name of ['originalCode', 'code']) {
    const code: unknown = Reflect.get(error, name)
    // Prisma's own codes are P and four digits.
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code
  }
  for (const name of ['cause', 'meta', 'driverAdapterError']) {
    const state = sqlState(Reflect.get(error, name), depth + 1)
    if (state !== null) return state
  }
  return null
}
