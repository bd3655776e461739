import { Client } from 'pg'

/** Looks so often at what Postgres is doing. */
const everyMs = 25

/** Samples what the connections to a database do and wait for, until it is told to stop; then answers it in words, the most frequent first, and how many were opened meanwhile. */
export async function watchWaits(url: string): Promise<() => Promise<string[]>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const seen = new Map<string, number>()
  const opened = new Set<number>()
  const since = new Date()
  let looks = 0
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(async () => {
      const { rows } = await client.query<{ doing: string; waits: string; active: boolean; opened: number | null }>(
        `SELECT state IS NOT DISTINCT FROM 'active' OR backend_type <> 'client backend' AS active, CASE WHEN backend_start > $1 THEN pid END AS opened, left(regexp_replace(query, '\\s+', ' ', 'g'), 60) AS doing, coalesce(wait_event_type || ' ' || wait_event, 'runs') AS waits
         FROM pg_stat_activity WHERE (state = 'active' OR backend_start > $1) AND backend_type = 'client backend' AND pid <> pg_backend_pid() OR backend_type IN ('checkpointer', 'autovacuum worker') AND wait_event IS DISTINCT FROM 'CheckpointerMain'`,
        [since],
      )
      looks += 1
      for (const { doing, waits, active, opened: pid } of rows) {
        if (pid !== null) opened.add(pid)
        if (!active) continue
        const key = `${waits}: ${doing === '' ? 'in the background' : doing}`
        seen.set(key, (seen.get(key) ?? 0) + 1)
      }
    })
    looking.catch(() => {})
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await looking
    await client.end()
    const busy = [...seen].toSorted(([, a], [, b]) => b - a).slice(0, 14).map(([what, count]) => `  ${(count / looks).toFixed(2)} connections, ${what}`)
    return [...busy, `  ${opened.size} connections opened meanwhile`]
  }
}
