import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { nextFreePort } from '#lib/config/port.ts'
import { nodeFlags } from '../../scripts/node.mjs'

const root = join(import.meta.dirname, '..', '..')
/** What the tests keep between runs: the built pages, data folders. */
export const testFolder = join(root, '.pincer', 'test')

/** The built app, as npm start runs it. */
export interface App {
  baseUrl: string
  signInLink: string
  /** The process that everything of it is below. */
  pid: number
  stop(): Promise<void>
}

interface StartOptions {
  home?: string
  databaseUrl?: string
  /** Building the pages takes most of it, and minutes on a machine that is busy. */
  patienceMs?: number
  /** More of the environment. */
  env?: Record<string, string>
}

/** Starts Pincer as a person would, on a free port and a build of its own, and on a fresh database where none is named. */
export async function startApp({ home = join(testFolder, 'e2e-home'), databaseUrl, patienceMs = 600_000, env = {} }: StartOptions = {}): Promise<App> {
  rmSync(home, { recursive: true, force: true })
  const { DATABASE_URL: _, PINCER_URL: __, PINCER_SECRET: ___, HF_TOKEN: ____, ...inherited } = process.env
  // However we end, it ends too.
  const child = spawn(process.execPath, [...nodeFlags, join(root, 'scripts', 'start.mjs'), '--port', String(await freePort())], {
    cwd: root,
    env: {
      ...inherited,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      PINCER_HOME: home, PINCER_DIST_DIR: join('.pincer', 'test', 'build'), PINCER_PARENT: String(process.pid), NODE_ENV: 'production', ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const signInLink = await printedLink(child, patienceMs).catch(async (error: unknown) => {
    await stopped(child)
    throw error
  })
  return { baseUrl: new URL(signInLink).origin, signInLink, pid: child.pid ?? 0, stop: () => stopped(child) }
}

function printedLink(child: ChildProcess, patienceMs: number): Promise<string> {
  return new Promise((found, failed) => {
    const tooLate = setTimeout(() => failed(new Error('Pincer did not start in time')), patienceMs)
    let said = ''
    child.stdout?.on('data', (chunk) => {
      said += String(chunk)
      const link = /https?:\/\/\S+token=\S+/.exec(said)?.[0]
      if (!link) return
      clearTimeout(tooLate)
      found(link)
    })
    child.once('exit', (code) => {
      clearTimeout(tooLate)
      failed(new Error(`Pincer ended before it was up (exit code ${code}):\n${said}`))
    })
  })
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 20_000).unref()
  })
}

/** Where the next app of this run looks for a port. Below those that systems hand out by themselves: one of these may be somebody else's by the time that the pages are built. */
let nextPort = 20_000 + (process.pid % 600) * 20

async function freePort(): Promise<number> {
  const port = await nextFreePort(nextPort)
  if (port === null) throw new Error('no port')
  nextPort = port + 1
  return port
}
