import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { mixInChecks } from '#lib/review/checks/mix-in.ts'
import { pairsWithOpenCheck } from '#lib/review/checks/shown-checks.ts'
import type { ConstraintView, PairView, ReviewPage } from '#lib/review/contract.ts'
import { heldByOthers } from '#lib/review/leases.ts'
import { readPairs } from '#lib/review/pair-rows.ts'
import { toPairView } from '#lib/review/pair-view.ts'
import { leasePairs } from '#lib/review/queue.ts'
import { templateRef } from '#lib/review/templates/contract.ts'
import { templateKey } from '#lib/review/templates/key.ts'
import { policyOfDataset } from '#lib/review/wanted.ts'

/** `GET /api/v1/datasets/:id/in-a-row?type=&template=&after=&before=&at=&limit=`: a ReviewPage whose pairs have the constraints of the row only. */
export const rowQuery = z.object({
  type: z.string().min(1).max(64),
  template: templateRef.shape.template.optional(),
  after: z.uuid().optional(),
  before: z.uuid().optional(),
  at: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(20).default(3),
})
type RowQuery = z.infer<typeof rowQuery>

/**
 * The next undecided constraints of one type, or of one wording, each with its pair, which is leased to who asks. They come in an order that has
 * nothing to do with what they are about, so that those decided at any moment are a fair sample of all. Throws AppError('not_found').
 */
export async function rowPage(actor: Actor, datasetId: string, query: RowQuery): Promise<ReviewPage> {
  await requireDataset(datasetId)
  const { at, limit } = query
  const policy = await policyOfDataset(db(), datasetId)
  const pinned = at ? await db().pair.findMany({ where: { id: at, datasetId }, select: { id: true } }) : []
  await leasePairs(datasetId, actor.id, pinned.map(({ id }) => id))
  const found = limit > pinned.length ? await nextPairs(actor, datasetId, query) : []
  const taken = await lease(actor, datasetId, found.map(({ id }) => id).filter((id) => id !== at), limit - pinned.length)
  const mine = [...pinned.map(({ id }) => id), ...taken]
  const [{ rows }, held, counts] = await Promise.all([
    readPairs(mine, actor.id),
    at ? heldByOthers(datasetId, actor.id, [at]) : [],
    rowProgress(actor, datasetId, query),
  ])
  const members = await membersOf(datasetId, mine, query)
  const views = rows.map((row) => toPairView(row, { id: actor.id, policy }))
  const own = new Set(views.flatMap(({ constraints }) => constraints.map(({ id }) => id)))
  const mixed = await mixInChecks(actor, datasetId, views, { goldRate: policy.goldRate, make: false })
  // A check that the reviewer has there stands in the row where a constraint of its wording would.
  const isCheckOfRow = ({ id, type, text }: ConstraintView): boolean => !own.has(id) && type === query.type && (query.template === undefined || templateKey(text) === query.template)
  const pairs = mixed.map((pair) => onlyThose(pair, members, isCheckOfRow))
  return { pairs, ...counts, held }
}

/** By a hash of the pair: the same order for everybody and every time. It has nothing of what a lane draws by, so that what is drawn stands anywhere in it. */
function placeOf(pairId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`md5(${'in a row '}::text || ${pairId}::text)`
}

