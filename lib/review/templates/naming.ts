import { db } from '#lib/db/client.ts'
import { templateKey } from '#lib/review/templates/key.ts'

const chunk = 5000

/** Names the wordings of constraints that were written before wordings had names. Whatever is written since comes with it. */
export async function nameWordings(datasetId: string): Promise<void> {
  for (;;) {
    const rows = await db().constraint.findMany({ where: { datasetId, template: null }, select: { id: true, text: true }, take: chunk })
    if (rows.length === 0) return
    const named = JSON.stringify(rows.map(({ id, text }) => ({ id, text, template: templateKey(text) })))
    // One whose text somebody has changed meanwhile has its new name already.
    await db().$executeRaw`
      UPDATE "Constraint" c SET template = row.template FROM json_to_recordset(${named}::json) AS row (id uuid, text text, template text)
      WHERE c.id = row.id AND c.text = row.text AND c.template IS NULL`
    if (rows.length < chunk) return
  }
}
