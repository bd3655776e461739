import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { decoySql, sightOf } from '#lib/review/checks/decoys.ts'
import type { TemplateExample, TemplateRef } from '#lib/review/templates/contract.ts'
import { excerptAround } from '#lib/review/templates/excerpt.ts'

const spans = z.array(z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })).catch([])

/** Six constraints of a wording, spread over all and the refuted ones first, each with the piece of its response that tells, where the reader may know of it. Throws AppError('not_found') for an unknown dataset. */
export async function templateExamples(reader: Pick<Actor, 'id' | 'role'>, datasetId: string, { type, template }: TemplateRef): Promise<TemplateExample[]> {
  await requireDataset(datasetId)
  const hidden = decoySql(await sightOf(reader, datasetId))
  const rows = await db().$queryRaw<{ constraintId: string; pairId: string; text: string; status: string; outcome: string | null; detail: string | null; evidence: unknown; response: string }[]>`
    SELECT c.id AS "constraintId", p.id AS "pairId", c.text, c.status::text AS status, p.response,
      CASE WHEN NOT ${hidden} THEN c.outcome::text END AS outcome, CASE WHEN NOT ${hidden} THEN c.detail END AS detail, CASE WHEN NOT ${hidden} THEN c.evidence END AS evidence
    FROM (
      SELECT * FROM "Constraint" WHERE "datasetId" = ${datasetId}::uuid AND type = ${type} AND template = ${template} AND status <> 'superseded'
      ORDER BY (outcome = 'fail') DESC NULLS LAST, md5(id::text) LIMIT 6) c
      JOIN "Pair" p ON p.id = c."pairId"`
  return rows.map(({ evidence, response, ...row }) => {
    const { text: excerpt, marks } = excerptAround(response, spans.parse(evidence))
    return { ...row, excerpt, marks }
  })
}
