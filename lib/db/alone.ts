import { lendConnection } from '#lib/db/lend.ts'

/** What only one process at a time does in a database: each a number that nobody else locks by there. */
const locks = { 'count ahead': 1_346_981_700, 'measure responses': 1_346_981_702, 'list exports': 1_346_981_703, 'keep gaps': 1_346_981_704 }

/** Does some work unless another process, or this one, is at it: then there is nothing to do. The lock ends with its connection, and so with the process, however that ends. */
export async function unlessAnother(does: keyof typeof locks, work: () => Promise<void>): Promise<void> {
  await lendConnection(async (client) => {
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [locks[does]])
    try {
      if (rows[0]?.alone) await work()
    } finally {
      if (rows[0]?.alone) await client.query('SELECT pg_advisory_unlock($1)', [locks[does]])
    }
  })
}
