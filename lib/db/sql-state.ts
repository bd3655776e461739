/** The five characters by which Postgres names what went wrong, as `pg` has them or somewhere below what Prisma makes of them; null where there are none. */
export function sqlState(error: unknown, depth = 0): string | null {
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

/** Whether a row was refused because there is one of its key already. */
export function isTaken(error: unknown): boolean {
  return sqlState(error) === '23505'
}
