import { env } from '#lib/config/env.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { generateClient } from '#lib/start/generate.ts'

/**
 * Runs work against the installation's database: DATABASE_URL if set, else the embedded Postgres, which is started for as
 * long as the work takes unless a running Pincer has it up already.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const { DATABASE_URL, PINCER_HOME } = env()
  const embedded = DATABASE_URL ? null : await startEmbedded({ dataDir: PINCER_HOME, attach: true })
  process.env.DATABASE_URL = DATABASE_URL ?? embedded?.url
  try {
    await generateClient(PINCER_HOME)
    await migrate(process.env.DATABASE_URL ?? '', undefined, (sentence) => console.error(sentence))
    return await work()
  } finally {
    // Imported late: before the first start the generated client is not there.
    const [{ disconnect }, { stopQueue }] = await Promise.all([import('#lib/db/client.ts'), import('#lib/runs/queue.ts')])
    // A run of many shards hands them to the queue, which would keep this process alive.
    await stopQueue(1000)
    await disconnect()
    await embedded?.stop('smart')
  }
}
