import { z } from 'zod'
import { keptState } from '#lib/review/constraint-state.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import { answerScopes, type DecidedProposal } from '#lib/exports/backtranslation/answer-lists.ts'
import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import { readModels, type WrittenByModel } from '#lib/exports/models.ts'
import { countGroups } from '#lib/exports/pair-groups.ts'
import { nearDuplicateSearch } from '#lib/exports/near-duplicate-search.ts'
import { strataCounts, type StrataCounts } from '#lib/exports/strata.ts'
import { exportedPair, exportedPairColumns, groupsOf, inSnapshot, readCursor, type SnapshotScope } from '#lib/exports/snapshot.ts'

const reasons: readonly string[] = rejectReasons.map(({ key }) => key)

const proposal = z
  .object({
    fingerprint: z.string(),
    type: z.string(),
    rawType: z.string().nullable(),
    text: z.string(),
    status: z.string(),
    checkerId: z.string().nullable(),
    kwargs: z.record(z.string(), z.unknown()).nullable(),
    /** The state before the first decision; null where there was none. */
    before: z.unknown(),
    reason: z.string().nullable(),
  })
  .transform(({ fingerprint, type, rawType, text, status, checkerId, kwargs, before, reason }): DecidedProposal => {
    const first = before === null || before === undefined ? { type, text } : keptState(before)
    return {
      fingerprint: fingerprint.trim(),
      kind: rawType ?? first.type,
      text: first.text,
      status,
      now: { type, text, checker: checkerId === null ? null : { id: checkerId, kwargs: kwargs ?? {} } },
      // Words of a reviewer's own are no training data.
      reason: reason !== null && reasons.includes(reason) ? reason : null,
    }
  })

const row = exportedPair.extend({
  response: z.string(),
  scope: z.enum(answerScopes),
  model: z.string(),
  proposals: z.array(proposal),
})

/** What a model wrote in one call, with its pair. */
export type ModelAnswer = z.infer<typeof row>

/** The answers of models that back-translated, as they were at one moment. */
export interface AnswerSnapshot {
  total: number
  nearDuplicates(): Promise<NearDuplicateSearch | null>
  /** How the groups of each stratum are parted; null where they were not drawn by strata. Before `answers`. */
  strata(): Promise<StrataCounts | null>
  /** How many groups stay together; null where nothing has to. Not while `answers` is read. */
  groups(): Promise<number | null>
  /** What models wrote of the dataset. Before the pairs are read. */
  models(): Promise<WrittenByModel[]>
  /** In order of their pair's content hash, then of prompt and model. Once only. */
  answers(): AsyncGenerator<ModelAnswer>
}

/** Reads a snapshot of what models back-translated, where it led to constraints. Without `groupBy` each pair is a group of its own. */
export async function readAnswers<T>(datasetId: string, { groupBy, strata, chosen = '', sample = null }: Pick<SnapshotScope, 'groupBy' | 'strata' | 'chosen' | 'sample'>, signal: AbortSignal, read: (snapshot: AnswerSnapshot) => Promise<T>): Promise<T> {
  const groups = groupsOf({ groupBy, strata }, `EXISTS (SELECT 1 FROM "Constraint" c WHERE c."pairId" = p.id AND c.origin = 'llm') ${chosen}`)
  return inSnapshot([datasetId], groups, sample, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(DISTINCT c."generationId")::int AS n FROM "Constraint" c JOIN "Generation" g ON g.id = c."generationId" JOIN "Pair" p ON p.id = c."pairId"
       WHERE c."datasetId" = $1 AND c.origin = 'llm' AND g.step = 'backtranslate' ${chosen}`,
      [datasetId],
    )
    return read({
      total: rows[0]?.n ?? 0,
      strata: async () => (groups?.strata ? strataCounts(client) : null),
      groups: async () => groups && countGroups(client, groups.leaving),
      models: () => readModels(client, datasetId),
      nearDuplicates: async () => (groupBy === null ? null : nearDuplicateSearch(client, datasetId)),
      answers: () => readCursor(client, selectAnswers(datasetId, groupBy !== null, chosen), row, signal),
    })
  })
}

const selectAnswers = (datasetId: string, grouped: boolean, chosen: string): string => `
  SELECT ${exportedPairColumns(grouped)}, p.response, answered.scope, answered.model, answered.proposals
  FROM (
    SELECT c."pairId", g.id, g.model, g."requestHash", g.sample, substring(g."promptVersion" FROM '^backtranslate-(global|local)/') AS scope,
      json_agg(json_build_object('fingerprint', c.fingerprint, 'type', c.type, 'rawType', c."rawType", 'text', c.text, 'status', c.status, 'checkerId', c."checkerId", 'kwargs', c.kwargs,
        'before', (SELECT d.before FROM "Decision" d WHERE d."constraintId" = c.id ORDER BY d."resultVersion", d.id LIMIT 1),
        'reason', (SELECT d.reason FROM "Decision" d WHERE d."constraintId" = c.id AND d.kind = 'reject' ORDER BY d."resultVersion" DESC, d.id DESC LIMIT 1)
      ) ORDER BY c.position, c.fingerprint) AS proposals
    FROM "Constraint" c JOIN "Generation" g ON g.id = c."generationId"
    WHERE c."datasetId" = '${z.uuid().parse(datasetId)}'::uuid AND c.origin = 'llm' AND g.step = 'backtranslate' GROUP BY c."pairId", g.id
  ) answered JOIN "Pair" p ON p.id = answered."pairId" ${grouped ? 'JOIN pair_group g ON g.id = p.id' : ''}
  WHERE answered.scope IS NOT NULL ${chosen} ORDER BY p."contentHash", answered.scope, answered.model COLLATE "C", answered."requestHash", answered.sample`
