import { db, disconnect } from '#lib/db/client.ts'

const otherWays = ['enable_hashjoin', 'enable_mergejoin', 'enable_hashagg', 'enable_material', 'enable_memoize', 'enable_sort']

/** Has Postgres join by nested loops where it can, as it may by itself, in all connections of a test's database while some work is done. */
export async function byNestedLoops<T>(work: () => Promise<T>): Promise<T> {
  const database = new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)
  const change = async (what: (way: string) => string): Promise<void> => {
    for (const way of otherWays) await db().$executeRawUnsafe(`ALTER ROLE CURRENT_USER IN DATABASE "${database}" ${what(way)}`)
    // It holds for connections that are made from now on.
    await disconnect()
  }
  await change((way) => `SET ${way} = off`)
  try {
    return await work()
  } finally {
    await change((way) => `RESET ${way}`)
  }
}
