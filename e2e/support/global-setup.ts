import { request } from '@playwright/test'
import { startHub } from '#lib/hub/hub-stand-in.fixture.ts'
import { startApp, statePath } from './app.ts'

/** Starts a stand-in for the Hub and the app for all specs, and signs the owner in by the one-time link. Answers how to stop it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // No test leaves this machine: exports are pushed to a Hub of our own.
  const hub = await startHub()
  process.env.HF_ENDPOINT = hub.url
  const app = await startApp()
  process.env.PINCER_TEST_BASE_URL = app.baseUrl
  try {
    const context = await request.newContext({ baseURL: app.baseUrl, extraHTTPHeaders: { origin: app.baseUrl } })
    const token = new URL(app.signInLink).searchParams.get('token')
    const answer = await context.post('/api/v1/sign-in-link', { data: { token } })
    if (!answer.ok()) throw new Error(`signing in failed: ${answer.status()} ${await answer.text()}`)
    await context.storageState({ path: statePath })
    await context.dispose()
  } catch (error) {
    await app.stop()
    throw error
  }
  return async () => {
    await app.stop()
    await hub.close()
  }
}
