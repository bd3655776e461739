import { z } from 'zod'
import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/http/errors.ts'
import type { DecisionKind } from '#lib/review/contract.ts'
import type { PairEvent, PairHistory } from '#lib/review/pair-history-contract.ts'
import { isDrawnAsDecoy, unanswered } from '#lib/review/checks/decoys.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'
import { toldSql } from '#lib/stats/reader.ts'

/** More calls than this of one pair are not listed; the newest are. */
const mostCalls = 200
const mostTagActs = 200
const mostVerdicts = 200
const textBefore = z.object({ text: z.string() })
const importOf = z.looseObject({ fileName: z.string() })

/**
 * All that happened to a pair, newest first. What other people decide by themselves, where several decide a pair, is not in it until enough of them have:
 * nobody is to be led by it. Throws AppError('not_found').
 */
export async function pairHistory(reader: Pick<Actor, 'id'>, id: string): Promise<PairHistory> {
  const pair = await db().pair.findUnique({
    where: { id },
    select: {
      source: true, importRunId: true, importLine: true, createdAt: true, datasetId: true, nearDuplicateOfId: true,
      _count: { select: { constraints: true, generations: true, variants: true, preferences: true, comments: true, tags: true } },
    },
  })
  if (!pair) throw notFound('pair')
  const [constraints, decisions, calls, tagActs, verdicts, benchmarks, nearDuplicates] = await Promise.all([
    db().constraint.findMany({ where: { pairId: id }, select: { runId: true, origin: true, createdAt: true }, orderBy: { createdAt: 'asc' } }),
    decisionsTold(reader, id),
    db().generation.findMany({ where: { pairId: id }, orderBy: { id: 'desc' }, take: mostCalls, select: { id: true, runId: true, step: true, model: true, status: true, createdAt: true } }),
    db().tagAct.findMany({ where: { pairId: id }, orderBy: { id: 'desc' }, take: mostTagActs }),
    verdictsShown(reader, id, pair.datasetId),
    db().contamination.findMany({ where: { pairId: id }, select: { list: true }, orderBy: { list: 'asc' } }),
    db().pair.count({ where: { datasetId: pair.datasetId, nearDuplicateOfId: id } }),
  ])
  const taggers = new Map((await db().user.findMany({ where: { id: { in: [...new Set(tagActs.flatMap(({ actorId }) => actorId ?? []))] } }, select: { id: true, name: true } })).map((user) => [user.id, user.name]))
  const runs = await runsOf([pair.importRunId, ...constraints.map(({ runId }) => runId)])
  const imported = importOf.safeParse(pair.importRunId === null ? null : runs.get(pair.importRunId)?.params)
  const events: PairEvent[] = [
    { at: pair.createdAt.toISOString(), kind: 'imported', runId: pair.importRunId, file: imported.data?.fileName ?? null, line: pair.importLine, source: pair.source },
    ...[...Map.groupBy(constraints, ({ runId, createdAt }) => `${runId ?? ''} ${createdAt.toISOString().slice(0, 16)}`).values()].flatMap((made): PairEvent[] => {
      const [first] = made
      if (!first) return []
      const runKind = first.runId === null ? null : (runs.get(first.runId)?.kind ?? null)
      return [{ at: first.createdAt.toISOString(), kind: 'constraints', runId: first.runId, runKind, made: made.length, origins: [...new Set(made.map(({ origin }) => origin))] }]
    }),
    ...calls.map(({ id: generationId, runId, step, model, status, createdAt }): PairEvent => ({ at: createdAt.toISOString(), kind: 'call', generationId, runId, step, model, ok: status === 'ok' })),
    ...tagActs.map(({ at, name, added, actorId, runId }): PairEvent => ({
      at: at.toISOString(), kind: 'tag', name, added, by: taggers.get(actorId ?? '') ?? null, runId, imported: runId !== null && runId === pair.importRunId,
    })),
    ...verdicts,
    ...decisions.map((row): PairEvent => ({ at: row.createdAt.toISOString(), kind: 'decision', decision: row.kind, by: row.by, text: row.text, reason: row.reason })),
  ]
  const { _count: goes } = pair
  return {
    // What happened at one moment stands above in the order of things: a pair is there before its constraints.
    events: events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).toReversed(),
    nearDuplicateOf: pair.nearDuplicateOfId,
    nearDuplicates,
    benchmarks: benchmarks.map(({ list }) => list),
    goes: { constraints: goes.constraints, decisions: decisions.length, calls: goes.generations, variants: goes.variants, preferences: goes.preferences, comments: goes.comments, tags: goes.tags },
  }
}

