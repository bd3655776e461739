import { pool } from '#lib/db/client.ts'

export const dynamic = 'force-dynamic'

/** Whether the server is up and reaches its database. Open to everybody, says nothing else. */
export async function GET(): Promise<Response> {
  try {
    await pool().query('SELECT 1')
    return Response.json({ status: 'ok' })
  } catch {
    return Response.json({ status: 'database unreachable' }, { status: 503 })
  }
}
