import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { takeLock } from '#lib/config/lock.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { checkExternal } from '#lib/db/external.ts'
import { migrate } from '#lib/db/migrate.ts'
import { buildPages } from '#lib/start/build.ts'
import { ending, tellingLine, startChild, stopChild, supervise, type ChildPlan } from '#lib/start/child.ts'
import { generateClient } from '#lib/start/generate.ts'
import { prepareHome } from '#lib/start/home.ts'
import { choosePort } from '#lib/start/port-choice.ts'
import { StartProblem } from '#lib/start/problem.ts'
import { workerFlags } from '#lib/start/worker-flags.ts'

export interface LaunchOptions {
  home: string
  /** null: the embedded Postgres in `home`. */
  databaseUrl: string | null
  /** null: 3000, or the next free one. */
  port: number | null
  /** The address for links when people reach us by another one; null: the one we listen on. */
  baseUrl: string | null
  /** Where the built pages go: a folder inside the checkout. */
  buildFolder: string
  say: (sentence: string) => void
}

export interface Launched {
  /** Where the web server answers. */
  address: string
  databaseUrl: string
  /** Signs the owner in, once. */
  signInLink: string
  /** Settles when a part that is needed has ended for good, with a sentence. */
  failed: Promise<string>
}

export interface Launch {
  launched: Promise<Launched>
  /** Stops whatever runs by now: web server and worker, then Postgres. May be called at any time. */
  stop(): Promise<void>
}

/** Starts everything: database, migrations, pages, web server, worker. Nothing is left running when `launched` rejects. */
export function launch(options: LaunchOptions): Launch {
  const stopping = new AbortController()
  const stops: (() => Promise<void>)[] = []
  /** What is started must be stoppable from the same moment on, and is stopped at once when that moment is past. */
  const onStop = async (stop: () => Promise<void>) => {
    if (stopping.signal.aborted) await stop()
    stopping.signal.throwIfAborted()
    stops.push(stop)
  }
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= stopAll())
  const stopAll = async () => {
    stopping.abort(new StartProblem('Stopped.'))
    for (const next of stops.reverse()) await next().catch((error: unknown) => options.say(String(error)))
  }
  const launched = run(options, stopping.signal, onStop).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { launched, stop }
}

type OnStop = (stop: () => Promise<void>) => Promise<void>

async function run(options: LaunchOptions, stopping: AbortSignal, onStop: OnStop): Promise<Launched> {
  prepareHome(options.home)
  const lock = takeLock(join(options.home, 'running.lock'))
  if (!lock.taken) {
    const where = lock.holder.note === '' ? 'and is starting' : `at ${lock.holder.note}`
    throw new StartProblem(
      `Pincer runs already ${where} (process ${lock.holder.pid}). Stop it there with Ctrl-C first, or set PINCER_HOME to start another one beside it.`,
    )
  }
  await onStop(async () => lock.release())
  const port = await choosePort(options.port, options.say)
  const address = `http://127.0.0.1:${port}`

  // Before anything slow is begun, as it is quickly told and often wrong.
  if (options.databaseUrl !== null) await checkExternal(options.databaseUrl)
  const [database] = await together(onStop, () => openDatabase(options, onStop), () => preparePages(options, stopping))
  stopping.throwIfAborted()

  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    PINCER_HOME: options.home,
    PINCER_ROOT: projectRoot,
    PINCER_PORT: String(port),
    PINCER_URL: options.baseUrl ?? address,
    PINCER_DIST_DIR: relative(projectRoot, options.buildFolder),
  }
  const plan = (name: string, part: string, args: string[]): ChildPlan => ({
    name, args, environment: { ...environment, PINCER_PART: part }, logFile: join(options.home, 'logs', `${part}.log`),
  })
  const next = join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
  const worker = supervise(plan('worker', 'worker', [...workerFlags, join(projectRoot, 'lib', 'worker', 'main.ts')]), options.say)
  await onStop(() => worker.stop(8000))
  const web = supervise(plan('web server', 'web', [next, 'start', '-H', '127.0.0.1', '-p', String(port)]), options.say)
  await onStop(() => web.stop(3000))

  const failed = Promise.race([web.failed, worker.failed, database.failed])
  const [signInLink] = await Promise.race([
    together(onStop, () => prepare(plan('preparation', 'prepare', []), environment.PINCER_URL, onStop), () => healthy(address, stopping)),
    failed.then((sentence) => Promise.reject(new StartProblem(sentence))),
  ])
  lock.describe(address)
  return { address, databaseUrl: database.url, signInLink, failed }
}

async function openDatabase(options: LaunchOptions, onStop: OnStop): Promise<{ url: string; failed: Promise<string> }> {
  if (options.databaseUrl !== null) {
    await migrate(options.databaseUrl, undefined, options.say)
    return { url: options.databaseUrl, failed: new Promise(() => undefined) }
  }
  const postgres = await startEmbedded({ dataDir: options.home, say: options.say })
  await onStop(() => postgres.stop())
  await migrate(postgres.url, undefined, options.say)
  const log = join(options.home, 'logs', 'postgres.log')
  return { url: postgres.url, failed: postgres.ended.then(() => `Postgres ended unexpectedly: ${tellingLine(log)} Start Pincer again; the data is safe.`) }
}

async function preparePages(options: LaunchOptions, stopping: AbortSignal): Promise<void> {
  await generateClient(options.home)
  stopping.throwIfAborted()
  await buildPages(options.buildFolder, join(options.home, 'logs', 'build.log'), options.say, stopping)
}

async function prepare(plan: ChildPlan, baseUrl: string, onStop: OnStop): Promise<string> {
  const child = startChild({ ...plan, args: [join(projectRoot, 'lib', 'start', 'prepare.ts'), baseUrl] }, 'pipe')
  await onStop(() => stopChild(child, 2000))
  let said = ''
  child.stdout?.on('data', (chunk) => (said += String(chunk)))
  const how = await ending(child)
  if (how !== 'exit code 0') throw new StartProblem(`The sign-in link could not be made (${how}): ${tellingLine(plan.logFile)} The whole story is in ${plan.logFile}.`)
  const answer = said.trimEnd().split('\n').at(-1) ?? ''
  return z.object({ link: z.url() }).parse(JSON.parse(answer)).link
}

/** Waits until the web server says that it is well; for a minute, which a slow machine may need. */
async function healthy(address: string, stopping: AbortSignal): Promise<void> {
  let answer = 'no answer'
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    stopping.throwIfAborted()
    try {
      const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(5000) })
      if (response.ok) return
      answer = `${response.status} ${(await response.text()).slice(0, 200)}`
    } catch {
      // Not listening yet.
    }
    await sleep(50)
  }
  throw new StartProblem(`The web server does not get well: ${address}/api/health says ${answer}. Look into the log web.log.`)
}

/**
 * Both at once. The first failure is the answer. Stopping waits until the other one has noticed and ended too; it does so
 * after it has stopped what the two themselves have started, which is why it is told first.
 */
async function together<A, B>(onStop: OnStop, first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  let settled: Promise<unknown> = Promise.resolve()
  await onStop(async () => void (await settled))
  const tasks: [Promise<A>, Promise<B>] = [first(), second()]
  settled = Promise.allSettled(tasks)
  return Promise.all(tasks)
}