async function nextPairs(actor: Actor, datasetId: string, query: RowQuery): Promise<{ id: string }[]> {
  const { type, template, after, before, at, limit } = query
  const from = before ?? at ?? after
  const [backwards, place] = [before !== undefined, placeOf(Prisma.sql`c."pairId"`)]
  const checked = await pairsWithOpenCheck(actor.id, datasetId, type, (text) => template === undefined || templateKey(text) === template)
  const beyond = from === undefined ? Prisma.empty : Prisma.sql`AND ${place} ${backwards ? Prisma.sql`<` : Prisma.sql`>`} ${placeOf(Prisma.sql`${from}`)}`
  return db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (
      SELECT DISTINCT c."pairId" AS id, ${place} AS place FROM (
        SELECT c."pairId" FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND c.type = ${type} AND c.status = 'pending' ${ofTemplate(template)}
        UNION ALL SELECT unnest(${checked}::uuid[])) c
      WHERE NOT EXISTS (SELECT 1 FROM "ReviewSlot" mine WHERE mine."pairId" = c."pairId" AND mine."reviewerId" = ${actor.id} AND mine."doneAt" IS NOT NULL) ${beyond}) p
    WHERE ${someoneMayHave(datasetId, actor.id)}
    ORDER BY place ${backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${limit + 8}`
}

/** Pairs that others have at this moment are theirs, but for those that this reviewer has, too. */
function someoneMayHave(datasetId: string, reviewerId: string): Prisma.Sql {
  return Prisma.sql`id <> ALL (ARRAY(
    SELECT s."pairId" FROM "ReviewSlot" s WHERE s."datasetId" = ${datasetId}::uuid AND s."leasedUntil" > now() AND s."reviewerId" <> ${reviewerId}))`
}

/** The first of these pairs that the reviewer gets; whoever was quicker has the others. */
async function lease({ id: reviewerId }: Actor, datasetId: string, pairIds: string[], limit: number): Promise<string[]> {
  const mine: string[] = []
  for (let at = 0; at < pairIds.length && mine.length < limit; ) {
    const some = pairIds.slice(at, at + limit - mine.length)
    at += some.length
    await leasePairs(datasetId, reviewerId, some)
    const slots = await db().reviewSlot.findMany({ where: { pairId: { in: some }, reviewerId, leasedUntil: { gt: new Date() } }, select: { pairId: true } })
    mine.push(...some.filter((id) => slots.some(({ pairId }) => pairId === id)))
  }
  return mine
}

function ofTemplate(template: string | undefined): Prisma.Sql {
  return template === undefined ? Prisma.empty : Prisma.sql`AND c.template = ${template}`
}

/** The constraints of these pairs that the row is about. One that an edit gave another wording is still looked at where it was met. */
async function membersOf(datasetId: string, pairIds: string[], { type, template }: RowQuery): Promise<ReadonlySet<string>> {
  const found = await db().constraint.findMany({
    where: { datasetId, pairId: { in: pairIds }, type, ...(template === undefined ? {} : { template }), status: { not: 'superseded' } },
    select: { id: true },
  })
  return new Set(found.map(({ id }) => id))
}

function onlyThose(pair: PairView, members: ReadonlySet<string>, isCheckOfRow: (constraint: ConstraintView) => boolean): PairView {
  const constraints = pair.constraints.filter((each) => members.has(each.id) || isCheckOfRow(each))
  // A constraint of the row that was edited into another type is the last that a reviewer would want to lose sight of.
  const shown = constraints.length > 0 ? constraints : pair.constraints
  const ids = new Set(shown.map(({ id }) => id))
  return { ...pair, constraints: shown, relations: pair.relations.filter(({ first, second }) => ids.has(first) && ids.has(second)) }
}

/** How far the row is, and in the same snapshot which of the reviewer's decisions of the last minutes are in it. */
async function rowProgress(actor: Actor, datasetId: string, { type, template }: RowQuery): Promise<Pick<ReviewPage, 'progress' | 'counted'>> {
  const [row] = await db().$queryRaw<{ constraints: number; decided: number; refuted: number; pairs: number; open: number; counted: string[] | null }[]>`
    SELECT count(*)::int AS constraints, count(*) FILTER (WHERE c.status <> 'pending')::int AS decided,
      count(*) FILTER (WHERE c.outcome = 'fail' AND c."outcomeBy" IS DISTINCT FROM 'llm')::int AS refuted,
      count(DISTINCT c."pairId")::int AS pairs, count(DISTINCT c."pairId") FILTER (WHERE c.status = 'pending')::int AS open,
      (SELECT array_agg(id::text) FROM (
        SELECT id FROM "Decision" WHERE "reviewerId" = ${actor.id} AND "createdAt" > now() - interval '3 minutes' ORDER BY "createdAt" DESC LIMIT 500) AS latest) AS counted
    FROM "Constraint" c WHERE c."datasetId" = ${datasetId}::uuid AND c.type = ${type} AND c.status <> 'superseded' ${ofTemplate(template)}`
  return {
    progress: {
      pairs: { total: row?.pairs ?? 0, reviewed: (row?.pairs ?? 0) - (row?.open ?? 0) },
      constraints: { total: row?.constraints ?? 0, decided: row?.decided ?? 0, refuted: row?.refuted ?? 0 },
    },
    counted: row?.counted ?? [],
  }
}
