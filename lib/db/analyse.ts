import { log } from '#lib/config/log.ts'
import { pool } from '#lib/db/client.ts'

/** Rows that a table has at least to be told of. */
const worth = 1000

/**
 * Tells Postgres' planner anew what these tables hold, as it does by itself a minute or more after much was written: until then it plans as if they were
 * as small as before. Some seconds at most, for it looks at a sample; that it fails is no reason for whoever wrote to fail. Small tables are left out: of one that is known to be
 * empty, connections would keep plans that read all of it, such as those of foreign keys, when it has been filled long since.
 */
export async function analyse(tables: readonly string[]): Promise<void> {
  try {
    for (const table of tables) {
      const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM (SELECT 1 FROM "${table}" LIMIT ${worth}) counted`)
      if (rows[0]?.n === worth) await pool().query(`ANALYZE "${table}"`)
    }
  } catch (error) {
    log().warn({ err: error }, 'the tables could not be analysed')
  }
}
