import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from '#lib/db/postgres-account.ts'
import type { PostgresBinaries } from '#lib/db/postgres-binaries.ts'
import { DatabaseProblem } from '#lib/db/problem.ts'
import { readPostmaster } from '#lib/db/postmaster.ts'

/** One Postgres data directory, and what is needed to run it. */
export interface Cluster {
  dataDir: string
  binaries: PostgresBinaries
  /** Runs the programs; null: we ourselves. */
  account: Account | null
  /** Where the server writes what it has to say. */
  logFile: string
}

/** A running server that we started. */
export interface Server {
  port: number
  /** Settles when the server ends, however it does. */
  ended: Promise<void>
  /** fast: clients are cut off; smart: they may finish first (for at most a minute). */
  stop(mode: 'fast' | 'smart'): Promise<void>
}

export const superuser = 'pincer'
const majorVersion = '18'
const maxLogBytes = 10_000_000

/**
 * Makes a new data directory; `prepare` may put files of ours into it. It appears under its name only once it is whole, so
 * that a start that is killed half-way leaves nothing behind that the next one could take for a database.
 */
export async function initCluster(cluster: Cluster, password: string, prepare: (folder: string) => void): Promise<void> {
  const half = `${cluster.dataDir}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o700 })
  const passwordFile = `${half}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  giveTo(cluster.account, half)
  giveTo(cluster.account, passwordFile)
  try {
    await runInitdb(cluster, half, passwordFile)
    prepare(half)
    renameSync(half, cluster.dataDir)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(half, { recursive: true, force: true })
  }
}

/** Refuses a data directory that this Postgres cannot use. */
export function checkCluster(cluster: Cluster): void {
  const version = readFileSync(join(cluster.dataDir, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) {
    throw new DatabaseProblem(
      `The database in ${cluster.dataDir} was made by Postgres ${version}, this Pincer brings Postgres ${majorVersion}. ` +
        'Start the Pincer that made it and export your data there, or set PINCER_HOME to a new folder.',
    )
  }
  const owner = statSync(cluster.dataDir).uid
  const runsAs = cluster.account?.uid ?? process.getuid?.() ?? owner
  if (owner !== runsAs) {
    throw new DatabaseProblem(
      `The database in ${cluster.dataDir} belongs to another account (uid ${owner}), probably because Pincer was first started ` +
        'as root. Start it as that account again, or set PINCER_HOME to a folder of your own.',
    )
  }
}

/** Starts the server and waits until it takes connections. */
export async function startServer(cluster: Cluster, port: number, durable = true): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const from = logSize(cluster.logFile)
    const child = spawnServer(cluster, port, durable)
    if (await isReady(cluster, child)) return supervise(cluster, child, port)
    const said = readFileSync(cluster.logFile, 'utf8').slice(from)
    // The last processes of a server that was killed go away by themselves within moments.
    if (/still in use/.test(said) && attempt < 20) {
      await sleep(500)
      continue
    }
    throw new DatabaseProblem(explainServerLog(said, cluster, port))
  }
}

/** A sentence for what the server's log or initdb says. */
export function explainServerLog(said: string, cluster: Pick<Cluster, 'dataDir' | 'logFile'>, port?: number): string {
  if (/No space left on device|ENOSPC/.test(said)) {
    return `The disk that holds ${cluster.dataDir} is full. Free some space (or set PINCER_HOME to a folder on another disk) and start again.`
  }
  if (/Address already in use/.test(said)) return `Port ${port} on 127.0.0.1 was taken before Postgres could have it. Start again.`
  if (/Permission denied/.test(said)) {
    return `Postgres may not read or write ${cluster.dataDir}. Give the folder to the account that runs Pincer, or set PINCER_HOME to another folder.`
  }
  if (/error while loading shared libraries|cannot execute binary|not found/.test(said)) {
    return `The Postgres that comes with Pincer does not run on this system (${firstLine(said)}). Set DATABASE_URL to a Postgres 14 or newer of your own.`
  }
  return `Postgres did not start: ${firstLine(said)}. The whole story is in ${cluster.logFile}.`
}

function firstLine(said: string): string {
  const lines = said.split('\n').map((line) => line.trim()).filter(Boolean)
  const telling = lines.find((line) => /FATAL|PANIC|error/i.test(line)) ?? lines[0] ?? 'it said nothing'
  return telling.replace(/^.*?(FATAL|PANIC):\s*/, '')
}

