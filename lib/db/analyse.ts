import { z } from 'zod'
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

/** Rows of a dataset from which on it matters that the planner knows of them, and how many times too few it may think that they are. */
const notable = { rows: 100, factor: 10 }
/** What the database counts of a dataset's rows of these tables (see the model Tally). */
const counted = { Pair: 'pair.status', Constraint: 'constraint' } as const

/**
 * Has the planner look anew where it thinks that there are far fewer pairs or constraints of a dataset than there are. Postgres does so by itself only when a tenth of a whole table is new; until then,
 * of a small dataset beside great ones, it takes one row for all there is, and goes through the dataset again for each of its rows: a search then takes minutes. Does not fail either.
 */
export async function analyseDataset(datasetId: string): Promise<void> {
  try {
    const { rows } = await pool().query<{ of: string; n: number }>(`SELECT "of", sum(n)::int AS n FROM "Tally" WHERE "datasetId" = $1 AND "of" = ANY($2) GROUP BY 1`, [datasetId, Object.values(counted)])
    for (const [table, of] of Object.entries(counted)) {
      const there = rows.find((row) => row.of === of)?.n ?? 0
      if (there < notable.rows || there <= notable.factor * (await rowsPlanned(table, datasetId))) continue
      // Small tables are left out here too; to count rows of one that is not would be to read them.
      const { rows: [known] } = await pool().query<{ n: number }>(`SELECT reltuples::float8 AS n FROM pg_class WHERE oid = '"${table}"'::regclass`)
      if (Math.max(there, known?.n ?? 0) >= worth) await pool().query(`ANALYZE "${table}"`)
    }
  } catch (error) {
    log().warn({ err: error }, 'it could not be told whether the tables have to be analysed')
  }
}

const explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) })])

/** How many rows of a dataset the planner thinks that a table has. */
async function rowsPlanned(table: string, datasetId: string): Promise<number> {
  const { rows } = await pool().query(`EXPLAIN (FORMAT JSON) SELECT 1 FROM "${table}" WHERE "datasetId" = $1`, [datasetId])
  const [row] = explained.parse(rows)
  return row['QUERY PLAN'][0].Plan['Plan Rows']
}
