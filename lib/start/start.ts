import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { env } from '#lib/config/env.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { buildFolder } from '#lib/start/build.ts'
import { launch } from '#lib/start/launch.ts'
import { explain } from '#lib/start/problem.ts'

const usage = `usage: npm start -- [--port PORT]

Starts Pincer on this machine and prints its address. Ctrl-C stops it.

  --port PORT   listen there (PINCER_PORT); without it 3000, or the next free one

PINCER_HOME   folder of all data (default: .pincer in the checkout)
DATABASE_URL  a Postgres 14 or newer of your own, instead of the one that comes along`

/** Starts Pincer and stays until it is stopped. Answers the exit code: 0 stopped, 1 could not start or broke, 2 bad usage. */
export async function start(args: string[]): Promise<number> {
  // A terminal that was closed takes no more words; that must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const say = (sentence: string) => console.error(sentence)
  const options = readOptions(args)
  if (typeof options === 'string') {
    say(options)
    return options === usage ? 0 : 2
  }
  try {
    const settings = env(options.port === undefined ? process.env : { ...process.env, PINCER_PORT: options.port })
    const running = launch({
      home: settings.PINCER_HOME,
      databaseUrl: settings.DATABASE_URL ?? null,
      port: settings.PINCER_PORT ?? null,
      baseUrl: process.env.PINCER_URL ? settings.PINCER_URL : null,
      buildFolder: process.env.PINCER_DIST_DIR ? resolve(projectRoot, process.env.PINCER_DIST_DIR) : buildFolder,
      say,
    })
    const signals = stopOnSignal(running.stop, say)
    const launched = await running.launched.catch((error: unknown) => {
      if (signals.came()) return signals.stopped
      throw error
    })
    if (launched === 'stopped') return 0
    console.log(block(launched.signInLink))
    const ended = await Promise.race([launched.failed, signals.stopped])
    if (signals.came()) {
      await signals.stopped
      return 0
    }
    say(ended)
    await running.stop()
    return 1
  } catch (error) {
    say(explain(error))
    if (process.env.LOG_LEVEL === 'debug' || process.env.LOG_LEVEL === 'trace') console.error(error)
    return 1
  }
}

function readOptions(args: string[]): { port: string | undefined } | string {
  try {
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
    return values.help ? usage : { port: values.port }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
}

function block(link: string): string {
  return `
  Pincer is running. Open

    ${link}

  The link signs you in, once. Ctrl-C stops Pincer.
`
}

/**
 * Stops at SIGINT, SIGTERM or SIGHUP; a second signal kills. npm and the shell both pass Ctrl-C on, so that one press may
 * arrive several times: what comes within a second is the same press.
 */
function stopOnSignal(stop: () => Promise<void>, say: (sentence: string) => void) {
  let first: number | undefined
  const stopped = new Promise<'stopped'>((done) => {
    const onSignal = () => {
      if (first === undefined) {
        first = Date.now()
        say('Stopping.')
        void stop().then(() => done('stopped'))
      } else if (Date.now() - first > 1000) {
        say('Killed. The next start puts things right.')
        process.exit(130)
      }
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  })
  return { stopped, came: () => first !== undefined }
}
