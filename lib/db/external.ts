import { Client, DatabaseError } from 'pg'
import { z } from 'zod'
import { DatabaseProblem } from '#lib/db/problem.ts'

const oldest = 140_000
const patienceMs = 8000

/** Makes sure that a database of the user's own can be used. Throws DatabaseProblem naming host, port and database, never the password. */
export async function checkExternal(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: patienceMs })
  try {
    await client.connect()
    const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name")
    const version = z.object({ number: z.int(), name: z.string() }).parse(rows[0])
    if (version.number < oldest) {
      throw new DatabaseProblem(`${placeOf(databaseUrl)} is Postgres ${version.name}; Pincer needs 14 or newer. ${wayOut}`)
    }
    // Search, and what keeps equal texts on one side of a split, would otherwise see nothing but the letters a to z.
    const { rows: letters } = await client.query(`SELECT 'Ä写ж' ~ '^\\w+$' AND lower('ÄЖ') = 'äж' AS known`)
    if (!z.object({ known: z.boolean() }).parse(letters[0]).known) {
      throw new DatabaseProblem(`${placeOf(databaseUrl)} has a locale that knows no letters beyond a to z. Make it anew with "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8". ${wayOut}`)
    }
  } catch (error) {
    throw error instanceof DatabaseProblem ? error : new DatabaseProblem(explainConnection(error, databaseUrl))
  } finally {
    await client.end().catch(() => undefined)
  }
}

const wayOut = 'Correct DATABASE_URL, or unset it to use the Postgres that comes with Pincer.'

/** A sentence for a connection that failed. */
export function explainConnection(error: unknown, databaseUrl: string): string {
  const place = placeOf(databaseUrl)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const message = error instanceof Error ? error.message : String(error)
  const { host, user, database } = partsOf(databaseUrl)
  if (code === 'ECONNREFUSED') return `No Postgres answers at ${place}. Start it. Or: ${wayOut}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The host "${host}" of ${place} is not known. ${wayOut}`
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || /timeout/i.test(message)) {
    return `${place} cannot be reached (no answer). Look at the network and the firewall. Or: ${wayOut}`
  }
  if (code === '28P01' || code === '28000') return `${place} refuses the user "${user}" or the password. ${wayOut}`
  if (code === '3D000') return `The server answers, but has no database "${database}" (${place}). Make it with "createdb ${database}". Or: ${wayOut}`
  if (code === '53300') return `${place} takes no more connections. Raise max_connections there, or end other programs that use it.`
  if (code === '57P03') return `${place} is starting up or shutting down. Try again in a moment.`
  if (/SSL/.test(message)) return `${place}: ${message}. Add or remove "?sslmode=require" in DATABASE_URL as that server wants it.`
  if (error instanceof DatabaseError) return `${place} says: ${message}. ${wayOut}`
  return `${place} cannot be used: ${message || String(code)}. ${wayOut}`
}

function placeOf(databaseUrl: string): string {
  const { host, port, database } = partsOf(databaseUrl)
  return `${host}:${port}, database "${database}"`
}

function partsOf(databaseUrl: string): { host: string; port: string; user: string; database: string } {
  const url = URL.parse(databaseUrl)
  const database = decodeURIComponent(url?.pathname.slice(1) ?? '')
  const user = decodeURIComponent(url?.username ?? '')
  return {
    // A socket folder or a host may stand in the query, as libpq allows.
    host: url?.searchParams.get('host') || url?.hostname || 'localhost',
    port: url?.port || '5432',
    user,
    database: database || user,
  }
}
