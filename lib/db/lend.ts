import type { PoolClient } from 'pg'
import { pool } from '#lib/db/client.ts'

/** Lends a connection to some work. Where anything goes wrong it is closed and not used again: it may hold a lock still. */
export async function lendConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  let reusable = false
  try {
    const answer = await work(client)
    reusable = true
    return answer
  } finally {
    client.release(!reusable)
  }
}
