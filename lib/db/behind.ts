import { readFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import type { ClientBase } from 'pg'
import { log } from '#lib/config/log.ts'
import { cancelOnStop } from '#lib/db/cancel-on-stop.ts'
import { withOwnConnections } from '#lib/db/client.ts'

interface HowFarBehind {
  /** Connections at most: so many statements at once. */
  connections?: number
  /** Where it is told to stop, its statements are cancelled, and it fails for that. */
  stop?: AbortSignal | undefined
}

/**
 * Does what nobody waits for behind everything that somebody waits for: `db()` and `pool()` in it are connections of their own, each of which Postgres answers with
 * one process that gives way to all others, where it runs on this machine and Linux lets us say so. It must hold no locks that others wait for.
 */
export async function behindEverybody<T>(work: () => Promise<T>, { connections = 2, stop }: HowFarBehind = {}): Promise<T> {
  stop?.throwIfAborted()
  const processes = new Set<number>()
  const opened = async (client: ClientBase): Promise<void> => {
    const pid = await makeWay(client)
    processes.add(pid)
    // The system gives its number to another process, which may answer anybody.
    client.once('end', () => processes.delete(pid))
  }
  const working = withOwnConnections(connections, opened, work)
  if (!stop) return working
  const settled = new AbortController()
  const stopping = cancelOnStop(() => [...processes], stop, settled.signal)
  return working.finally(async () => {
    settled.abort()
    await stopping
  })
}

/** Answers the process that serves the connection. */
async function makeWay(client: ClientBase): Promise<number> {
  const { rows: [row] } = await client.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid, set_config('max_parallel_workers_per_gather', '0', false)`)
  if (!row) return 0
  if (!isServerOf(row.pid, client)) return row.pid
  try {
    setPriority(row.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch (error) {
    log().debug({ err: error }, 'a connection that was to give way does not')
  }
  return row.pid
}

/** Whether a process of this machine is the one that answers a connection: Postgres names the connection's port in the title of its process. */
function isServerOf(pid: number, client: ClientBase): boolean {
  const port = portOf(client)
  if (port === null) return false
  try {
    const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return title.startsWith('postgres') && title.includes(`(${port})`)
  } catch {
    // There is no such process here, or no /proc.
    return false
  }
}

/** The port at our end; null where pg does not tell, as over a socket file. */
function portOf(client: object): number | null {
  const stream: unknown = 'connection' in client && typeof client.connection === 'object' && client.connection !== null && 'stream' in client.connection ? client.connection.stream : null
  return typeof stream === 'object' && stream !== null && 'localPort' in stream && typeof stream.localPort === 'number' ? stream.localPort : null
}
