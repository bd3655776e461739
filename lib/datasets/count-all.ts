import { pool } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { isTimeout } from '#lib/db/timeout.ts'
import { AppError } from '#lib/http/errors.ts'
import { slots } from '#lib/runs/slots.ts'

/** Milliseconds that a count without a bound may take. */
const patienceMs = 20_000
/** Anybody may ask for such counts, as often as they like: the connections are for everything else, too. */
const counters = slots(2)

/** The rows of a query that counts all that a filter finds, however many: few of them at once, and none for longer than `patience` ms. Throws AppError('busy') where it would take longer. */
export async function countAll<Row extends object>({ text, values }: Prisma.Sql, patience = patienceMs): Promise<Row[]> {
  const release = await counters.take()
  try {
    const client = await pool().connect()
    try {
      await client.query('BEGIN READ ONLY')
      await client.query(`SET LOCAL statement_timeout = ${patience}`)
      return (await client.query<Row>(text, values)).rows
    } catch (error) {
      throw isTimeout(error) ? new AppError('busy', 'Counting these pairs takes too long: narrow the filter, or try again when less is going on.') : error
    } finally {
      await client.query('ROLLBACK').finally(() => client.release())
    }
  } finally {
    release()
  }
}
