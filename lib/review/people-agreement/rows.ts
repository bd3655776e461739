import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Sight } from '#lib/review/checks/decoys.ts'
import { keptState } from '#lib/review/constraint-state.ts'
import type { AgreementRow, AgreementRows, AgreementRowsQuery, MachineSaying } from '#lib/review/people-agreement/contract.ts'
import { isDecided, machineSaid, saidSql, standing } from '#lib/review/people-agreement/said.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import { standingDecision } from '#lib/review/undo-history.ts'
import { scopeOf } from '#lib/stats/scope.ts'

const pageSize = 20

/**
 * Constraints with who said what of each, in order of id. Only what as many have decided as are wanted: nobody who has yet to decide reads what
 * others did. `filter`: of the pairs that it finds. Throws AppError('not_found').
 */
export async function agreementRows(reader: Actor, datasetId: string, query: AgreementRowsQuery, filter: SeenFilter = {}): Promise<AgreementRows> {
  await requireDataset(datasetId)
  const found = await db().$queryRaw<{ id: string; rule: MachineSaying; judge: MachineSaying }[]>`
    SELECT c.id::text AS id, ${machineSaid('rule', filter.sight)} AS rule, ${machineSaid('llm', filter.sight)} AS judge
    FROM "Constraint" c
    WHERE c."datasetId" = ${datasetId}::uuid AND ${isDecided}
      ${Prisma.join(conditions(reader, datasetId, query, filter.sight), ' ')} ${scopeOf(datasetId, filter).of(Prisma.sql`c."pairId"`)}
    ORDER BY c.id LIMIT ${pageSize + 1}`
  const shown = found.slice(0, pageSize)
  const rows = await db().constraint.findMany({
    where: { id: { in: shown.map(({ id }) => id) } },
    include: {
      pair: { select: { instruction: true } },
      opinions: { orderBy: { reviewerId: 'asc' } },
      decisions: { orderBy: { createdAt: 'asc' }, include: { reviewer: { select: { name: true } } } },
    },
  })
  return {
    rows: shown.flatMap(({ id, rule, judge }) => {
      const row = rows.find((each) => each.id === id)
      return row ? [{ ...toRow(row, reader.id), rule, judge }] : []
    }),
    next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  }
}

function conditions({ id }: Actor, datasetId: string, { which, type, reviewer, said, rule, judge, after }: AgreementRowsQuery, sight: Sight | undefined): Prisma.Sql[] {
  const opinions = Prisma.sql`FROM "Opinion" o WHERE o."constraintId" = c.id AND o."firstSaid" IS NOT NULL AND o."firstSaid" <> 'skipped'`
  const kinds: Record<AgreementRowsQuery['which'], Prisma.Sql> = {
    all: Prisma.empty,
    compared: Prisma.sql`AND (SELECT count(*) ${opinions}) > 1`,
    agreed: Prisma.sql`AND ${standing.agreed} AND EXISTS (SELECT 1 FROM "Opinion" o WHERE o."constraintId" = c.id AND o."firstSaid" IS NOT NULL)`,
    differ: Prisma.sql`AND (SELECT count(DISTINCT o."firstSaid" || CASE WHEN o."firstSaid" = 'edited' THEN o.text ELSE '' END) ${opinions}) > 1`,
    disputed: Prisma.sql`AND ${standing.disputed}`,
    settled: Prisma.sql`AND ${standing.settled}`,
    overruled: Prisma.sql`AND ${standing.settled} AND EXISTS (SELECT 1 FROM "Opinion" o WHERE o."constraintId" = c.id AND o."reviewerId" = ${id} AND (o.status <> c.status OR o.text <> c.text))`,
  }
  const saidOne = [
    ...(reviewer === undefined ? [] : [Prisma.sql`AND s."reviewerId" = ${reviewer}`]),
    ...(said === undefined ? [] : [Prisma.sql`AND s.said = ${said}`]),
  ]
  const named = which === 'all' || saidOne.length > 0
  return [
    kinds[which],
    type === undefined ? Prisma.empty : Prisma.sql`AND c.type = ${type}`,
    rule === undefined ? Prisma.empty : Prisma.sql`AND ${machineSaid('rule', sight)} = ${rule}`,
    judge === undefined ? Prisma.empty : Prisma.sql`AND ${machineSaid('llm', sight)} = ${judge}`,
    named ? Prisma.sql`AND c.id IN (SELECT s."constraintId" FROM (${saidSql(datasetId)}) s WHERE true ${saidOne.length > 0 ? Prisma.join(saidOne, ' ') : Prisma.empty})` : Prisma.empty,
    after === undefined ? Prisma.empty : Prisma.sql`AND c.id > ${after}::uuid`,
  ]
}

type Row = Prisma.ConstraintGetPayload<{ include: { pair: { select: { instruction: true } }; opinions: true; decisions: { include: { reviewer: { select: { name: true } } } } } }>

function toRow(row: Row, readerId: string): Omit<AgreementRow, 'rule' | 'judge'> {
  const lastWord = (of: string) => standingDecision(row.decisions.filter(({ track }) => track === of).toSorted((a, b) => a.resultVersion - b.resultVersion))
  const [settling, taken] = [lastWord(finalTrack), lastWord(sharedTrack)]
  const first = row.decisions[0]
  const shown = first ? keptState(first.before).text : row.text
  const nameOf = (id: string): string => row.decisions.find(({ reviewerId }) => reviewerId === id)?.reviewer?.name ?? 'Somebody who has left'
  return {
    constraintId: row.id,
    pairId: row.pairId,
    type: row.type,
    text: shown,
    instruction: row.pair.instruction.slice(0, 160),
    status: row.status,
    people:
      row.opinions.length > 0
        ? row.opinions.flatMap(({ reviewerId, firstSaid, text, reason }) =>
            firstSaid === null ? [] : [{ reviewer: nameOf(reviewerId), mine: reviewerId === readerId, said: firstSaid, text, reason }],
          )
        : taken
          ? [{ reviewer: taken.reviewer?.name ?? 'Somebody who has left', mine: taken.reviewerId === readerId, said: row.status, text: row.text, reason: taken.reason }]
          : [],
    settled: settling ? { by: settling.reviewer?.name ?? 'Somebody who has left', text: row.text, reason: settling.reason } : null,
  }
}
