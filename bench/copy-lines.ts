import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { pool } from '#lib/db/client.ts'
import type { EmbeddedPostgres } from '#lib/db/embedded.ts'
import { serverTime } from './processor-time.ts'

/** psql, which the export is measured against: the one on the PATH, unless PINCER_PSQL says another. */
const psql = process.env.PINCER_PSQL ?? 'psql'
const run = promisify(execFile)

export interface Copied {
  /** Lines a second. */
  rate: number
  /** Processor time of the database in microseconds a line. */
  database: number
}

/** A table of lines, and what copies it. */
export interface CopyOfLines {
  /** What copies. */
  by: string
  /** Copies all lines to a file, which is gone afterwards; or what else stands there, a table or a query in brackets, of as many rows. */
  once(from?: string): Promise<Copied>
}

/** The same lines in a table as Postgres makes it unasked: it packs those of more than two kilobytes. */
export const linesByDefault = 'bench_lines_by_default'

/**
 * Loads a file's lines into a table that holds them as they are, none of them packed or apart, and lends what copies it with COPY TO: psql, without the time in which it starts and connects; where there is
 * none a client in Node, on a connection that is there, whose parsing takes more than psql's.
 */
export async function withCopyOfLines<Result>(lines: string, to: string, { url, clusterFolder }: EmbeddedPostgres, work: (copy: CopyOfLines) => Promise<Result>): Promise<Result> {
  const client = await pool().connect()
  try {
    await client.query('CREATE TABLE bench_lines (line text) WITH (toast_tuple_target = 8160)')
    // No line of JSON holds these two as they are: the text goes in as it stands.
    await pipeline(createReadStream(lines), client.query(copyFrom(`COPY bench_lines FROM STDIN (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`)))
    await client.query(`CREATE TABLE ${linesByDefault} AS SELECT line || '' AS line FROM bench_lines`)
    await client.query(`VACUUM ANALYZE bench_lines, ${linesByDefault}`)
    const count = (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM bench_lines')).rows[0]?.n ?? 0
    const isThere = await run(psql, ['--version']).then(() => true, () => false)
    const byPsql = async (what: string): Promise<number> => (await timed(() => run(psql, [url, '-Xqc', `\\copy ${what} TO '${to.replaceAll("'", "''")}'`]))) - (await timed(() => run(psql, [url, '-Xqc', 'SELECT'])))
    const byNode = (what: string): Promise<number> => timed(() => pipeline(client.query(copyTo(`COPY ${what} TO STDOUT`)), createWriteStream(to)))
    return await work({
      by: isThere ? 'psql' : 'a client in Node',
      async once(from = 'bench_lines') {
        const before = serverTime(clusterFolder)
        const seconds = await (isThere ? byPsql : byNode)(from)
        const database = ((serverTime(clusterFolder) - before) * 1000) / count
        await rm(to)
        return { rate: count / seconds, database }
      },
    })
  } finally {
    await client.query(`DROP TABLE IF EXISTS bench_lines, ${linesByDefault}`).finally(() => client.release())
  }
}

/** Seconds that some work takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
