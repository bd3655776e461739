import { setTimeout as sleep } from 'node:timers/promises'
import { sqlState } from './sql-state.ts'

/** Pauses before further tries. Who held the other lock has most often ended when Postgres gives one of the two up, after a second. */
const pausesMs = [20, 100, 500, 2000, 5000]

/**
 * Does a transaction, again where Postgres gave it up because it and another waited for each other: nothing of it was written then.
 * `transaction` must have no effect but its own writes. Throws what it throws, and the deadlock where the sixth try meets one too.
 */
export async function pastDeadlocks<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await transaction()
    } catch (error) {
      const pause = pausesMs[tries]
      if (pause === undefined || !isDeadlock(error)) throw error
      await sleep(pause)
    }
  }
}

/** P2034 is Prisma's name for it, which may come without Postgres' own. */
function isDeadlock(error: unknown): boolean {
  return sqlState(error) === '40P01' || (error instanceof Error && 'code' in error && error.code === 'P2034')
}
