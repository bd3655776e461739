import type { Actor } from '#lib/auth/contract.ts'
import { db } from '#lib/db/client.ts'
import { idBeside } from '#lib/db/id.ts'
import { toCheckView } from '#lib/review/checks/check-view.ts'
import { withoutDecoys } from '#lib/review/checks/decoys.ts'
import { drawKey, drawRng } from '#lib/review/checks/draw.ts'
import { makeCheck } from '#lib/review/checks/make-check.ts'
import { isShown } from '#lib/review/checks/shown-checks.ts'
import type { ConstraintView, PairView } from '#lib/review/contract.ts'
import { isRefuted } from '#lib/review/contract.ts'

/** Constraints of other pairs that are tried on a response. */
const tried = 40

interface MixIn {
  goldRate: number
  make: boolean
  /** The pairs at which the reviewer has a check, where that is known. */
  checked?: ReadonlySet<string>
}

/**
 * Pairs as a reviewer is handed them: with the checks that they have there, and by the policy's rate with new ones, half of them
 * true. Whether a pair gets one hangs on the pair, the reviewer and the installation's secret alone, so that asking again changes nothing. `make` is false
 * where somebody only looks around: they see what they were handed as it was handed to them.
 */
export async function mixInChecks(actor: Pick<Actor, 'id' | 'name'>, datasetId: string, pairs: PairView[], { goldRate, make, checked }: MixIn): Promise<PairView[]> {
  if (goldRate === 0 && checked?.size === 0) return pairs
  const pairIds = pairs.map(({ id }) => id)
  const mine = (): ReturnType<typeof checksOf> => checksOf(actor.id, pairIds)
  let rows = await mine()
  const wanting = make && goldRate > 0 ? pairs.filter((pair) => !rows.some(({ pairId }) => pairId === pair.id) && isChosen(pair, actor.id, goldRate)) : []
  if (wanting.length > 0) {
    const others = await statedElsewhere(datasetId)
    const made = wanting.flatMap((pair) => newCheck(actor.id, pair, others.flatMap(({ pairId, text }) => (pairId === pair.id ? [] : [text]))) ?? [])
    // Each row locks its pair: in id order, as everybody takes the locks of pairs, lest two wait for each other.
    await db().reviewCheck.createMany({ data: made.toSorted((a, b) => (a.pairId < b.pairId ? -1 : 1)), skipDuplicates: true })
    rows = await mine()
  }
  const shown = rows.filter(isShown)
  const places = await placesAt(shown.map(({ pairId }) => pairId))
  return pairs.map((each) => {
    const pair = goldRate > 0 ? withDecoys(each, actor.id, goldRate) : each
    const row = shown.find(({ pairId }) => pairId === pair.id)
    return row ? { ...pair, constraints: among(pair.constraints, toCheckView(row, row.pair, actor.name), row, places) } : pair
  })
}

function checksOf(reviewerId: string, pairIds: string[]) {
  return db().reviewCheck.findMany({ where: { reviewerId, pairId: { in: pairIds } }, include: { pair: { select: { response: true } } } })
}

/** What a decoy conflicts with or implies would tell that a program knows it. */
function withDecoys(pair: PairView, reviewerId: string, goldRate: number): PairView {
  const constraints = withoutDecoys(pair.constraints, { reviewerId, goldRate })
  const decoys = new Set(constraints.filter((each, at) => each !== pair.constraints[at]).map(({ id }) => id))
  return { ...pair, constraints, relations: pair.relations.filter(({ first, second }) => !decoys.has(first) && !decoys.has(second)) }
}

/** More constraints make a check likelier, so that the rate is one of constraints. */
function isChosen({ id, constraints }: PairView, reviewerId: string, goldRate: number): boolean {
  const open = constraints.filter(({ status }) => status === 'pending').length
  return open > 0 && drawRng(drawKey(reviewerId), 'check', id).next() < (goldRate / 100) * constraints.length
}

