import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same pid: `started` differs between the two. */
export interface ProcessIdentity {
  pid: number
  started: string
}

/** When the process began, in the system's own words (an opaque string), or null when there is no such process. */
export function processStart(pid: number): string | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid)
}

/** Names the running process. */
export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, started: processStart(process.pid) ?? 'unknown' }
}

/** Whether exactly this process still runs (not another one that got its pid). */
export function isRunning(identity: ProcessIdentity): boolean {
  const started = processStart(identity.pid)
  return started !== null && (started === identity.started || identity.started === 'unknown')
}

/** Field 22 of /proc/PID/stat: clock ticks since boot. The command name before it may hold spaces and brackets. */
function startFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const zombie = fields[0] === 'Z' || fields[0] === 'X'
    return zombie ? null : `${bootId()}:${fields[19] ?? ''}`
  } catch {
    return null
  }
}

/** Ticks since boot repeat after a reboot, the boot's id does not. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

function startFromPs(pid: number): string | null {
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return started === '' ? null : started
  } catch {
    return null
  }
}