function runInitdb(cluster: Cluster, folder: string, passwordFile: string): Promise<void> {
  const args = [
    `--pgdata=${folder}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
    // Postgres's own locale, so that text sorts alike on every machine, whatever locales it has.
    '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions',
  ]
  return new Promise((done, failed) => {
    const child = spawn(cluster.binaries.initdb, args, { ...runAs(cluster.account), stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    child.on('error', (error) => failed(new DatabaseProblem(explainServerLog(error.message, cluster))))
    child.on('close', (code) => {
      if (code === 0) return done()
      writeFileSync(cluster.logFile, said, { flag: 'a' })
      failed(new DatabaseProblem(explainServerLog(said, cluster)))
    })
  })
}

function spawnServer(cluster: Cluster, port: number, durable: boolean): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    random_page_cost: '1.1',
    max_wal_size: '2GB',
    // One machine, no replicas: less to write.
    wal_level: 'minimal',
    max_wal_senders: '0',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_duration_statement: '2s',
    // Statements with their values may hold people's data, and passwords.
    log_parameter_max_length: '0',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = ['-D', cluster.dataDir, '-p', String(port), ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
  mkdirSync(dirname(cluster.logFile), { recursive: true })
  if (logSize(cluster.logFile) > maxLogBytes) renameSync(cluster.logFile, `${cluster.logFile}.1`)
  const log = openSync(cluster.logFile, 'a', 0o600)
  try {
    // A group of its own: Ctrl-C in the terminal must reach the launcher only, which stops things in order.
    return spawn(cluster.binaries.postgres, args, { ...runAs(cluster.account), detached: true, stdio: ['ignore', log, log] })
  } finally {
    closeSync(log)
  }
}

async function isReady(cluster: Cluster, child: ChildProcess): Promise<boolean> {
  let ended = false
  child.once('error', (error) => {
    ended = true
    writeFileSync(cluster.logFile, `${error.message}\n`, { flag: 'a' })
  })
  child.once('exit', () => (ended = true))
  while (!ended) {
    const postmaster = readPostmaster(cluster.dataDir)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return true
    await sleep(15)
  }
  return false
}

function supervise(cluster: Cluster, child: ChildProcess, port: number): Server {
  const gone = () => child.exitCode !== null || child.signalCode !== null
  const ended = new Promise<void>((done) => (gone() ? done() : child.once('exit', () => done())))
  const watchdog = spawnWatchdog(cluster.account, child.pid ?? 0)
  child.unref()
  return {
    port,
    ended,
    async stop(mode) {
      child.ref()
      const steps: [NodeJS.Signals, number][] = [['SIGINT', 20_000], ['SIGQUIT', 10_000], ['SIGKILL', 10_000]]
      if (mode === 'smart') steps.unshift(['SIGTERM', 60_000])
      for (const [signal, patience] of steps) {
        if (gone()) break
        child.kill(signal)
        await Promise.race([ended, sleep(patience, undefined, { ref: false })])
      }
      watchdog.kill('SIGKILL')
    },
  }
}

/**
 * A launcher that is killed outright can stop nothing. This small shell holds the other end of a pipe, reads its end when
 * the launcher is gone, however it went, and asks the server to stop.
 */
function spawnWatchdog(account: Account | null, pid: number): ChildProcess {
  const script = 'read -r _ || kill -INT "$0" 2>/dev/null'
  const watchdog = spawn('/bin/sh', ['-c', script, String(pid)], { ...runAs(account), detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watchdog.on('error', () => undefined)
  watchdog.unref()
  if (watchdog.stdin && 'unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function') watchdog.stdin.unref()
  return watchdog
}

function runAs(account: Account | null) {
  const environment = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return { cwd: '/', env: environment, ...(account ? { uid: account.uid, gid: account.gid } : {}) }
}

function giveTo(account: Account | null, path: string): void {
  if (account) chownSync(path, account.uid, account.gid)
}

function logSize(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

/** Makes a folder that other accounts may pass through but not list (for root), or only we may enter (for a user). */
export function makePrivateFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(path)
  chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700)
}

/** With those above it, one by one: Node's own way never returns where the system says of a folder that it is not there, as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Somebody else may have made it just now.
    if (existsSync(path)) return
    const nowhere = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw nowhere ? new DatabaseProblem(`The folder ${path} cannot be made: the system allows none there. Set PINCER_HOME to another folder.`) : error
  }
}

