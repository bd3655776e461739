import { startHub } from '#lib/hub/hub-stand-in.fixture.ts'
import { serveApps } from './apps.ts'

/** Starts a stand-in for the Hub and the app of the first worker, which builds the pages for all. Answers how to stop everything. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // No test leaves this machine: exports are pushed to a Hub of our own.
  const hub = await startHub()
  process.env.HF_ENDPOINT = hub.url
  const apps = await serveApps()
  const stop = async () => {
    await apps.stop()
    await hub.close()
  }
  try {
    await apps.ready(0)
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
