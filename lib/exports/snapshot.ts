import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { WhichRefined } from '#lib/compose/recipe.ts'
import { pool, poolSize } from '#lib/db/client.ts'
import { readAcceptedPairs, whatPairsHave, type AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { contaminatedBy } from '#lib/exports/contaminated-by.ts'
import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import { copyAsItIs, isAnswering } from '#lib/exports/copy-out.ts'
import { readModels, type WrittenByModel } from '#lib/exports/models.ts'
import { nearDuplicateSearch } from '#lib/exports/near-duplicate-search.ts'
import { countGroups, dropGroupTable, groupName, groupPairs, makeGroupTable, type GroupBy } from '#lib/exports/pair-groups.ts'
import { shareSnapshot, type SharedSnapshot } from '#lib/exports/pieces/shared-snapshot.ts'
import type { Stretch } from '#lib/exports/pieces/stretches.ts'
import { splitByStrata, strataCounts, type Strata, type StrataCounts } from '#lib/exports/strata.ts'
import { inSlot, slots } from '#lib/runs/slots.ts'

/** What every export says of a pair. */
export const exportedPair = z.object({
  contentHash: z.string(),
  /** Names the pairs that stay in one split. */
  group: z.string(),
  isNearDuplicate: z.boolean(),
  /** The benchmarks of which its prompt has 13 words in a row, parted by commas; null where a search found none. */
  contaminatedBy: z.string().nullable(),
  source: z.string(),
  license: z.string().nullable(),
  language: z.string().nullable(),
  system: z.string().nullable(),
  history: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  instruction: z.string(),
  input: z.string().nullable(),
})

/** The columns of `exportedPair`, from "Pair" p and, when grouped, pair_group g. */
export const exportedPairColumns = (grouped: boolean): string =>
  `p."contentHash", ${grouped ? groupName : 'p."contentHash"'} AS "group", p."nearDuplicateOfId" IS NOT NULL AS "isNearDuplicate", ${contaminatedBy} AS "contaminatedBy", p.source, p.license, p.language, p.system, p.history, p.instruction, p.input`

const batchSize = 200

/** A dataset as it was at one moment, however long the reading takes: what reviewers do meanwhile does not show. */
export interface Snapshot {
  /** Of all pairs, whatever is accepted of them. */
  total: number
  /** How many pairs have an accepted constraint, and how many have one of each type. */
  accepted: { pairs: number; byType: Record<string, number> }
  /** By what near-duplicates are kept together; null without groups, or where not all pairs were compared. Before `pairs`. */
  nearDuplicates(): Promise<NearDuplicateSearch | null>
  /** How the groups of each stratum are parted; null where they were not drawn by strata. Before `pairs`. */
  strata(): Promise<StrataCounts | null>
  /** How many groups of what leaves stay on one side each; null where nothing has to. Not while `pairs` is read. */
  groups(): Promise<number | null>
  /** What models wrote of the dataset. Before the pairs are read. */
  models(): Promise<WrittenByModel[]>
  /** Words of the responses of those with an accepted constraint. */
  words: number
  /** Those with an accepted constraint, or those of a stretch of content hashes, in order of content hash, in bundles of some dozens. To be read to the end. */
  pairs(stretch?: Stretch): AsyncGenerator<AcceptedPair[]>
  /** What other connections need to read the same pairs for as long as this one is open; null where their groups are too many to tell. */
  share(): Promise<SharedSnapshot | null>
  /** The ids of the pairs that have no accepted constraint, with a number for why they do not leave, as rows of binary COPY (reason int2, key bytea, id uuid). Not while `pairs` is read. */
  notAcceptedRows(reason: number): AsyncGenerator<Buffer>
  /** Those of them that have these content hashes, in that order. Before `pairs`. */
  pairsOf(contentHashes: readonly string[]): Promise<AcceptedPair[]>
  /** The content hashes of the `n` pairs, of those with an accepted constraint, that follow this one; from the first again where they end. */
  hashesFrom(start: string, n: number): Promise<string[]>
  /** Those of them without system prompt and earlier turns whose texts have no more than so many characters together. Once only, before `pairs`. */
  lonePairs(longest: number): AsyncGenerator<{ contentHash: string; group: string }>
  /** All pairs of the general set, in order of content hash. Once only; may be read while `pairs` is. */
  generalPairs(): AsyncGenerator<GeneralPair>
}

/** What is read beside a dataset's pairs. */
export interface SnapshotScope {
  /** What keeps pairs together; null: each is a group of its own. */
  groupBy: GroupBy | null
  /** How groups are drawn by strata; left out or null: each by itself. */
  strata?: Strata | null
  /** The dataset that general rows come from. */
  generalId: string | null
  /** Whether the difficulty of pairs is wanted. */
  withDifficulty: boolean
  /** Whether what was evolved from pairs, with its answers, is wanted; left out: no. */
  withLevels?: boolean
  refined: WhichRefined
  /** Whether refined instructions leave, so that pairs with the same one stay together; left out: no. */
  refinedLeave?: boolean
  /** Only these pairs are of the snapshot: a condition on "Pair" p begun with AND, without parameters. Left out: all of the dataset. */
  chosen?: string
  /** Content hashes of the pairs that stand for all of them, which `chosen` names, too: groups are told from these alone. */
  sample?: readonly string[] | null
  /** Told how many pairs have an accepted constraint as soon as that is known: there is more to count then. */
  counted?: (pairs: number) => void
}

/** Each reader holds up to two connections and waits for the second while it holds the first: all of them together must leave some over. */
const readers = slots(Math.max(1, Math.floor((poolSize - 2) / 2)))

/** Reads a snapshot of the dataset, once its turn has come. Without `groupBy` each pair is a group of its own. */
export function readSnapshot<T>(datasetId: string, scope: SnapshotScope, signal: AbortSignal, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return inSlot(readers, signal, () => readNow(datasetId, scope, signal, read))
}

async function readNow<T>(datasetId: string, { groupBy, strata = null, generalId, withDifficulty, withLevels = false, refined, refinedLeave = false, chosen = '', sample = null, counted: tell }: SnapshotScope, signal: AbortSignal, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const grouped = groupBy !== null
  const datasetIds = generalId === null ? [datasetId] : [datasetId, generalId]
  const groups = groupsOf({ groupBy, strata }, `p."acceptedCount" > 0 ${chosen}`, refinedLeave ? refined : null)
  return inSnapshot(datasetIds, groups, sample, async (client) => {
    const counted = await countPairs(client, datasetId, chosen, tell)
    const of = { datasetId, grouped, withDifficulty, withLevels, refined, chosen, has: await whatPairsHave(client, datasetId) }
    const withGeneral = (general: PoolClient | null): Promise<T> =>
      read({
        ...counted,
        nearDuplicates: async () => (grouped ? nearDuplicateSearch(client, datasetId) : null),
        strata: async () => (groups?.strata ? strataCounts(client) : null),
        groups: async () => groups && countGroups(client, groups.leaving),
        models: () => readModels(client, datasetId, refined),
        pairs: (stretch) => readAcceptedPairs(client, of, stretch ?? null, signal),
        share: () => shareSnapshot(client, of, counted.accepted.pairs),
        notAcceptedRows: (reason) => copyAsItIs(client, `SELECT ${Math.trunc(reason)}::int2, NULL::bytea, p.id FROM "Pair" p WHERE p."datasetId" = '${z.uuid().parse(datasetId)}'::uuid AND p."acceptedCount" = 0 ${chosen}`, signal),
        lonePairs: (longest) => readCursor(client, selectLone(datasetId, grouped, longest, chosen), lonePair, signal, 'lone'),
        async *generalPairs() {
          if (general && generalId !== null) yield* readCursor(general, selectGeneral(generalId, datasetId, grouped), generalPair, signal, 'general')
        },
        hashesFrom: (start, n) => hashesFrom(client, datasetId, chosen, start, n),
        async pairsOf(contentHashes) {
          const found: AcceptedPair[] = []
          if (contentHashes.length > 0) for await (const bundle of readAcceptedPairs(client, of, contentHashes, signal)) found.push(...bundle)
          return found
        },
      })
    // The first connection is in the middle of its answer while general pairs are read: those have one of their own.
    return generalId === null ? withGeneral(null) : besideSnapshot(client, datasetIds, groups, withGeneral)
  })
}

/** Hands on another connection that sees what the first sees, with groups of its own where it needs them. */
async function besideSnapshot<T>(first: PoolClient, datasetIds: readonly string[], groups: Groups | null, read: (second: PoolClient) => Promise<T>): Promise<T> {
  const { rows } = await first.query<{ name: string }>('SELECT pg_export_snapshot() AS name')
  return withConnection(async (client) => {
    if (groups) await makeGroupTable(client)
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`SET TRANSACTION SNAPSHOT '${rows[0]?.name ?? ''}'`)
    if (groups) await fillGroups(client, datasetIds, groups, null)
    return read(client)
  })
}

