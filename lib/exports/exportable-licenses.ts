import type { z } from 'zod'
import { db, pool } from '#lib/db/client.ts'
import type { exportableQuery, LicenseCount } from '#lib/exports/preview-contract.ts'
import { notStated } from '#lib/licenses/facts.ts'
import { notFound } from '#lib/http/errors.ts'

/** The licences of a dataset's accepted pairs or preferences, the dataset's where a pair names none. Throws AppError('not_found'). */
export async function exportableLicenses(datasetId: string, { of, general }: z.output<typeof exportableQuery>): Promise<LicenseCount[]> {
  const dataset = await db().dataset.findUnique({ where: { id: datasetId, goingSince: null }, select: { license: true } })
  const other = general === undefined ? null : await db().dataset.findUnique({ where: { name: general, goingSince: null }, select: { id: true, license: true } })
  if (!dataset || (general !== undefined && !other)) throw notFound('dataset')
  const own =
    of === 'pairs'
      ? `SELECT coalesce(license, $2) AS license FROM "Pair" WHERE "datasetId" = $1 AND "acceptedCount" > 0`
      : of === 'answers'
        ? `SELECT coalesce(p.license, $2) AS license FROM "Pair" p WHERE p."datasetId" = $1 AND EXISTS (SELECT FROM "Constraint" c WHERE c."datasetId" = $1 AND c.origin = 'llm' AND c."pairId" = p.id)`
        : `SELECT coalesce(p.license, $2) AS license FROM "Preference" f JOIN "Pair" p ON p.id = f."pairId" WHERE f."datasetId" = $1 AND f.status = 'accepted'`
  const { rows } = await pool().query<LicenseCount>(
    `SELECT coalesce(license, $5) AS license, count(*)::int AS pairs
     FROM (${own} UNION ALL SELECT coalesce(license, $4) FROM "Pair" WHERE "datasetId" = $3 AND instruction <> '' AND response <> '') AS leaving
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    [datasetId, dataset.license, other?.id ?? null, other?.license ?? null, notStated],
  )
  return rows
}
