import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import type { GapsView } from '#lib/review/gaps/contract.ts'
import { fullOf, gapsOf, knownOf } from '#lib/review/gaps/known-gaps.ts'
import { missing } from '#lib/review/gaps/wanted.ts'
import { readTallies, total } from '#lib/stats/tallies.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** How many types are told of which most is missing. */
const emptiest = 5

/** How far a queue that hands out gaps first is; null while nothing has been counted. Throws AppError('not_found'). */
export async function gapsView(datasetId: string): Promise<GapsView | null> {
  await requireDataset(datasetId)
  const goal = await db().coverageGoal.findUnique({ where: { datasetId }, select: { goal: true } })
  if (!goal) return null
  const [gaps, { some }, { constraints }] = await Promise.all([gapsOf(datasetId), knownOf(datasetId), readTallies(datasetId)])
  const types = gaps.filter(({ of }) => of === 'type')
  const lacking = types.filter((gap) => missing(gap) > 0).toSorted((a, b) => missing(b) - missing(a) || b.wanted - a.wanted || (a.key < b.key ? -1 : 1))
  return {
    goal: goal.goal,
    accepted: total(constraints.filter(({ status }) => status === 'accepted')),
    types: fullOf(gaps, 'type'),
    cells: fullOf(gaps, 'cell'),
    emptiest: lacking.slice(0, emptiest).map(({ key, accepted, wanted }) => ({ type: key, label: typeLabel(key), accepted, wanted })),
    left: some,
  }
}