/** Hands on a connection that sees the database as it is now until `read` is done; with `groups` its table pair_group is filled, of a sample alone where there is one. */
export async function inSnapshot<T>(datasetIds: readonly string[], groups: Groups | null, sample: readonly string[] | null, read: (client: PoolClient) => Promise<T>): Promise<T> {
  return withConnection(async (client) => {
    if (groups) await makeGroupTable(client)
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    if (groups) await fillGroups(client, datasetIds, groups, sample)
    return read(client)
  })
}

/** What pairs stay together for, and how their groups are drawn. */
interface Groups {
  by: GroupBy
  strata: Strata | null
  /** Which refined instructions keep pairs together; null: none. */
  refined: WhichRefined | null
  /** Which pairs leave: a condition on "Pair" p without parameters. */
  leaving: string
}

/** The groups of a scope; null where each pair is one. */
export function groupsOf({ groupBy, strata = null }: Pick<SnapshotScope, 'groupBy' | 'strata'>, leaving: string, refined: WhichRefined | null = null): Groups | null {
  return groupBy === null ? null : { by: groupBy, strata, leaving, refined }
}

async function fillGroups(client: PoolClient, datasetIds: readonly string[], { by, strata, leaving, refined }: Groups, sample: readonly string[] | null): Promise<void> {
  await groupPairs(client, datasetIds, by, sample, refined)
  if (strata) await splitByStrata(client, datasetIds[0] ?? '', strata, leaving)
}

