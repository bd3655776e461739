import { z } from 'zod'
import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import { countGroups } from '#lib/exports/pair-groups.ts'
import { readModels, type WrittenByModel } from '#lib/exports/models.ts'
import { nearDuplicateSearch } from '#lib/exports/near-duplicate-search.ts'
import { strataCounts, type StrataCounts } from '#lib/exports/strata.ts'
import { exportedPair, exportedPairColumns, groupsOf, inSnapshot, readCursor, type SnapshotScope } from '#lib/exports/snapshot.ts'
import { preferenceDemand } from '#lib/preferences/contract.ts'

const row = exportedPair.extend({
  fingerprint: z.string(),
  method: z.string(),
  prompt: z.string(),
  chosen: z.string(),
  rejected: z.string(),
  demands: z.array(preferenceDemand),
  violatedConstraintIds: z.array(z.string()),
  /** The content hashes of other pairs whose responses the texts are; null where they are of the pair itself. */
  chosenOf: z.string().nullable(),
  rejectedOf: z.string().nullable(),
  /** Whether one of those pairs is not there any more. */
  isOrphan: z.boolean(),
  /** The pair's constraints among the demands, as they are now. */
  constraints: z.array(z.object({ id: z.string(), text: z.string(), status: z.string() })),
})

/** An accepted preference with its pair. */
export type AcceptedPreference = z.infer<typeof row>

/** A dataset's preferences as they were at one moment. */
export interface PreferenceSnapshot {
  /** How many have each status. */
  counts: { pending: number; accepted: number; dropped: number }
  /** By what near-duplicates are kept together; null without groups, or where not all pairs were compared. Before `preferences`. */
  nearDuplicates(): Promise<NearDuplicateSearch | null>
  /** How the groups of each stratum are parted; null where they were not drawn by strata. Before `preferences`. */
  strata(): Promise<StrataCounts | null>
  /** How many groups stay together; null where nothing has to. Not while `preferences` is read. */
  groups(): Promise<number | null>
  /** What models wrote of the dataset. Before the pairs are read. */
  models(): Promise<WrittenByModel[]>
  /** The accepted ones, in order of their pair's content hash and then of fingerprint. Once only. */
  preferences(): AsyncGenerator<AcceptedPreference>
}

/** Reads a snapshot of a dataset's preferences. Without `groupBy` each pair is a group of its own; what is of one pair always stays together. */
export async function readPreferenceSnapshot<T>(datasetId: string, { groupBy, strata, chosen = '', sample = null }: Pick<SnapshotScope, 'groupBy' | 'strata' | 'chosen' | 'sample'>, signal: AbortSignal, read: (snapshot: PreferenceSnapshot) => Promise<T>): Promise<T> {
  const groups = groupsOf({ groupBy, strata }, `EXISTS (SELECT 1 FROM "Preference" f WHERE f."pairId" = p.id AND f.status = 'accepted') ${chosen}`)
  return inSnapshot([datasetId], groups, sample, async (client) => {
    const { rows } = await client.query<{ status: 'pending' | 'accepted' | 'dropped'; n: number }>(
      `SELECT f.status, count(*)::int AS n FROM "Preference" f JOIN "Pair" p ON p.id = f."pairId" WHERE f."datasetId" = $1 ${chosen} GROUP BY f.status`,
      [datasetId],
    )
    const counts = { pending: 0, accepted: 0, dropped: 0, ...Object.fromEntries(rows.map(({ status, n }) => [status, n])) }
    return read({ counts, strata: async () => (groups?.strata ? strataCounts(client) : null), groups: async () => groups && countGroups(client, groups.leaving), models: () => readModels(client, datasetId), nearDuplicates: async () => (groupBy === null ? null : nearDuplicateSearch(client, datasetId)), preferences: () => readCursor(client, selectAccepted(datasetId, groupBy !== null, chosen), row, signal) })
  })
}

const selectAccepted = (datasetId: string, grouped: boolean, chosen: string): string => `
  SELECT ${exportedPairColumns(grouped)},
    f.fingerprint, f.method, f.prompt, f.chosen, f.rejected, f.demands, f."violatedConstraintIds", chosen."contentHash" AS "chosenOf", rejected."contentHash" AS "rejectedOf",
    (f."chosenPairId" IS NOT NULL AND chosen.id IS NULL) OR (f."rejectedPairId" IS NOT NULL AND rejected.id IS NULL) AS "isOrphan",
    (SELECT coalesce(json_agg(json_build_object('id', c.id, 'text', c.text, 'status', c.status)), '[]')
     FROM jsonb_array_elements(f.demands) demand JOIN "Constraint" c ON c.id::text = demand->>'id' AND c."pairId" = p.id) AS constraints
  FROM "Preference" f JOIN "Pair" p ON p.id = f."pairId" ${grouped ? 'JOIN pair_group g ON g.id = p.id' : ''}
    LEFT JOIN "Pair" chosen ON chosen.id = f."chosenPairId" LEFT JOIN "Pair" rejected ON rejected.id = f."rejectedPairId"
  WHERE f."datasetId" = '${z.uuid().parse(datasetId)}'::uuid AND f.status = 'accepted' ${chosen} ORDER BY p."contentHash", f.fingerprint`
