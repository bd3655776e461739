import type { Actor } from '#lib/auth/contract.ts'
import type { GuidelinesVersionView } from '#lib/datasets/contract.ts'
import { db, pool, type Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

interface Change {
  text: string
  note?: string | undefined
  /** The version that the writer began with; another one standing is a conflict. Not given, whatever stands is replaced. */
  from?: number | undefined
}

/**
 * Makes these the dataset's guidelines, as a version of their own; text that stands already makes none. Writers take turns on the
 * dataset's row. Throws AppError('conflict') where somebody wrote another version meanwhile.
 */
export async function writeGuidelines(tx: Tx, actor: Actor | null, datasetId: string, { text, note, from }: Change): Promise<void> {
  const [standing] = await tx.$queryRaw<{ guidelines: string; guidelinesVersion: number }[]>`
    SELECT guidelines, "guidelinesVersion" FROM "Dataset" WHERE id = ${datasetId}::uuid FOR UPDATE`
  if (!standing || standing.guidelines === text) return
  if (from !== undefined && from !== standing.guidelinesVersion) {
    throw new AppError('conflict', `The guidelines were changed meanwhile: version ${standing.guidelinesVersion} stands. Copy what you wrote, reload the page and put it in there.`)
  }
  const number = standing.guidelinesVersion + 1
  await tx.guidelinesVersion.create({ data: { datasetId, number, text, note: note ?? '', authorId: actor?.id ?? null } })
  await tx.dataset.update({ where: { id: datasetId }, data: { guidelines: text, guidelinesVersion: number } })
}

/** Every version, the newest first, with how many decisions were taken under each. Throws AppError('not_found'). */
export async function guidelinesVersions(datasetId: string): Promise<GuidelinesVersionView[]> {
  if ((await db().dataset.count({ where: { id: datasetId } })) === 0) throw notFound('dataset')
  const [rows, { rows: counts }] = await Promise.all([
    db().guidelinesVersion.findMany({ where: { datasetId }, orderBy: { number: 'desc' }, include: { author: { select: { name: true } } } }),
    pool().query<{ number: number; decisions: number }>(
      `SELECT "guidelinesVersion" AS number, count(*)::int AS decisions FROM "Decision"
       WHERE "datasetId" = $1 AND "guidelinesVersion" IS NOT NULL GROUP BY 1`,
      [datasetId],
    ),
  ])
  const decisions = new Map(counts.map((row) => [row.number, row.decisions]))
  return rows.map(({ number, text, note, author, createdAt }) => ({
    number,
    text,
    note,
    author: author?.name ?? null,
    createdAt: createdAt.toISOString(),
    decisions: decisions.get(number) ?? 0,
  }))
}
