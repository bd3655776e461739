import { env } from '#lib/config/env.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'

/**
 * Runs work against the installation's database: DATABASE_URL if set, else the embedded Postgres, which is started for as
 * long as the work takes unless a running Pincer has it up already.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const { DATABASE_URL, PINCER_HOME } = env()
  const embedded = DATABASE_URL ? null : await startEmbedded({ dataDir: PINCER_HOME, attach: true })
  process.env.DATABASE_URL = DATABASE_URL ?? embedded?.url
  try {
    await migrate(process.env.DATABASE_URL ?? '')
    return await work()
  } finally {
    // Imported late: the generated client is not there before the first start.
    const { disconnect } = await import('#lib/db/client.ts')
    await disconnect()
    await embedded?.stop('smart')
  }
}
