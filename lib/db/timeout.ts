/** Whether the database stopped a statement that took longer than it may. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}

/** Whether no connection became free in the time that may be waited for one: as the pool says it, of one that is there or of a new one, or Prisma of a transaction. */
export function isWithoutConnection(error: unknown): boolean {
  return error instanceof Error && (/timeout exceeded when trying to connect|Connection terminated due to connection timeout|Unable to start a transaction in the given time/.test(error.message) || isWithoutConnection(error.cause))
}