function newCheck(reviewerId: string, pair: PairView, others: readonly string[]) {
  // People see when something was written by hand, and know what they wrote: a check passes for one of the others.
  const given = pair.constraints.filter(({ origin }) => origin !== 'human')
  if (given.length === 0) return null
  const rng = drawRng(drawKey(reviewerId), 'check text', pair.id)
  const holds = rng.next() < 0.5
  const made = makeCheck(pair.response, pair.constraints, others, holds, rng)
  if (!made) return null
  const { text, type, found } = made
  // The moment of handing out is not in the id, but that of one of the pair's own.
  const id = idBeside(rng.pick(given).id, pair.constraints.length)
  return { id, datasetId: pair.datasetId, pairId: pair.id, reviewerId, text, type, holds, origin: rng.pick(given).origin, ...placeOf(reviewerId, id, pair), found: { detail: found.detail, evidence: found.evidence.map((span) => ({ ...span })) } }
}

/** Kept, so that it stays where it is when constraints are added, and that lists look through the pair in the order in which it is shown. */
function placeOf(reviewerId: string, id: string, { constraints }: PairView): { position: number; standsBefore: boolean } {
  const key = drawKey(reviewerId)
  return { position: drawRng(key, 'check place', id).int(0, constraints.length - 1), standsBefore: drawRng(key, 'check side', id).next() < 0.5 }
}

/** Constraints that programs can check, from a place in the dataset that chance chooses. */
async function statedElsewhere(datasetId: string): Promise<{ text: string; pairId: string }[]> {
  const [ends] = await db().$queryRaw<{ first: string | null; last: string | null }[]>`
    SELECT (SELECT id::text FROM "Constraint" WHERE "datasetId" = ${datasetId}::uuid AND outcome = 'pass' AND origin <> 'human' ORDER BY id LIMIT 1) AS first,
      (SELECT id::text FROM "Constraint" WHERE "datasetId" = ${datasetId}::uuid AND outcome = 'pass' AND origin <> 'human' ORDER BY id DESC LIMIT 1) AS last`
  if (!ends?.first || !ends.last) return []
  const [from, to] = [millisOf(ends.first), millisOf(ends.last)]
  const at = idAt(from + Math.floor(Math.random() * (to - from + 1)))
  const select = { text: true, pairId: true } as const
  const behind = await db().constraint.findMany({ where: { datasetId, outcome: 'pass', origin: { not: 'human' }, id: { gte: at } }, orderBy: { id: 'asc' }, take: tried, select })
  const before = behind.length < tried ? await db().constraint.findMany({ where: { datasetId, outcome: 'pass', origin: { not: 'human' }, id: { lt: at } }, orderBy: { id: 'desc' }, take: tried - behind.length, select }) : []
  return [...behind, ...before]
}

/** The milliseconds of an id of version 7, and the first id of such a one. */
function millisOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}

function idAt(millis: number): string {
  const hex = millis.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** The positions of the constraints of pairs, which who reads them is not told. */
async function placesAt(pairIds: string[]): Promise<ReadonlyMap<string, number>> {
  if (pairIds.length === 0) return new Map()
  const rows = await db().constraint.findMany({ where: { pairId: { in: pairIds } }, select: { id: true, position: true } })
  return new Map(rows.map(({ id, position }) => [id, position]))
}

/** By its position, behind the refuted ones, where those without a verdict stand too; before or behind the constraint that has the same one. */
function among(constraints: readonly ConstraintView[], check: ConstraintView, { position, standsBefore }: { position: number; standsBefore: boolean }, places: ReadonlyMap<string, number>): ConstraintView[] {
  if (isRefuted(check)) return [check, ...constraints]
  const at = constraints.findIndex((each) => {
    const place = places.get(each.id) ?? 0
    return !isRefuted(each) && (standsBefore ? place >= position : place > position)
  })
  return constraints.toSpliced(at === -1 ? constraints.length : at, 0, check)
}
