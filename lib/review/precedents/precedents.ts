import { db } from '#lib/db/client.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import type { Precedent, PrecedentsInput } from '#lib/review/precedents/contract.ts'
import { findAlike, type Found } from '#lib/review/precedents/find-alike.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

/** How many wordings are shown. */
const shown = 8

/**
 * How constraints like this one were decided in the dataset: of the same type first, then of others, the most alike first. Only what is closed counts: accepted or
 * rejected, in a pair that is decided throughout and that nobody else has at the moment. What others have not finished stays unseen, so that
 * blind work stays blind.
 */
export async function precedents(datasetId: string, readerId: string, input: PrecedentsInput): Promise<Precedent[]> {
  const { same, others } = await findAlike(datasetId, readerId, input, shown)
  return decidedHow([...same, ...others].slice(0, shown))
}

async function decidedHow(found: Found[]): Promise<Precedent[]> {
  const rows = await db().constraint.findMany({
    where: { id: { in: found.flatMap(({ ids }) => ids) } },
    select: { id: true, status: true, decisions: { orderBy: { resultVersion: 'asc' }, select: { id: true, kind: true, undoesId: true, reason: true, reviewerId: true, track: true } } },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ ids, ...rest }) => {
    const decided = ids.flatMap((id) => byId.get(id) ?? []).flatMap(({ status, decisions }) => {
      // Where several people decide, each has decisions of their own: those count that say what came of it.
      const standing = [...Map.groupBy(decisions, ({ track }) => track).values()].flatMap((track) => standingDecision(track) ?? []).filter(({ reviewerId }) => reviewerId !== laneActor.id)
      // What nobody looked at is no precedent.
      return standing.length === 0 ? [] : [{ status, standing, decisive: standing.filter(({ kind }) => (kind === 'reject') === (status === 'rejected')) }]
    })
    const rejected = decided.filter(({ status }) => status === 'rejected')
    const accepted = decided.filter(({ status }) => status === 'accepted')
    const reasons = Map.groupBy(rejected.flatMap(({ decisive }) => decisive.find(({ reason }) => reason !== null)?.reason ?? []), (reason) => reason)
    if (decided.length === 0) return []
    return {
      ...rest,
      accepted: accepted.length,
      edited: accepted.filter(({ decisive }) => decisive.some(({ kind }) => kind === 'edit')).length,
      rejected: rejected.length,
      reasons: [...reasons].map(([reason, all]) => ({ reason, count: all.length })).toSorted((a, b) => b.count - a.count),
      people: new Set(decided.flatMap(({ standing }) => standing.flatMap(({ reviewerId }) => reviewerId ?? []))).size,
    }
  })
}
