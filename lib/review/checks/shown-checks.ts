import { db, type Db, type Tx } from '#lib/db/client.ts'

/** How long a check that was answered is still shown, for an undo across pairs, in milliseconds. */
export const shownAfterMs = 3_600_000

/** Whether a check is still put before its reviewer. */
export function isShown({ answeredAt }: { answeredAt: Date | null }): boolean {
  return answeredAt === null || answeredAt.getTime() > Date.now() - shownAfterMs
}

/** What this reader has before their eyes at a pair beside its constraints: text, as they edited it, and type. None for nobody in particular. */
export async function shownChecks(tx: Db | Tx, pairId: string, readerId: string | undefined): Promise<{ text: string; type: string }[]> {
  if (readerId === undefined) return []
  const rows = await tx.reviewCheck.findMany({ where: { pairId, reviewerId: readerId }, select: { text: true, edited: true, type: true, answeredAt: true } })
  return rows.filter(isShown).map(({ text, edited, type }) => ({ text: edited ?? text, type }))
}

/** The pairs at which a reviewer has an open check of this type and such a text: one that came nowhere but in its pair could be told by that. */
export async function pairsWithOpenCheck(reviewerId: string, datasetId: string, type: string, isMeant: (text: string) => boolean): Promise<string[]> {
  const rows = await db().reviewCheck.findMany({ where: { datasetId, reviewerId, type, status: 'pending' }, select: { pairId: true, text: true, edited: true, answeredAt: true } })
  return rows.filter((row) => isShown(row) && isMeant(row.edited ?? row.text)).map(({ pairId }) => pairId)
}
