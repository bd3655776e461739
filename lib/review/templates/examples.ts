import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import type { TemplateExample, TemplateRef } from '#lib/review/templates/contract.ts'
import { excerptAround } from '#lib/review/templates/excerpt.ts'

const spans = z.array(z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })).catch([])

/** Six constraints of a wording, spread over all and the refuted ones first, each with the piece of its response that tells. */
export async function templateExamples(datasetId: string, { type, template }: TemplateRef): Promise<TemplateExample[]> {
  const rows = await db().$queryRaw<{ constraintId: string; pairId: string; text: string; status: string; outcome: string | null; detail: string | null; evidence: unknown; response: string }[]>`
    SELECT c.id AS "constraintId", p.id AS "pairId", c.text, c.status::text AS status, c.outcome::text AS outcome, c.detail, c.evidence, p.response
    FROM (
      SELECT * FROM "Constraint" WHERE "datasetId" = ${datasetId}::uuid AND type = ${type} AND template = ${template} AND status <> 'superseded'
      ORDER BY (outcome = 'fail') DESC NULLS LAST, md5(id::text) LIMIT 6) c
      JOIN "Pair" p ON p.id = c."pairId"`
  return rows.map(({ evidence, response, ...row }) => {
    const { text: excerpt, marks } = excerptAround(response, spans.parse(evidence))
    return { ...row, excerpt, marks }
  })
}
