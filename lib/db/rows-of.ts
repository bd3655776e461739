import { createHash } from 'node:crypto'
import type { QueryResultRow } from 'pg'
import { pool } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'

/** What a piece of SQL answers, read by the driver alone: for statements that somebody waits for and that are asked often. Counts are to be cast to int. */
export async function rowsOf<Row extends QueryResultRow>({ text, values }: Prisma.Sql): Promise<Row[]> {
  return (await pool().query<Row>(text, values)).rows
}

/**
 * The same for SQL of which there are few texts, whatever is asked: each connection keeps how it is to be answered, so that Postgres plans it once and not
 * each time. `what` says in the log what it is.
 */
export async function rowsOfPlanned<Row extends QueryResultRow>(what: string, { text, values }: Prisma.Sql): Promise<Row[]> {
  const name = `${what} ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
  return (await pool().query<Row>({ name, text, values })).rows
}
