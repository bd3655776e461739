import type { Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import { toJson } from '#lib/db/json.ts'
import { keptState, stateColumns, stateSchema, type ConstraintState } from '#lib/review/constraint-state.ts'
import { syncSlots } from '#lib/review/slots.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

const settled = {
  opinions: true,
  decisions: { orderBy: { createdAt: 'asc' }, select: { id: true, kind: true, undoesId: true, track: true, reviewerId: true, reason: true, before: true, resultVersion: true, createdAt: true } },
} satisfies Prisma.ConstraintInclude
type Row = Prisma.ConstraintGetPayload<{ include: typeof settled }>
type OpinionRow = Row['opinions'][number]

/** The track of what people decided for everybody whose accounts are deleted. */
const goneTrack = 'gone'

/**
 * Brings what stands for everybody in line with what each reviewer of a pair holds, where `wanted` people decide it. Whoever locked the
 * pair may call it at any time: it is a fold of opinions and policy. An opinion counts once its reviewer has decided the whole pair.
 * Where as many count as are wanted, what they agree on stands, and what they differ on is disputed; before, nothing stands. What an
 * adjudicator settled is left alone. With one person wanted (the policy was lowered) every opinion counts, and constraints without
 * any stay as they are, and so do those that somebody has decided for everybody since. The caller refreshes the pair's counters.
 */
export async function settlePair(tx: Tx, datasetId: string, pairId: string, wanted: number): Promise<void> {
  if (wanted > 1) await makeOwn(tx, await rowsOf(tx, pairId))
  const before = await rowsOf(tx, pairId)
  const submitters = submittersOf(before)
  const rows = (await keepFirstSaid(tx, before, submitters)) ? await rowsOf(tx, pairId) : before
  for (const row of rows) {
    if (standingDecision(ofTrack(row, finalTrack))) continue
    // Decided for everybody since one person is enough: no opinion of earlier stands against it.
    if (wanted === 1 && standingDecision(ofTrack(row, sharedTrack))) continue
    const counted = row.opinions.filter((opinion) => (wanted === 1 ? opinion.status !== 'pending' : isCounted(opinion, submitters)))
    if (wanted === 1 && counted.length === 0) continue
    await put(tx, row, agreedState(row, counted.length >= wanted ? counted : []))
  }
  // What somebody opened again for everybody since is left to whoever comes.
  const isOpen = wanted === 1 && (await tx.constraint.count({ where: { pairId, status: 'pending' } })) > 0
  await syncSlots(tx, datasetId, pairId, isOpen ? [] : submitters)
}

/** Who has decided every constraint of the pair that is not superseded. */
export function submittersOf(rows: readonly { opinions: readonly { reviewerId: string; status: string }[] }[]): string[] {
  const counts = new Map<string, number>()
  for (const { opinions } of rows) for (const { reviewerId, status } of opinions) if (status !== 'pending') counts.set(reviewerId, (counts.get(reviewerId) ?? 0) + 1)
  return [...counts].flatMap(([reviewerId, count]) => (count === rows.length ? [reviewerId] : []))
}

/** Who has decided every constraint of the pair and skipped none: they may see what others said. Whoever skips may decide yet, blind as before. */
export function mayLook(rows: readonly { opinions: readonly { reviewerId: string; status: string }[] }[]): string[] {
  const skippers = new Set(rows.flatMap(({ opinions }) => opinions.filter(({ status }) => status === 'skipped').map(({ reviewerId }) => reviewerId)))
  return submittersOf(rows).filter((reviewerId) => !skippers.has(reviewerId))
}

/** Whether an opinion counts: its reviewer had decided the whole pair once, or has done so by skipping this. */
export function isCounted({ reviewerId, status, firstSaid }: Pick<OpinionRow, 'reviewerId' | 'status' | 'firstSaid'>, submitters: readonly string[]): boolean {
  return status !== 'pending' && (firstSaid !== null || (status === 'skipped' && submitters.includes(reviewerId)))
}

/** A constraint as it was before anybody decided anything of it, with what has been found out of its text since. */
export function undecidedState(row: ConstraintState & { decisions: readonly { before: unknown }[] }): ConstraintState {
  const now = stateSchema.parse(row)
  const first = row.decisions[0]
  const before = first ? keptState(first.before) : now
  return { ...(before.text === now.text ? now : before), status: 'pending' }
}

function rowsOf(tx: Tx, pairId: string): Promise<Row[]> {
  return tx.constraint.findMany({ where: { pairId, status: { not: 'superseded' } }, include: settled })
}

/** Decisions of a track in order of version. */
function ofTrack(row: Row, track: string): Row['decisions'] {
  return row.decisions.filter((decision) => decision.track === track).toSorted((a, b) => a.resultVersion - b.resultVersion)
}

/**
 * What was decided for everybody while one person was enough becomes that person's opinion; a lane's is nobody's. Both counts of versions went on by themselves
 * meanwhile: the moved decisions are counted beyond those that their tracks have already, and an opinion beyond the last of its track.
 */
async function makeOwn(tx: Tx, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const shared = ofTrack(row, sharedTrack)
    const [oldest] = shared
    if (!oldest) continue
    const owners = new Set(shared.map(({ reviewerId }) => reviewerId ?? goneTrack))
    const newest = Math.max(0, ...row.decisions.filter(({ track }) => owners.has(track)).map(({ resultVersion }) => resultVersion))
    const shift = Math.max(0, newest + 1 - oldest.resultVersion)
    const standing = standingDecision(shared)
    if (standing?.reviewerId && standing.reviewerId !== laneActor.id && row.status !== 'pending' && row.status !== 'disputed') {
      const held = { status: row.status, text: row.text, state: toJson(stateSchema.parse(row)), reason: standing.reason, version: row.version + shift, updatedAt: standing.createdAt }
      const key = { constraintId: row.id, reviewerId: standing.reviewerId }
      await tx.opinion.upsert({ where: { constraintId_reviewerId: key }, create: { ...key, datasetId: row.datasetId, pairId: row.pairId, ...held }, update: held })
    }
    await tx.$executeRaw`
      UPDATE "Decision" SET track = coalesce("reviewerId", ${goneTrack}), "resultVersion" = "resultVersion" + ${shift}
      WHERE "constraintId" = ${row.id}::uuid AND track = ${sharedTrack}`
    await tx.$executeRaw`
      UPDATE "Opinion" o SET version = greatest(o.version, (SELECT max(d."resultVersion") FROM "Decision" d WHERE d."constraintId" = o."constraintId" AND d.track = o."reviewerId"))
      WHERE o."constraintId" = ${row.id}::uuid`
    await tx.$executeRaw`UPDATE "Constraint" SET "decidedById" = NULL WHERE id = ${row.id}::uuid`
  }
}

