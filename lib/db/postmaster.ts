import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processStart } from '#lib/config/process-identity.ts'
import { DatabaseProblem } from '#lib/db/problem.ts'

/** What postmaster.pid says about the server of a data directory. */
export interface Postmaster {
  pid: number
  port: number | null
  /** "starting", "stopping", "ready" or "standby"; null while the server has not got that far. */
  status: string | null
}

/** Reads postmaster.pid; null when there is none (or none that can be read). Line 1 is the pid, 4 the port, 8 the status. */
export function readPostmaster(dataDir: string): Postmaster | null {
  try {
    const lines = readFileSync(pidFile(dataDir), 'utf8').split('\n').map((line) => line.trim())
    const pid = Number(lines[0])
    if (!Number.isSafeInteger(pid) || pid <= 0) return null
    return { pid, port: Number(lines[3]) || null, status: lines[7] || null }
  } catch {
    return null
  }
}

/**
 * Clears what a killed start left behind: a server of this data directory that still runs is stopped, and a postmaster.pid
 * whose number Postgres would wrongly take for a running server (another program's now, or a dead process that nobody has
 * collected yet) is removed. Must be called by the holder of the cluster's lock only.
 */
export async function clearLeftover(dataDir: string): Promise<'nothing' | 'stopped' | 'stale'> {
  const left = readPostmaster(dataDir)
  if (left === null) return 'nothing'
  if (processStart(left.pid) !== null && isServerOf(left.pid, dataDir)) {
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
      if (await endedAfter(left.pid, signal, dataDir)) return 'stopped'
    }
    throw new DatabaseProblem(`A Postgres of an earlier start (process ${left.pid}) does not stop. End it with "kill -9 ${left.pid}" and start again.`)
  }
  // A number that is free Postgres sees by itself, and then looks for leftover processes better than we can.
  if (isTaken(left.pid)) {
    await orphansGone(dataDir)
    rmSync(pidFile(dataDir), { force: true })
  }
  return 'stale'
}

/** A server's processes outlive a killed postmaster for moments; none may be left when its lock is taken away. */
async function orphansGone(dataDir: string): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 100) {
    const pids = readdirQuietly('/proc').map(Number).filter((pid) => Number.isSafeInteger(pid) && pid > 0)
    if (!pids.some((pid) => workingFolder(pid) === realpathSync(dataDir) && processStart(pid) !== null)) return
    await sleep(100)
  }
  throw new DatabaseProblem(`Processes of an earlier Postgres still use ${dataDir}. End them (look for "postgres:" in the list of processes) and start again.`)
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function endedAfter(pid: number, signal: NodeJS.Signals, dataDir: string): Promise<boolean> {
  try {
    process.kill(pid, signal)
  } catch {
    // Ended by itself, or not ours to end: the loop below finds out.
  }
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (processStart(pid) === null || !isServerOf(pid, dataDir)) return true
    await sleep(50)
  }
  return false
}

/** A server's working folder is its data directory; where that cannot be seen, its command line names it. */
function isServerOf(pid: number, dataDir: string): boolean {
  const folder = workingFolder(pid)
  return folder === null ? commandOf(pid).includes(dataDir) : folder === realpathSync(dataDir)
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

function readdirQuietly(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

function pidFile(dataDir: string): string {
  return join(dataDir, 'postmaster.pid')
}