/** Lends a connection for a transaction, which is taken back. Where anything went wrong, or it still answers, it is closed and not used again. */
async function withConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  let reusable = false
  try {
    const answer = await work(client)
    if (!isAnswering(client)) {
      await client.query('ROLLBACK')
      await dropGroupTable(client)
      reusable = true
    }
    return answer
  } finally {
    client.release(!reusable)
  }
}

async function hashesFrom(client: PoolClient, datasetId: string, chosen: string, start: string, n: number): Promise<string[]> {
  const { rows } = await client.query<{ contentHash: string }>(
    `(SELECT p."contentHash", 0 AS round FROM "Pair" p WHERE p."datasetId" = $1 AND p."acceptedCount" > 0 AND p."contentHash" >= $2 ${chosen} ORDER BY "contentHash" LIMIT $3)
     UNION ALL
     (SELECT p."contentHash", 1 FROM "Pair" p WHERE p."datasetId" = $1 AND p."acceptedCount" > 0 AND p."contentHash" < $2 ${chosen} ORDER BY "contentHash" LIMIT $3)
     ORDER BY round, "contentHash" LIMIT $3`,
    [datasetId, start, n],
  )
  return rows.map(({ contentHash }) => contentHash)
}

async function countPairs(client: PoolClient, datasetId: string, chosen: string, tell: (pairs: number) => void = () => {}): Promise<Pick<Snapshot, 'total' | 'accepted' | 'words'>> {
  const pairs = await client.query<{ total: number; accepted: number; words: number }>(
    `SELECT count(*)::int AS total, count(*) FILTER (WHERE p."acceptedCount" > 0)::int AS accepted,
       coalesce(sum(p."responseWords") FILTER (WHERE p."acceptedCount" > 0), 0)::float8 AS words FROM "Pair" p WHERE p."datasetId" = $1 ${chosen}`,
    [datasetId],
  )
  const { total = 0, accepted = 0, words = 0 } = pairs.rows[0] ?? {}
  tell(accepted)
  const types = await client.query<{ type: string; pairs: number }>(
    `SELECT type, count(DISTINCT "pairId")::int AS pairs FROM "Constraint" WHERE "datasetId" = $1 AND status = 'accepted'
     ${chosen === '' ? '' : `AND "pairId" IN (SELECT p.id FROM "Pair" p WHERE p."datasetId" = $1 ${chosen})`} GROUP BY type ORDER BY type COLLATE "C"`,
    [datasetId],
  )
  return { total, words, accepted: { pairs: accepted, byType: Object.fromEntries(types.rows.map((row) => [row.type, row.pairs])) } }
}

