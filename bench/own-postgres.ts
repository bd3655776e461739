import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { disconnect } from '#lib/db/client.ts'
import { startEmbedded, type EmbeddedPostgres } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'

/**
 * Lends a migrated Postgres of its own. Afterwards its data is gone, unless it `stays`: where root runs it, that lies outside of the folder that a bench has, which has no
 * part of it to remove.
 */
export async function withOwnPostgres<Result>(home: string, work: (postgres: EmbeddedPostgres) => Promise<Result>, { stays = false } = {}): Promise<Result> {
  const postgres = await startEmbedded({ dataDir: home, durable: false })
  process.env.DATABASE_URL = postgres.url
  try {
    await migrate(postgres.url)
    return await work(postgres)
  } finally {
    await disconnect()
    await postgres.stop()
    if (!stays) {
      await rm(postgres.clusterFolder, { recursive: true, force: true })
      // Only where nothing else is in it.
      await rmdir(dirname(postgres.clusterFolder)).catch(() => {})
    }
  }
}
