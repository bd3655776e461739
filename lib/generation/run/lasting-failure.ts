import { sqlState } from '#lib/db/sql-state.ts'

/** SQLSTATE classes of what is wrong with the rows themselves: data, integrity, statement. */
const lastingClasses = new Set(['22', '23', '42'])

/** Whether a statement failed for what it was given, so that trying it again comes to the same; a lost connection and a deadlock do not last. */
export function isLasting(error: unknown): boolean {
  const state = sqlState(error)
  return state !== null && lastingClasses.has(state.slice(0, 2))
}