/**
 * Answers whether anything was new. A skip says nothing yet, for its reviewer still decides without having seen others: until an
 * adjudicator's word is before their eyes.
 */
async function keepFirstSaid(tx: Tx, rows: readonly Row[], submitters: readonly string[]): Promise<boolean> {
  let kept = false
  for (const row of rows) {
    for (const opinion of row.opinions) {
      if (opinion.firstSaid !== null || !submitters.includes(opinion.reviewerId)) continue
      if (opinion.status === 'skipped' && !standingDecision(ofTrack(row, finalTrack))) continue
      kept = true
      const { constraintId, reviewerId } = opinion
      await tx.opinion.update({ where: { constraintId_reviewerId: { constraintId, reviewerId } }, data: { firstSaid: saidBy(opinion, undecidedState(rowState(row)).text) } })
    }
  }
  return kept
}

/** An opinion in one word, as agreement counts it: an accepted text that was changed first is `edited`. */
export function saidBy({ status, text }: Pick<OpinionRow, 'status' | 'text'>, undecidedText: string): string {
  return status === 'accepted' && text !== undecidedText ? 'edited' : status
}

function agreedState(row: Row, counted: readonly OpinionRow[]): ConstraintState {
  const undecided = undecidedState(rowState(row))
  const [first, ...others] = counted
  if (!first) return undecided
  if (others.some(({ status, text }) => status !== first.status || text !== first.text)) return { ...undecided, status: 'disputed' }
  const now = stateSchema.parse(row)
  const base = first.text === now.text ? now : first.text === undecided.text ? undecided : keptState(first.state)
  return { ...base, status: first.status }
}

function rowState(row: Row): ConstraintState & Pick<Row, 'decisions'> {
  return { ...stateSchema.parse(row), decisions: row.decisions }
}

async function put(tx: Tx, row: Row, next: ConstraintState): Promise<void> {
  if (row.status === next.status && row.text === next.text) return
  // Beyond every version that anybody has seen, so that no track's numbers ever meet another's.
  const version = Math.max(row.version, ...row.opinions.map((opinion) => opinion.version)) + 1
  await tx.constraint.update({ where: { id: row.id }, data: { ...stateColumns(next), version } })
}
