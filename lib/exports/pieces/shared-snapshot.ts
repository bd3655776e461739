import { Client, type PoolClient } from 'pg'
import { pairAt, readAcceptedPairs, readPairsAsTheyLie, type AcceptedPair, type AcceptedPairsOf } from '#lib/exports/accepted-pairs.ts'
import { groupName } from '#lib/exports/pair-groups.ts'
import { clientForRows } from '#lib/exports/pieces/copy-rows.ts'
import { pageRanges, type PageRange } from '#lib/exports/pieces/page-ranges.ts'
import { SpoolReader, type SpoolPart, type SpoolWriter } from '#lib/exports/pieces/spool.ts'
import type { Stretch } from '#lib/exports/pieces/stretches.ts'

/** A snapshot by the name that other connections know it by, and what of it they would have to find out anew: it can be handed from thread to thread. */
export interface SharedSnapshot {
  name: string
  of: Omit<AcceptedPairsOf, 'grouped'>
  /** The group of each pair, by content hash, that is in another one than its own. */
  groups: ReadonlyMap<string, string>
  /** The pairs' table in ranges to be read as it lies; null where looking pairs up is less work. */
  pages: PageRange[] | null
}

/** So many groups are told: some megabytes. */
const mostGroups = 50_000
/** Pairs that are made of their rows at once. */
const bundle = 32

/** Shares what a transaction sees, for as long as it is open: so many pairs are wanted of it. Null where too many of them are grouped with others. */
export async function shareSnapshot(client: PoolClient, { grouped, ...of }: AcceptedPairsOf, wanted: number): Promise<SharedSnapshot | null> {
  const groups = grouped
    ? (await client.query<{ hash: string; label: string }>(`SELECT p."contentHash" AS hash, ${groupName} AS label FROM pair_group g JOIN "Pair" p ON p.id = g.id WHERE ${groupName} <> p."contentHash" LIMIT ${mostGroups + 1}`)).rows
    : []
  if (groups.length > mostGroups) return null
  const pages = await pageRanges(client, wanted)
  const { rows } = await client.query<{ name: string }>('SELECT pg_export_snapshot() AS name')
  return { name: rows[0]?.name ?? '', of, groups: new Map(groups.map(({ hash, label }) => [hash, label])), pages }
}

/** Reads of a shared snapshot, one thing after the other. */
interface SharedReader {
  pairs(stretch: Stretch): AsyncGenerator<AcceptedPair[]>
  /** The pairs of a stretch that were gathered before. */
  gathered(parts: readonly SpoolPart[]): Generator<AcceptedPair[]>
  /** Gathers the pairs of some pages. */
  gather(pages: PageRange, into: SpoolWriter): Promise<void>
}

/** Reads of a shared snapshot by a connection for each way of reading, opened when it is first wanted. */
export function readShared(url: string, { name, of, groups }: SharedSnapshot): SharedReader {
  const open = async (client: Client): Promise<Client> => {
    await client.connect()
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`SET TRANSACTION SNAPSHOT ${client.escapeLiteral(name)}`)
    // A stretch is found by its index, and so is the line of each of its pairs: nothing is read whole for it.
    await client.query('SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off')
    return client
  }
  let looking: Promise<Client> | null = null
  let gathering: Promise<Client> | null = null
  const all = { ...of, grouped: false }
  const { signal } = new AbortController()
  const reader = new SpoolReader()
  const inGroups = (pairs: AcceptedPair[]): AcceptedPair[] => {
    if (groups.size > 0) for (const pair of pairs) pair.group = groups.get(pair.contentHash) ?? pair.contentHash
    return pairs
  }
  return {
    async *pairs(stretch) {
      looking ??= open(new Client({ connectionString: url }))
      for await (const pairs of readAcceptedPairs(await looking, all, stretch, signal)) yield inGroups(pairs)
    },
    *gathered(parts) {
      const { bytes, places } = reader.read(parts)
      for (let at = 0; at < places.length; at += bundle) yield inGroups(places.slice(at, at + bundle).map((place) => pairAt(bytes, place)))
    },
    async gather(pages, into) {
      gathering ??= open(clientForRows(url))
      await readPairsAsTheyLie(await gathering, all, pages, (bytes, begin, end) => into.add(bytes, begin, end))
    },
  }
}
