import { z } from 'zod'
import { pool } from '#lib/db/client.ts'
import { isTimeout } from '#lib/db/timeout.ts'

/**
 * The rows of a query that only reads, or null where Postgres gave it up after `within` milliseconds; 0: not even asked. Throws what the
 * database says otherwise.
 */
export async function queryWithin<T extends object>(sql: string, values: unknown[], within: number): Promise<T[] | null> {
  if (within === 0) return null
  const client = await pool().connect()
  try {
    await client.query('BEGIN READ ONLY')
    await client.query(`SET LOCAL statement_timeout = ${z.int().min(1).parse(within)}`)
    return (await client.query<T>(sql, values)).rows
  } catch (error) {
    if (isTimeout(error)) return null
    throw error
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (error: unknown) => client.release(error instanceof Error ? error : true),
    )
  }
}
