import type { PoolClient } from 'pg'

/** Pages of the table "Pair" from `from` up to, but not with, `to`; null: to its end. */
export interface PageRange {
  from: number
  to: number | null
}

/** So many pages are read at once: some dozens of megabytes. */
const pagesOfRange = 4096

/**
 * The table "Pair" in ranges to be read as it lies: null where other pairs make up so much of it that looking up the ones that are wanted, which costs about
 * a page of it each, is less work.
 */
export async function pageRanges(client: PoolClient, wanted: number): Promise<PageRange[] | null> {
  const { rows } = await client.query<{ pages: number }>(`SELECT (pg_relation_size('"Pair"') / current_setting('block_size')::int)::float8 AS pages`)
  const pages = rows[0]?.pages ?? Number.POSITIVE_INFINITY
  if (pages > wanted) return null
  const n = Math.max(1, Math.ceil(pages / pagesOfRange))
  return Array.from({ length: n }, (_, at) => ({ from: Math.floor((at * pages) / n), to: at === n - 1 ? null : Math.floor(((at + 1) * pages) / n) }))
}

/** Holds "Pair" p to a range of pages, in SQL that takes no parameters. */
export function onPages({ from, to }: PageRange): string {
  return ` AND p.ctid >= '(${from},0)'::tid${to === null ? '' : ` AND p.ctid < '(${to},0)'::tid`}`
}
