import { freemem, totalmem } from 'node:os'
import { log } from '#lib/config/log.ts'
import { behindEverybody } from '#lib/db/behind.ts'
import { pool } from '#lib/db/client.ts'
import { pause } from '#lib/pause.ts'

/** Pages of 8 kB that are read at a time: 16 MB. */
const stretch = 2048
const restMs = 10
/** What is smaller is read by whoever asks first, without noticing. */
const leastPages = 128

/**
 * Reads the database's files once, as Postgres' pg_prewarm does, so that after a start of the machine the system has them in memory before somebody asks for them: a page that is there
 * costs microseconds, one of a disk a hundred times that, and the facets of a list read a thousand. Indexes go first, small ones before great ones; so many bytes at most, by
 * default a quarter of the machine's memory and no more than half of what is free. Does nothing where Postgres runs elsewhere or may not be extended. Answers how many pages it read; ends early when it is told to stop.
 */
export async function warmUp(signal: AbortSignal, bytes = Math.min(totalmem() / 4, freemem() / 2)): Promise<number> {
  try {
    return await behindEverybody(() => readFiles(Math.floor(bytes / 8192), signal), { connections: 1, stop: signal })
  } catch (error) {
    if (!signal.aborted) log().debug({ err: error }, 'the database was not read into memory')
    return 0
  }
}

async function readFiles(most: number, signal: AbortSignal): Promise<number> {
  let read = 0
  for (const { id, pages } of await filesToRead()) {
    for (let first = 0; first < pages && read < most && !signal.aborted; first += stretch) {
      const last = Math.min(pages, first + stretch, first + most - read) - 1
      // It may have become shorter, or have gone, since.
      const { rows: [row] } = await pool().query<{ read: number }>(
        `SELECT pg_prewarm(c.oid::regclass, 'read', 'main', $2, least($3, pages - 1))::int AS read FROM (SELECT oid, pg_relation_size(oid) / 8192 AS pages FROM pg_class WHERE oid = $1) c WHERE pages > $2`,
        [id, first, last],
      )
      if (!row) break
      read += row.read
      await pause(restMs, signal)
    }
  }
  return read
}

/** Tables and indexes in the order in which they are read; none where Postgres is on another machine, whose memory is not ours to fill. */
async function filesToRead(): Promise<{ id: number; pages: number }[]> {
  const { rows } = await pool().query<{ id: number; pages: number }>(
    `SELECT c.oid::int8::float8 AS id, (pg_relation_size(c.oid) / 8192)::int AS pages FROM pg_class c
     WHERE c.relkind IN ('r', 'i') AND c.relnamespace = current_schema()::regnamespace AND pg_relation_size(c.oid) >= $1 * 8192
       AND coalesce(inet_server_addr() << '127.0.0.0/8' OR inet_server_addr() = '::1', true)
     ORDER BY c.relkind = 'r', pg_relation_size(c.oid)`,
    [leastPages],
  )
  if (rows.length > 0) await pool().query('CREATE EXTENSION IF NOT EXISTS pg_prewarm')
  return rows
}
