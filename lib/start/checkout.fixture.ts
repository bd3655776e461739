import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processStart } from '#lib/config/process-identity.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { temporaryHome } from '#lib/db/temporary-home.ts'

/** A checkout for tests of the launcher: the launcher itself and Postgres are real, Next, worker, sample and sign-in are stand-ins. */
export interface Checkout {
  folder: string
  start(args?: string[], environment?: Record<string, string>): Started
  /** Replaces a file, until the next reset. */
  write(path: string, content: string): void
  /** Puts the stand-ins back. */
  reset(): void
  remove(): void
}

export interface Started {
  child: ChildProcess
  /** Everything printed so far. */
  out(): string
  err(): string
  /** Settles with the address once it is printed; rejects when the process ends before. */
  address: Promise<string>
  exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

const next = `
const { mkdirSync, writeFileSync } = require('node:fs')
const [what, ...args] = process.argv.slice(2)
if (what === 'build') {
  mkdirSync(process.env.PINCER_DIST_DIR, { recursive: true })
  writeFileSync(process.env.PINCER_DIST_DIR + '/BUILD_ID', 'x')
} else {
  require('node:http').createServer((_, answer) => answer.end(String(process.pid))).listen(Number(args[args.indexOf('-p') + 1]), '127.0.0.1')
}`

const standIns = {
  'node_modules/next/dist/bin/next': next,
  'lib/auth/sign-in-link.ts': 'export const createSignInLink = async (baseUrl: string) => `${baseUrl}/sign-in?token=once`',
  'lib/pairs/seed-sample.ts': 'export const seedSample = async () => true',
  'lib/exports/sweep-unfinished.ts': 'export const sweepUnfinishedExports = async () => 0',
  'lib/pairs/sweep-uploads.ts': 'export const sweepUploads = async () => 0',
  'lib/worker/main.ts': 'setInterval(() => undefined, 1000)',
}

/** Makes it in a temporary folder; takes some 100 ms. */
export function makeCheckout(): Checkout {
  const { path: folder, remove } = temporaryHome()
  mkdirSync(folder)
  const write = (path: string, content: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    rmSync(join(folder, path), { recursive: true, force: true })
    writeFileSync(join(folder, path), content)
  }
  for (const part of ['scripts', 'prisma', 'prisma.config.ts', 'package.json', 'package-lock.json', 'lib/config', 'lib/db', 'lib/start']) {
    cpSync(join(projectRoot, part), join(folder, part), { recursive: true })
  }
  linkPackages(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  rmSync(join(folder, 'node_modules', 'next'))
  const reset = () => {
    for (const [path, content] of Object.entries(standIns)) write(path, content)
  }
  reset()
  return { folder, write, reset, remove, start: (args, environment) => start(folder, args, environment) }
}

/** Every package on its own, so that a test can put another one in its place. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from)) symlinkSync(join(from, name), join(to, name))
}

function start(folder: string, args: string[] = [], environment: Record<string, string> = {}): Started {
  const { DATABASE_URL: _, PINCER_HOME: __, PINCER_PORT: ___, PINCER_URL: ____, PINCER_DIST_DIR: _____, PINCER_ROOT: ______, ...inherited } = process.env
  const child = spawn(process.execPath, [join(folder, 'scripts', 'start.mjs'), ...args], {
    cwd: folder,
    env: { ...inherited, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  const exit: Started['exit'] = new Promise((ended) => child.once('close', (code, signal) => ended({ code, signal })))
  const address = new Promise<string>((found, failed) => {
    child.stdout.on('data', (chunk) => {
      said.out += String(chunk)
      const link = /(http:\S+)\/sign-in\?token=once/.exec(said.out)
      if (link?.[1]) found(link[1])
    })
    child.stderr.on('data', (chunk) => (said.err += String(chunk)))
    void exit.then(() => failed(new Error(`ended before it was up:\n${said.out}${said.err}`)))
  })
  address.catch(() => undefined)
  return { child, out: () => said.out, err: () => said.err, address, exit }
}

/** Processes whose command line or working folder lies in the checkout (Linux only; elsewhere none are seen). */
export function processesOf(folder: string): string[] {
  if (!existsSync('/proc/self')) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && processStart(Number(name)) !== null)
    .map((pid) => `${pid} ${commandLine(pid)}`)
    .filter((line) => line.includes(folder))
}

/** Ends what runs in the checkout by force. */
export function endAll(folder: string): void {
  for (const line of processesOf(folder)) {
    try {
      process.kill(Number.parseInt(line), 'SIGKILL')
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}

/** Waits until no process of the checkout is left; for `patienceMs`. Answers those that are. */
export async function leftAfter(folder: string, patienceMs = 60_000): Promise<string[]> {
  for (const until = Date.now() + patienceMs; Date.now() < until && processesOf(folder).length > 0; ) await sleep(50)
  return processesOf(folder)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
