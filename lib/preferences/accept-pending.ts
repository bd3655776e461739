import { z } from 'zod'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db, type Tx } from '#lib/db/client.ts'
import type { Preference } from '#lib/db/generated/client.ts'
import { pastDeadlocks } from '#lib/db/past-deadlocks.ts'
import { notFound } from '#lib/http/errors.ts'
import { checksOnce } from '#lib/preferences/checks.ts'
import { preferenceDemand, type PreferenceDemand } from '#lib/preferences/contract.ts'
import { cannotBeAccepted, decidedMeanwhile } from '#lib/preferences/decide-preference.ts'
import { refutation, staleReason } from '#lib/preferences/preference-view.ts'

const pageSize = 100

/** Preferences accepted together, and how many could not be, by reason. */
interface Accepting {
  accepted: number
  refused: Record<string, number>
}

interface Standing extends Pick<Preference, 'id' | 'pairId' | 'version'> {
  demands: PreferenceDemand[]
  /** What the checks, asked now, say against it. */
  refuted: string | null
}

/**
 * Accepts the pending preferences of a dataset, as the command line does on nobody's behalf: each as `decidePreference` would, with its own event, a
 * page in one transaction. Says how many, and why others could not be. Throws AppError('not_found') for an unknown dataset.
 */
export async function acceptPending(datasetId: string): Promise<Accepting> {
  await requireDataset(datasetId)
  const all: Accepting = { accepted: 0, refused: {} }
  for (let after: string | undefined; ; ) {
    const rows = await db().preference.findMany({
      where: { datasetId, status: 'pending', ...(after === undefined ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: { id: true, pairId: true, version: true, demands: true, chosen: true, rejected: true, violatedConstraintIds: true },
    })
    after = rows.at(-1)?.id
    if (after === undefined) return all
    // Before anything is locked: it takes some milliseconds each.
    const check = checksOnce()
    const standing = rows.map(({ id, pairId, version, ...row }): Standing => {
      const demands = z.array(preferenceDemand).parse(row.demands)
      return { id, pairId, version, demands, refuted: refutation({ ...row, demands }, check) }
    })
    const { accepted, refused } = await pastDeadlocks(() => db().$transaction((tx) => acceptTogether(tx, standing)))
    all.accepted += accepted
    for (const [reason, n] of Object.entries(refused)) all.refused[reason] = (all.refused[reason] ?? 0) + n
  }
}

/** Texts and demands of a version never change, so that what the checks found of it holds; constraints are read anew. */
async function acceptTogether(tx: Tx, preferences: readonly Standing[]): Promise<Accepting> {
  const ids = preferences.map(({ id }) => id)
  const locked = await tx.$queryRaw<{ id: string; version: number }[]>`SELECT id::text, version FROM "Preference" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const versions = new Map(locked.map(({ id, version }) => [id, version]))
  const constraints = await tx.constraint.findMany({ where: { pairId: { in: [...new Set(preferences.map(({ pairId }) => pairId))] }, status: 'accepted' }, select: { id: true, text: true, status: true } })
  const refused: Record<string, number> = {}
  const taken: Standing[] = []
  for (const preference of preferences) {
    const version = versions.get(preference.id)
    const against = staleReason(preference.demands, constraints) ?? preference.refuted
    const reason = version === undefined ? notFound('preference').message : version !== preference.version ? decidedMeanwhile : against === null ? null : cannotBeAccepted(against)
    if (reason === null) taken.push(preference)
    else refused[reason] = (refused[reason] ?? 0) + 1
  }
  await tx.preference.updateMany({ where: { id: { in: taken.map(({ id }) => id) } }, data: { status: 'accepted', version: { increment: 1 } } })
  await tx.auditEvent.createMany({
    data: taken.map(({ id, version }) => ({ actorId: null, actorName: null, action: 'preference.accept', targetType: 'preference', targetId: id, before: { status: 'pending', version }, after: { status: 'accepted', version: version + 1 } })),
  })
  return { accepted: taken.length, refused }
}