/** The rows of a query within a transaction, two batches in memory. DECLARE takes no parameters: `sql` has its values as literals. */
export async function* readCursor<T>(client: PoolClient, sql: string, schema: z.ZodType<T>, signal: AbortSignal, name = 'reading'): AsyncGenerator<T> {
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`)
  const fetchNext = async (): Promise<unknown[]> => (await client.query(`FETCH ${batchSize} FROM ${name}`)).rows
  let next = fetchNext()
  try {
    for (;;) {
      signal.throwIfAborted()
      const rows = await next
      if (rows.length === 0) return
      // Postgres makes the next batch while this one is composed.
      next = fetchNext()
      next.catch(() => {})
      for (const item of rows) yield schema.parse(item)
    }
  } finally {
    // Whoever leaves early must not ask the connection for more while it is still answering.
    await next.catch(() => {})
  }
}

const lonePair = z.object({ contentHash: z.string(), group: z.string() })

const selectLone = (datasetId: string, grouped: boolean, longest: number, chosen: string): string => `
  SELECT p."contentHash", ${grouped ? groupName : 'p."contentHash"'} AS "group" FROM "Pair" p ${grouped ? 'JOIN pair_group g ON g.id = p.id' : ''}
  WHERE p."datasetId" = '${z.uuid().parse(datasetId)}'::uuid AND p."acceptedCount" > 0 AND p.system IS NULL AND p.history = '[]' ${chosen}
    AND length(p.instruction) + coalesce(length(p.input), 0) + length(p.response) <= ${Math.floor(longest)}`

const generalPair = exportedPair.extend({ response: z.string(), isAlsoHere: z.boolean(), isTorn: z.boolean() })

/** A pair of the general set. `isAlsoHere`: the dataset has the same one; `isTorn`: it is like pairs of the dataset that need not be in one split. */
export type GeneralPair = z.infer<typeof generalPair>

const selectGeneral = (generalId: string, datasetId: string, grouped: boolean): string => `
  SELECT ${exportedPairColumns(grouped)}, p.response,
    EXISTS (SELECT 1 FROM "Pair" q WHERE q."datasetId" = '${z.uuid().parse(datasetId)}'::uuid AND q."contentHash" = p."contentHash") AS "isAlsoHere", ${grouped ? 'g.torn' : 'false'} AS "isTorn"
  FROM "Pair" p ${grouped ? 'JOIN pair_group g ON g.id = p.id' : ''}
  WHERE p."datasetId" = '${z.uuid().parse(generalId)}'::uuid AND p.instruction <> '' AND p.response <> '' ORDER BY p."contentHash"`
