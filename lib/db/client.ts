import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '#lib/db/generated/client.ts'
import { LentPool } from '#lib/db/lent-pool.ts'
import { oneAtATime } from '#lib/db/one-at-a-time.ts'

export type Db = PrismaClient
/** Inside `db.$transaction(async (tx) => ...)`. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

interface Connections {
  url: string
  /** The pool's connections by the number of the server's process that serves them. */
  byProcess: Map<number, pg.PoolClient>
  pool: pg.Pool
  db: PrismaClient
  /** What lends these connections, and has nothing to do now; and how many there are in all. A client of Prisma's is dear to make. */
  lenders: { idle: Lender[]; made: number }
  /** Where they are lent: what `db()` and `pool()` ask outside of that. */
  outside?: { connections: Connections | undefined }
}

interface Lender {
  pool: LentPool
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

/**
 * The connection that a transaction of Prisma's goes over, for what Prisma cannot ask, such as COPY; one statement at a time, as everything in a transaction. Null where it cannot be told
 * beyond doubt: behind a pooler, the server's process need not be that of one connection.
 */
export async function connectionOf(tx: Tx): Promise<pg.PoolClient | null> {
  const [own] = await tx.$queryRaw<{ process: number; transaction: string }[]>`SELECT pg_backend_pid() AS process, pg_current_xact_id()::text AS transaction`
  const client = own && connections().byProcess.get(own.process)
  if (!client) return null
  const { rows } = await client.query<{ transaction: string | null }>('SELECT pg_current_xact_id_if_assigned()::text AS transaction')
  return rows[0]?.transaction === own.transaction ? client : null
}

/** The number of the server's process that serves a connection, 0 where it is not told: pg tells it of every client, and its types of none. */
export function processOf(client: pg.PoolClient): number {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : 0
}

/** Closes both; a later call of `db()` connects anew. */
export async function disconnect(): Promise<void> {
  const open = globalThis.pincerConnections
  if (!open) return
  globalThis.pincerConnections = undefined
  await Promise.all([open, ...open.lenders.idle].map((each) => each.db.$disconnect()))
  if (!open.pool.ended) await open.pool.end()
}

/** Connections of this process at most. */
export const poolSize = Number(process.env.PINCER_POOL ?? 12)

/**
 * How long a transaction may take, and wait for a connection, in milliseconds, where it does not say so itself. Prisma's own five and two seconds would
 * fail a piece of work on a machine that is merely busy.
 */
const patience = { timeout: 120_000, maxWait: 30_000 }

/** How long a request waits for a connection until it is told that the server is busy: who holds one and waits for a second one would else wait for ever where all do. */
const webPatienceMs = 60_000

const ownConnections = new AsyncLocalStorage<Connections | undefined>()

/** Does something with connections of its own, closed behind it: what `db()` and `pool()` are in it and in all that it calls. `opened` is told of each before its first statement. */
export async function withOwnConnections<T>(most: number, opened: (client: pg.ClientBase) => Promise<void>, work: () => Promise<T>): Promise<T> {
  const own = connect(databaseUrl(), { max: most, onConnect: opened })
  try {
    return await ownConnections.run(own, work)
  } finally {
    await own.db.$disconnect()
    if (!own.pool.ended) await own.pool.end()
  }
}

/** So many works at once go over connections that are lent. */
const mostLenders = 8

/**
 * Does something over the connections that are there, each as `lend` hands it out: those are what `db()` and `pool()` ask in it and in all that it calls. Where eight such works are
 * under way, over whichever is free.
 */
export async function withLent<T>(lend: LentPool['lend'], work: () => Promise<T>): Promise<T> {
  const shared = connections()
  const lender = takeLender(shared)
  if (!lender) return work()
  lender.pool.lend = lend
  try {
    return await ownConnections.run({ ...shared, ...lender, outside: { connections: ownConnections.getStore() } }, work)
  } finally {
    shared.lenders.idle.push(lender)
  }
}

/** Does what goes on when that in which it was begun has ended, or is given up: over connections that nobody lends it. */
export function overOwn<T>(work: () => T): T {
  let from = ownConnections.getStore()
  while (from?.outside) from = from.outside.connections
  return ownConnections.run(from, work)
}

function takeLender({ url, lenders }: Connections): Lender | null {
  const idle = lenders.idle.pop()
  if (idle) return idle
  if (lenders.made >= mostLenders) return null
  lenders.made += 1
  const lentPool = new LentPool({ connectionString: url })
  return { pool: lentPool, db: clientOver(lentPool) }
}

function connections(): Connections {
  const own = ownConnections.getStore()
  if (own) return own
  const url = databaseUrl()
  if (globalThis.pincerConnections?.url === url) return globalThis.pincerConnections
  globalThis.pincerConnections = connect(url, { max: poolSize, ...(process.env.PINCER_PART === 'web' ? { min: poolSize, connectionTimeoutMillis: webPatienceMs } : {}) })
  return globalThis.pincerConnections
}

function databaseUrl(): string {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start Pincer with npm start, or set it to a Postgres database.')
  return url
}

/**
 * Connections beyond `min` are closed once they have been idle for ten seconds. The web server's stay open: to a new one everything is new, so that a request that meets it takes Postgres
 * some 30 ms more.
 */
function connect(url: string, options: Pick<pg.PoolConfig, 'max' | 'min' | 'onConnect' | 'connectionTimeoutMillis'>): Connections {
  const connectionPool = new pg.Pool({ connectionString: url, ...options })
  // An idle connection that the server drops must not take the process down; the next query reconnects.
  connectionPool.on('error', () => {})
  // One that is in use tells its query; a client that nobody listens to would throw it a second time, at the process.
  connectionPool.on('connect', (client) => client.on('error', () => {}))
  const byProcess = new Map<number, pg.PoolClient>()
  connectionPool.on('connect', (client) => byProcess.set(processOf(client), client))
  connectionPool.on('remove', (client) => byProcess.delete(processOf(client)))
  return { url, byProcess, pool: connectionPool, db: clientOver(connectionPool), lenders: { idle: [], made: 0 } }
}

function clientOver(connectionPool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: oneAtATime(new PrismaPg(connectionPool)), transactionOptions: patience })
}
