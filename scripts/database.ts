/**
 * Runs the embedded database by itself, migrated, for work on the code: prints DATABASE_URL and stays until Ctrl-C.
 * node scripts/database.ts
 */
import { homeFolder } from '#lib/config/paths.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'

const postgres = await startEmbedded({ dataDir: homeFolder(), say: (sentence) => console.error(sentence) })
const stop = async () => {
  await postgres.stop()
  process.exit(0)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

const { applied } = await migrate(postgres.url)
console.error(applied.length > 0 ? `Migrations applied: ${applied.join(', ')}` : 'No migration was due.')
console.log(`DATABASE_URL=${postgres.url}`)
setInterval(() => undefined, 1 << 30)
