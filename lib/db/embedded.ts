import { createHash, randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { z } from 'zod'
import { takeLock } from '#lib/config/lock.ts'
import { freePort, isPortFree } from '#lib/config/port.ts'
import { checkCluster, initCluster, makePrivateFolder, startServer, superuser, type Cluster } from '#lib/db/cluster.ts'
import { clearLeftover, readPostmaster } from '#lib/db/postmaster.ts'
import { canReach, postgresAccount, type Account } from '#lib/db/postgres-account.ts'
import { copyPostgresBinaries, findPostgresBinaries, type PostgresBinaries } from '#lib/db/postgres-binaries.ts'
import { DatabaseProblem } from '#lib/db/problem.ts'

export interface EmbeddedOptions {
  /** Pincer's folder (see homeFolder); the database lies in `postgres` below it. */
  dataDir: string
  /** When another Pincer process runs this database: use its server (true) or wait until it has ended (false, the default). */
  attach?: boolean
  /** false: fast, and lost when the machine goes down; for databases that are thrown away. */
  durable?: boolean
  /** Told what a person would want to know, such as a database placed elsewhere. */
  say?: (sentence: string) => void
}

export interface EmbeddedPostgres {
  url: string
  /** Where the data lies: in the home folder, unless the account that runs Postgres cannot reach it there. */
  clusterFolder: string
  /** Whether this process started the server, and so ends it. */
  owner: boolean
  /** Settles when the server has ended, wanted or not; never, when another process owns it. */
  ended: Promise<void>
  /** fast (the default): clients are cut off. smart: they may finish first. Does nothing when another process owns the server. */
  stop(mode?: 'fast' | 'smart'): Promise<void>
}

const databaseName = 'pincer'
const patienceMs = 60_000
/** Beside the data it opens, so that the two are never apart. Mode 600; means nothing to Postgres. */
const accessFile = 'pincer-access.json'
const accessShape = z.object({ port: z.int(), password: z.string() })
type Access = z.infer<typeof accessShape>

/** Starts the Postgres that comes with Pincer, making its data directory at the first time. Loopback only, own port, own password. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  makePrivateFolder(options.dataDir)
  const lock = await lockCluster(options)
  if (lock === null) return attached(placeCluster(options))
  try {
    const cluster = placeCluster(options)
    const server = await startOwn(cluster, options.durable ?? true)
    return {
      ...server,
      owner: true,
      clusterFolder: cluster.dataDir,
      async stop(mode = 'fast') {
        await server.stop(mode)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startOwn(cluster: Cluster, durable: boolean) {
  if (!existsSync(join(cluster.dataDir, 'PG_VERSION'))) {
    const access = { port: await freePort(), password: randomBytes(24).toString('base64url') }
    await initCluster(cluster, access.password, (folder) => writeAccess(folder, access, cluster.account))
  }
  checkCluster(cluster)
  await clearLeftover(cluster.dataDir)
  const access = await withFreePort(cluster)
  const server = await startServer(cluster, access.port, durable)
  try {
    await ensureDatabase(access)
  } catch (error) {
    await server.stop('fast')
    throw error
  }
  return { ...server, url: urlOf(access, databaseName) }
}

/** null: another process has it and we may use its server. */
async function lockCluster(options: EmbeddedOptions) {
  const path = join(options.dataDir, 'postgres.lock')
  for (let waited = 0; ; waited += 100) {
    const lock = takeLock(path)
    if (lock.taken) return lock
    if (options.attach) return null
    if (waited === 1000) options.say?.(`Another Pincer command (process ${lock.holder.pid}) is using the database; waiting for it to end.`)
    if (waited > patienceMs) {
      throw new DatabaseProblem(`Another Pincer command (process ${lock.holder.pid}) is using the database in ${options.dataDir}. Let it end, then start again.`)
    }
    await sleep(100)
  }
}

async function attached(cluster: Cluster): Promise<EmbeddedPostgres> {
  for (let waited = 0; waited < patienceMs; waited += 100) {
    if (readPostmaster(cluster.dataDir)?.status === 'ready') {
      const access = readAccess(cluster)
      await ensureDatabase(access)
      return {
        url: urlOf(access, databaseName),
        owner: false,
        clusterFolder: cluster.dataDir,
        ended: new Promise(() => undefined),
        stop: async () => undefined,
      }
    }
    await sleep(100)
  }
  throw new DatabaseProblem(`The database in ${cluster.dataDir} is starting or stopping and does not get ready. Try again in a moment.`)
}

/** Where data, programs and account go: the account must be able to reach both, which it cannot below, say, /root. */
function placeCluster({ dataDir: home, say }: EmbeddedOptions): Cluster {
  const inside = join(home, 'postgres')
  const account = ownerOf(inside) ?? postgresAccount()
  const binaries = findPostgresBinaries()
  const logFile = join(home, 'logs', 'postgres.log')
  makePrivateFolder(join(home, 'logs'))
  if (account === null) return { dataDir: inside, binaries, account, logFile }
  const outside = join('/var/lib/pincer', createHash('sha256').update(home).digest('hex').slice(0, 12))
  const version = join(inside, 'PG_VERSION')
  const reachable = canReach(account, version)
  // To begin an empty one elsewhere would look as if all were lost.
  if (!reachable && existsSync(version)) {
    const besides = existsSync(join(outside, 'postgres')) ? ` To go on with the one in ${outside}/postgres instead, move this one away.` : ''
    throw new DatabaseProblem(`There is a database in ${inside} that ${account.name}, as whom Postgres runs, cannot reach; it may have been copied or restored as root. Run "chown -R ${account.uid}:${account.gid} ${inside}", make the folders above it passable, then start again.${besides}`)
  }
  if (!reachable) {
    makePrivateFolder('/var/lib/pincer')
    makePrivateFolder(outside)
    if (!existsSync(join(outside, 'postgres'))) {
      say?.(`Postgres runs as ${account.name}, who cannot reach ${home}; its data goes to ${outside}/postgres instead.`)
    }
  }
  return {
    dataDir: reachable ? inside : join(outside, 'postgres'),
    binaries: reachableBinaries(binaries, account),
    account,
    logFile,
  }
}

function reachableBinaries(binaries: PostgresBinaries, account: Account): PostgresBinaries {
  return canReach(account, binaries.postgres) ? binaries : copyPostgresBinaries(binaries, '/var/lib/pincer')
}

/** When root starts a database that a user made: that user goes on running it. */
function ownerOf(dataDir: string): Account | null {
  if (process.getuid?.() !== 0 || !existsSync(dataDir)) return null
  const { uid, gid } = statSync(dataDir)
  return uid > 0 ? { name: `uid ${uid}`, uid, gid } : null
}

async function withFreePort(cluster: Cluster): Promise<Access> {
  const access = readAccess(cluster)
  if (await isPortFree(access.port)) return access
  const moved = { ...access, port: await freePort() }
  writeAccess(cluster.dataDir, moved, cluster.account)
  return moved
}

async function ensureDatabase(access: Access): Promise<void> {
  try {
    await query(access, databaseName, 'SELECT 1')
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== '3D000') throw error
    await query(access, 'postgres', `CREATE DATABASE ${databaseName}`)
  }
}

async function query(access: Access, database: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(access, database) })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function urlOf(access: Access, database: string): string {
  return `postgresql://${superuser}:${access.password}@127.0.0.1:${access.port}/${database}`
}

function readAccess(cluster: Cluster): Access {
  const path = join(cluster.dataDir, accessFile)
  try {
    return accessShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new DatabaseProblem(
      `The database in ${cluster.dataDir} has lost its password (${path} is missing, broken or not yours to read). ` +
        'Restore that file from a backup, or set PINCER_HOME to a new folder.',
    )
  }
}

function writeAccess(folder: string, access: Access, account: Account | null): void {
  const next = join(folder, `${accessFile}.next`)
  writeFileSync(next, `${JSON.stringify(access)}\n`, { mode: 0o600 })
  // After a crash Postgres opens every file below its data directory once, to flush it.
  if (account) chownSync(next, account.uid, account.gid)
  renameSync(next, join(folder, accessFile))
}
