import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pool } from '#lib/db/client.ts'

/** Processor time in milliseconds: of this process, and of the database's processes that serve it. */
export interface ProcessorTime {
  here: number
  database: number
}

/** What some work takes of both. The database's is 0 where there is no /proc, and without what processes took that have ended. */
export async function processorTime<Result>(work: () => Promise<Result>): Promise<{ result: Result; took: ProcessorTime }> {
  const [before, here] = [await databaseTimes(), process.cpuUsage()]
  const result = await work()
  const used = process.cpuUsage(here)
  const after = await databaseTimes()
  const database = [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0)
  return { result, took: { here: (used.user + used.system) / 1000, database } }
}

/** By process: those of the pool's connections. */
async function databaseTimes(): Promise<Map<number, number>> {
  const { rows } = await pool().query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE datname = current_database()`)
  return new Map(rows.map(({ pid }) => [pid, timeOf(pid)]))
}

/** All that a database server and its processes, also those that have ended, have taken of the processor, in milliseconds; 0 where there is no /proc. */
export function serverTime(clusterFolder: string): number {
  const [server = ''] = readFileSync(join(clusterFolder, 'postmaster.pid'), 'utf8').split('\n')
  try {
    const own = fieldsOf(server)
    const ended = (Number(own[13]) + Number(own[14])) * 10
    return readdirSync('/proc').reduce((sum, pid) => sum + (/^\d+$/.test(pid) && (pid === server || parentOf(pid) === server) ? timeOf(Number(pid)) : 0), ended)
  } catch {
    return 0
  }
}

function parentOf(pid: string): string | undefined {
  try {
    return fieldsOf(pid)[1]
  } catch {
    return undefined
  }
}

function fieldsOf(pid: string): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
}

/** Hundredths of a second, the 14th and 15th field behind the name, which may have spaces. */
function timeOf(pid: number): number {
  try {
    const fields = fieldsOf(String(pid))
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}
