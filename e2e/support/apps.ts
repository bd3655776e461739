import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { request } from '@playwright/test'
import { z } from 'zod'
import { startApp, testFolder, type App } from './app.ts'

const readyApp = z.object({ baseUrl: z.url(), statePath: z.string() })

/** What a Playwright worker needs to know of its app: the address, and the file of the signed-in owner's cookies. */
export type ReadyApp = z.infer<typeof readyApp>

/** The apps of a run of tests, by the number of the Playwright worker that they are for. */
export interface Apps {
  /** Starts it at the first question. */
  ready(worker: number): Promise<ReadyApp>
  /** Stops all, also those that are still starting. */
  stop(): Promise<void>
}

/**
 * Apps with a database and a data folder of their own each, so that what a test does to the whole installation is seen by no
 * other that runs beside it. Playwright's workers are processes that come and go (after a failed test comes a new one), so
 * the apps belong to the run: workers ask for theirs over a loopback port, at the address in PINCER_TEST_APPS.
 */
export async function serveApps(): Promise<Apps> {
  const started = new Map<number, Promise<{ app: App } & ReadyApp>>()
  const ready = (worker: number) => {
    const known = started.get(worker)
    if (known) return known
    const starting = startSignedIn(worker)
    started.set(worker, starting)
    return starting
  }
  const server = createServer((question, answer) => {
    ready(Number(question.url?.slice(1))).then(
      ({ baseUrl, statePath }) => answer.end(JSON.stringify({ baseUrl, statePath })),
      (error: unknown) => answer.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    )
  })
  process.env.PINCER_TEST_APPS = `http://127.0.0.1:${await listening(server)}`
  return {
    ready,
    async stop() {
      server.close()
      const apps = await Promise.allSettled(started.values())
      await Promise.all(apps.map((app) => (app.status === 'fulfilled' ? app.value.app.stop() : undefined)))
    },
  }
}

/** The app of this Playwright worker. */
export async function appOfWorker(worker: number): Promise<ReadyApp> {
  const answer = await fetch(`${process.env.PINCER_TEST_APPS}/${worker}`)
  if (!answer.ok) throw new Error(await answer.text())
  return readyApp.parse(await answer.json())
}

/** Signs the owner in by the one-time link. */
async function startSignedIn(worker: number): Promise<{ app: App } & ReadyApp> {
  const app = await startApp({ home: join(testFolder, `e2e-home-${worker}`) })
  try {
    const { baseUrl, signInLink } = app
    const statePath = join(testFolder, `signed-in-${worker}.json`)
    const context = await request.newContext({ baseURL: baseUrl, extraHTTPHeaders: { origin: baseUrl } })
    const answer = await context.post('/api/v1/sign-in-link', { data: { token: new URL(signInLink).searchParams.get('token') } })
    if (!answer.ok()) throw new Error(`signing in failed: ${answer.status()} ${await answer.text()}`)
    await context.storageState({ path: statePath })
    await context.dispose()
    return { app, baseUrl, statePath }
  } catch (error) {
    await app.stop()
    throw error
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((ready, failed) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address === 'object') ready(address.port)
      else failed(new Error('no port'))
    })
  })
}
