import type { z } from 'zod'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import type { preferenceQuery, PreferencePage } from '#lib/preferences/contract.ts'
import { preferenceViews } from '#lib/preferences/preference-view.ts'

/** A dataset's preferences of a method and status, in the order in which they were made, a page at a time. Throws AppError('not_found') for an unknown dataset. */
export async function listPreferences(datasetId: string, { method, status, after, limit }: z.infer<typeof preferenceQuery>): Promise<PreferencePage> {
  await requireDataset(datasetId)
  const ofMethod = { datasetId, ...(method ? { method } : {}) }
  const [rows, groups] = await Promise.all([
    db().preference.findMany({ where: { ...ofMethod, ...(status ? { status } : {}), ...(after ? { id: { gt: after } } : {}) }, orderBy: { id: 'asc' }, take: limit + 1 }),
    db().preference.groupBy({ by: ['status'], where: ofMethod, _count: true }),
  ])
  const counts: PreferencePage['counts'] = { pending: 0, accepted: 0, dropped: 0 }
  for (const group of groups) counts[group.status] = group._count
  const page = rows.slice(0, limit)
  return { preferences: await preferenceViews(db(), page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null, counts }
}