interface DecisionTold {
  kind: DecisionKind
  reason: string | null
  text: string
  createdAt: Date
  by: string | null
}

/** The decisions on a pair that the reader may know of, as the statistics and a removal count them. */
function decisionsTold(reader: Pick<Actor, 'id'>, pairId: string): Promise<DecisionTold[]> {
  return db().$queryRaw<DecisionTold[]>`
    SELECT d.kind::text AS kind, d.reason, coalesce(d.text, c.text) AS text, d."createdAt", u.name AS by
    FROM "Decision" d JOIN "Constraint" c ON c.id = d."constraintId" LEFT JOIN "User" u ON u.id = d."reviewerId"
    WHERE d."pairId" = ${pairId}::uuid AND ${toldSql(reader)} ORDER BY d."createdAt", d.id`
}

/**
 * What checks said of the pair's constraints, oldest first, as far as the reader may know: not of those whose verdict is kept from them, and not of
 * wordings that others have given a constraint by themselves.
 */
async function verdictsShown(reader: Pick<Actor, 'id'>, pairId: string, datasetId: string): Promise<PairEvent[]> {
  const { goldRate } = await policyOfDataset(db(), datasetId)
  // As toldSql has it.
  const shown = { OR: [{ track: { in: [sharedTrack, finalTrack, reader.id] } }, { reviewerId: reader.id }, { constraint: { status: { not: 'pending' as const } } }] }
  const rows = await db().verdict.findMany({
    where: { constraint: { pairId } },
    orderBy: { id: 'desc' },
    take: mostVerdicts,
    include: { constraint: { select: { id: true, text: true, status: true, outcome: true, outcomeBy: true, decisions: { where: shown, select: { text: true, before: true } } } } },
  })
  const isHidden = ({ id, status, outcome, outcomeBy }: (typeof rows)[number]['constraint']): boolean =>
    unanswered.includes(status) && outcome === 'pass' && outcomeBy !== 'llm' && isDrawnAsDecoy(id, { reviewerId: reader.id, goldRate })
  return rows.toReversed().flatMap(({ constraint, text, method, outcome, checkerId, detail, generationId, runId, createdAt }): PairEvent[] => {
    const known = [constraint.text, ...constraint.decisions.flatMap(({ text: edited, before }) => [edited, textBefore.safeParse(before).data?.text])]
    if (isHidden(constraint) || !known.includes(text)) return []
    return [{ at: createdAt.toISOString(), kind: 'verdict', text, method, outcome, checker: checkerId, detail, generationId, runId }]
  })
}

/** Deletes a pair with all that is its own; exports keep what they took. Throws AppError('not_found'). */
export async function deletePair(actor: Actor, id: string): Promise<void> {
  await db().$transaction((tx) => removePair(tx, actor, id))
}

/** The same within a transaction. */
export async function removePair(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Pair" WHERE id = ${id}::uuid FOR UPDATE`
  const pair = await tx.pair.findUnique({ where: { id }, select: { datasetId: true, contentHash: true, source: true, constraintCount: true } })
  if (!pair) throw notFound('pair')
  // The pairs that say nearly the same have another first one from now on.
  const next = await tx.pair.findFirst({ where: { datasetId: pair.datasetId, nearDuplicateOfId: id }, orderBy: { id: 'asc' }, select: { id: true } })
  if (next) {
    await tx.pair.updateMany({ where: { datasetId: pair.datasetId, nearDuplicateOfId: id }, data: { nearDuplicateOfId: next.id } })
    await tx.pair.update({ where: { id: next.id }, data: { nearDuplicateOfId: null } })
  }
  await tx.pair.delete({ where: { id } })
  await audit(tx, actor, { action: 'pair.delete', targetType: 'pair', targetId: id, before: pair })
}

async function runsOf(ids: readonly (string | null)[]): Promise<Map<string, { kind: string; params: unknown }>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await db().run.findMany({ where: { id: { in: known } }, select: { id: true, kind: true, params: true } })
  return new Map(rows.map(({ id, kind, params }) => [id, { kind, params }]))
}
