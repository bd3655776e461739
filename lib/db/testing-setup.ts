import { createServer } from 'node:net'
import { Client } from 'pg'
import { startEmbedded, type EmbeddedPostgres } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { temporaryHome } from '#lib/db/temporary-home.ts'
import { onDatabase, templateName } from '#lib/db/testing.ts'
import { homeFolder } from '#lib/config/paths.ts'
import { generateClient } from '#lib/start/generate.ts'

/**
 * Vitest's global setup. A run has one Postgres, started when the first test asks for a database (testDatabase) and not before,
 * so that runs of pure tests do not pay for it. Tests ask over a loopback port because each file is a process of its own.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  await generateClient(homeFolder({}))
  let postgres: Promise<EmbeddedPostgres> | undefined
  const home = temporaryHome()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    postgres ??= startWithTemplate(home.path)
    postgres.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error: unknown) => socket.end(JSON.stringify({ problem: error instanceof Error ? error.message : String(error) })),
    )
  })
  process.env.PINCER_TEST_POSTGRES = String(await listening(server))
  return async () => {
    server.close()
    await (await postgres?.catch(() => undefined))?.stop()
    home.remove()
  }
}

async function startWithTemplate(home: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir: home, durable: false })
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateName}`)
  await client.end()
  await migrate(onDatabase(postgres.url, templateName))
  return postgres
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((ready, failed) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address === 'object') ready(address.port)
      else failed(new Error('no port'))
    })
    server.unref()
  })
}
