import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '#lib/db/generated/client.ts'

export type Db = PrismaClient
/** Inside `db.$transaction(async (tx) => ...)`. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

interface Connections {
  url: string
  pool: pg.Pool
  db: PrismaClient
}

declare global {
  // The development server reloads modules; connections must survive that.
  var pincerConnections: Connections | undefined
}

/**
 * The process's Prisma client, connected to DATABASE_URL on first use.
 * Throws when DATABASE_URL is missing: the launcher and the command line set it.
 */
export function db(): PrismaClient {
  return connections().db
}

/** The pool under the same client, for COPY, cursors and hot SQL. */
export function pool(): pg.Pool {
  return connections().pool
}

/** Closes both; a later call of `db()` connects anew. */
export async function disconnect(): Promise<void> {
  const open = globalThis.pincerConnections
  if (!open) return
  globalThis.pincerConnections = undefined
  await open.db.$disconnect()
  if (!open.pool.ended) await open.pool.end()
}

/** Connections of this process at most. */
export const poolSize = Number(process.env.PINCER_POOL ?? 12)

function connections(): Connections {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start Pincer with npm start, or set it to a Postgres database.')
  if (globalThis.pincerConnections?.url === url) return globalThis.pincerConnections
  const connectionPool = new pg.Pool({ connectionString: url, max: poolSize })
  // An idle connection that the server drops must not take the process down; the next query reconnects.
  connectionPool.on('error', () => {})
  // One that is in use tells its query; a client that nobody listens to would throw it a second time, at the process.
  connectionPool.on('connect', (client) => client.on('error', () => {}))
  globalThis.pincerConnections = { url, pool: connectionPool, db: new PrismaClient({ adapter: new PrismaPg(connectionPool) }) }
  return globalThis.pincerConnections
}
