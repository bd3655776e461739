import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '#lib/config/paths.ts'

/** A process of ours: what to run, and where it writes what it has to say. */
export interface ChildPlan {
  /** For sentences: "web server", "worker". */
  name: string
  /** Arguments of node. */
  args: string[]
  environment: Record<string, string | undefined>
  logFile: string
}

export interface Supervised {
  /** Settles when it has ended for good, with a sentence; never, when it was stopped. */
  failed: Promise<string>
  /** Asks it to end (SIGTERM), and ends it after `patienceMs`. */
  stop(patienceMs: number): Promise<void>
}

const usualDelaysMs: readonly number[] = [1000, 4000, 10_000]
/** Whoever ran this long before ending gets all its tries again. */
const soundAfterMs = 60_000
const maxLogBytes = 10_000_000

/** Starts a process of ours once. It ends by itself when this process is gone, and hears nothing of Ctrl-C in the terminal. */
export function startChild(plan: ChildPlan, stdout: 'log' | 'pipe' = 'log'): ChildProcess {
  const log = openLog(plan.logFile)
  const watchParent = pathToFileURL(join(projectRoot, 'scripts', 'watch-parent.mjs')).href
  try {
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', watchParent, ...plan.args], {
      cwd: projectRoot,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PINCER_PARENT: String(process.pid), ...plan.environment },
      detached: true,
      stdio: ['ignore', stdout === 'pipe' ? 'pipe' : log, log, 'ipc'],
    })
  } finally {
    closeSync(log)
  }
}

/** Keeps a process running: started again when it ends by itself, at most as often in a row as there are delays. */
export function supervise(plan: ChildPlan, say: (sentence: string) => void, delaysMs = usualDelaysMs): Supervised {
  const stopping = new AbortController()
  let current = startChild(plan)
  const failed = new Promise<string>((fail) => {
    void (async () => {
      for (let tries = 0; ; tries += 1) {
        const startedAt = Date.now()
        const how = await ending(current)
        if (stopping.signal.aborted) return
        if (Date.now() - startedAt > soundAfterMs) tries = 0
        const delay = delaysMs[tries]
        if (delay === undefined) return fail(`The ${plan.name} does not stay up (${how}). Its last words are in ${plan.logFile}: ${tellingLine(plan.logFile)}`)
        say(`The ${plan.name} ended unexpectedly (${how}); starting it again (${tries + 1} of ${delaysMs.length}).`)
        await sleep(delay, undefined, { signal: stopping.signal }).catch(() => undefined)
        if (stopping.signal.aborted) return
        current = startChild(plan)
      }
    })().catch((error: unknown) => fail(`The ${plan.name} could not be started again: ${error instanceof Error ? error.message : String(error)}`))
  })
  return {
    failed,
    async stop(patienceMs) {
      stopping.abort()
      await stopChild(current, patienceMs)
    },
  }
}

/** SIGTERM, and SIGKILL when that does not help in time. */
export async function stopChild(child: ChildProcess, patienceMs: number): Promise<void> {
  if (hasEnded(child)) return
  const ended = ending(child)
  child.kill('SIGTERM')
  const timely = await Promise.race([ended.then(() => true), sleep(patienceMs, false, { ref: false })])
  if (timely) return
  child.kill('SIGKILL')
  await ended
}

/** Settles when the process has ended, with how it did. */
export function ending(child: ChildProcess): Promise<string> {
  return new Promise((ended) => {
    if (hasEnded(child)) return ended(describe(child.exitCode, child.signalCode))
    child.once('error', (error) => ended(error.message))
    child.once('exit', (code, signal) => ended(describe(code, signal)))
  })
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function describe(code: number | null, signal: NodeJS.Signals | null): string {
  return signal !== null ? `signal ${signal}` : `exit code ${code}`
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true })
  if (existsSync(path) && statSync(path).size > maxLogBytes) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

/** The line near the end of a log that tells most: the last that names an error, else the last that is not blank. */
export function tellingLine(path: string): string {
  if (!existsSync(path)) return ''
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-60)
  const telling = lines.findLast((line) => /(Error|Problem)( \[\w+\])?: |FATAL|PANIC/.test(line)) ?? lines.findLast((line) => line.trim() !== '')
  return telling?.trim().slice(0, 500) ?? ''
}
