import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { storedTurns } from '#lib/pairs/turns.ts'
import { aboutChecker } from '#lib/review/about-checker.ts'
import { db, type Db, type Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { notFound } from '#lib/http/errors.ts'
import { isCounted, mayLook, submittersOf, undecidedState } from '#lib/review/settle.ts'
import { mixInChecks } from '#lib/review/checks/mix-in.ts'
import { stateSchema, type ConstraintState } from '#lib/review/constraint-state.ts'
import { isRefuted, type ConstraintView, type PairView, type PeopleView } from '#lib/review/contract.ts'
import { lastVersion, opinionState } from '#lib/review/opinions.ts'
import { policyOf, type ReviewPolicy } from '#lib/review/policy.ts'
import { heldRefinement, refinementOf, toRefinementView, usableText } from '#lib/review/refinement.ts'
import { readPairs, type ConstraintRow, type DecisionRow, type PairRow } from '#lib/review/pair-rows.ts'
import { relationsOf } from '#lib/review/relations.ts'
import { finalTrack, sharedTrack } from '#lib/review/tracks.ts'
import { standingDecision } from '#lib/review/undo-history.ts'
import { wantedFor } from '#lib/review/wanted.ts'

/** Who looks, for what they see depends on it where several people decide a pair. */
export interface Reader {
  id: string
  policy: ReviewPolicy
  /** As an adjudicator, who sees what everybody holds and what stands. */
  adjudicating?: boolean
  /** Only to look at it, not to decide: who has no opinion of their own sees what stands. */
  looking?: boolean
}

const constraintInclude = {
  decisions: {
    orderBy: { resultVersion: 'asc' },
    include: { reviewer: { select: { name: true } } },
  },
  opinions: { orderBy: { reviewerId: 'asc' } },
  verdicts: { where: { method: 'llm' }, orderBy: { id: 'desc' }, take: 5, select: { text: true, generationId: true } },
} satisfies Prisma.ConstraintInclude

const spans = z.array(z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })).catch([])
const kwargsOf = z.record(z.string(), z.unknown()).catch({})
const beforeOf = z.object({ text: z.string() }).partial().catch({})

/** One pair with its constraints, as this person may see it, with the check that they were handed there. Throws AppError('not_found'). */
export async function pairView(id: string, reader: Pick<Actor, 'id' | 'name'>): Promise<PairView> {
  const { rows: [row] } = await readPairs([id], reader.id)
  const [dataset, measured] = await Promise.all([
    row && db().dataset.findUnique({ where: { id: row.datasetId, goingSince: null }, select: { policy: true } }),
    db().pairGrade.findUnique({ where: { pairId: id }, select: { grade: true } }),
  ])
  if (!row || !dataset) throw notFound('pair')
  const policy = policyOf(dataset.policy)
  const view = toPairView(row, { id: reader.id, policy, looking: true })
  const [shown = view] = await mixInChecks(reader, row.datasetId, [view], { goldRate: policy.goldRate, make: false })
  return { ...shown, grade: measured?.grade ?? null }
}

/** A pair's response. Throws AppError('not_found'). */
export async function responseOf(pairId: string): Promise<string> {
  const row = await db().pair.findUnique({ where: { id: pairId }, select: { response: true } })
  if (!row) throw notFound('pair')
  return row.response
}

/** One constraint as it is now to this person. Throws AppError('not_found'). */
export async function constraintView(tx: Db | Tx, id: string, reader: Reader): Promise<ConstraintView> {
  const row = await tx.constraint.findUnique({ where: { id }, include: constraintInclude })
  if (!row) throw notFound('constraint')
  const others = row.opinions.length === 0 ? [] : await tx.constraint.findMany({ where: { pairId: row.pairId, status: { not: 'superseded' } }, select: { opinions: true } })
  return toConstraintView(row, reader, whoSaid(others))
}

/** Shapes a row for the API; the refuted constraints come first. */
export function toPairView(row: PairRow, reader: Reader): PairView {
  const said = whoSaid(row.constraints)
  const rows = reader.adjudicating ? row.constraints.filter((constraint) => constraint.status === 'disputed' || adjudication(constraint)) : row.constraints
  // Where a constraint stands is told by the order alone: a number of its own would tell which of them is a check.
  const constraints = rows.toSorted((a, b) => a.position - b.position).map((constraint) => toConstraintView(constraint, reader, said))
  const of = { id: reader.id, wanted: wantedFor(reader.policy, row.id), looking: reader.looking }
  const refinement = refinementOf(row.variants.map((variant) => heldRefinement(variant, of)))
  return {
    id: row.id,
    datasetId: row.datasetId,
    externalId: row.externalId,
    source: row.source,
    license: row.license,
    language: row.language,
    system: row.system,
    history: storedTurns.parse(row.history),
    instruction: row.instruction,
    input: row.input,
    response: row.response,
    refinedInstruction: usableText(refinement),
    refinement: reader.adjudicating || !refinement ? null : toRefinementView(refinement, reader.id),
    responseWords: row.responseWords,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    constraints: constraints.toSorted((a, b) => Number(isRefuted(b)) - Number(isRefuted(a))),
    relations: relationsOf(constraints),
  }
}

/** What a constraint's view is made of, where one person is enough and nobody has an opinion of their own. */
export type PlainRow = Omit<ConstraintRow, 'opinions' | 'kwargs' | 'evidence'> & { kwargs: unknown; evidence: unknown }
type ViewedRow = PlainRow & Pick<ConstraintRow, 'opinions'>

/** The view of a constraint of whose pair nobody has an opinion of their own. */
export function plainView(row: PlainRow, reader: Reader): ConstraintView {
  return toConstraintView({ ...row, opinions: [] }, reader, { submitters: [], lookers: [] })
}

/** Who has decided a whole pair, and who of them may see what others said. */
interface WhoSaid {
  submitters: readonly string[]
  lookers: readonly string[]
}

function whoSaid(rows: readonly Pick<ConstraintRow, 'opinions'>[]): WhoSaid {
  return { submitters: submittersOf(rows), lookers: mayLook(rows) }
}

function toConstraintView(row: ViewedRow, reader: Reader, said: WhoSaid): ConstraintView {
  const held = heldBy(row, reader)
  const { state } = held
  const decision = standingDecision(held.decisions)
  return {
    id: row.id,
    pairId: row.pairId,
    type: state.type,
    rawType: row.rawType,
    text: state.text,
    origin: row.origin,
    checker: state.checkerId ? { id: state.checkerId, kwargs: kwargsOf.parse(state.kwargs), version: state.checkerVersion ?? 1 } : null,
    status: state.status,
    outcome: state.outcome,
    measured: state.measured,
    detail: state.detail,
    evidence: spans.parse(state.evidence),
    ...aboutChecker(state.checkerId === null ? null : { id: state.checkerId, kwargs: kwargsOf.parse(state.kwargs) }),
    judge: judgeOf(row, state),
    generationId: row.generationId,
    version: held.version,
    people: peopleOf(row, reader, said),
    adjudicating: reader.adjudicating ?? false,
    decision: decision
      ? {
          id: decision.id,
          kind: decision.kind,
          reviewer: decision.reviewer?.name ?? null,
          mine: decision.reviewerId === reader.id,
          reason: decision.reason,
          previousText: decision.kind === 'edit' ? (beforeOf.parse(decision.before).text ?? null) : null,
          at: decision.createdAt.toISOString(),
        }
      : null,
  }
}

/** What the constraint is to the reader: what stands for everybody, or their own opinion, which is none at first. */
function heldBy(row: ViewedRow, reader: Reader): { state: ConstraintState; version: number; decisions: DecisionRow[] } {
  const ofTrack = (track: string): DecisionRow[] => row.decisions.filter((decision) => decision.track === track)
  const now = stateSchema.parse(row)
  if (reader.adjudicating) return { state: now, version: row.version, decisions: ofTrack(finalTrack) }
  if (wantedFor(reader.policy, row.pairId) === 1) {
    const shared = ofTrack(sharedTrack)
    return { state: now, version: row.version, decisions: shared.length > 0 ? shared : ofTrack(finalTrack) }
  }
  const undecided = undecidedState({ ...now, decisions: row.decisions.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()) })
  const opinion = row.opinions.find(({ reviewerId }) => reviewerId === reader.id)
  if (!opinion && reader.looking && now.status !== 'pending') return { state: now, version: row.version, decisions: ofTrack(finalTrack) }
  if (!opinion) return { state: undecided, version: Math.max(row.version, lastVersion(ofTrack(reader.id))), decisions: [] }
  return { state: opinionState(opinion, undecided), version: opinion.version, decisions: ofTrack(reader.id) }
}

function peopleOf(row: ViewedRow, reader: Reader, { submitters, lookers }: WhoSaid): PeopleView | null {
  const wanted = wantedFor(reader.policy, row.pairId)
  const settledBy = adjudication(row)
  // Who skips may undo it and decide: until it is settled, they decide blind.
  const seers = settledBy ? submitters : lookers
  const hidden = reader.policy.blind && !reader.adjudicating && !seers.includes(reader.id)
  if ((wanted === 1 && row.opinions.length === 0) || (wanted > 1 && hidden)) return null
  return {
    wanted,
    said: row.opinions
      .filter((opinion) => isCounted(opinion, submitters) || (opinion.status !== 'pending' && (opinion.reviewerId === reader.id || !reader.policy.blind)))
      .map(({ reviewerId, status, text, reason }) => ({
        reviewer: row.decisions.find((decision) => decision.reviewerId === reviewerId)?.reviewer?.name ?? 'Somebody who has left',
        mine: reviewerId === reader.id,
        status,
        text,
        reason,
      })),
    final:
      settledBy || row.opinions.filter((opinion) => isCounted(opinion, submitters)).length >= wanted
        ? { status: row.status, text: row.text, by: settledBy?.reviewer?.name ?? null, reason: settledBy?.reason ?? null }
        : null,
  }
}

/** The adjudicator's decision that stands. */
function adjudication({ decisions }: Pick<ViewedRow, 'decisions'>): DecisionRow | null {
  return standingDecision(decisions.filter(({ track }) => track === finalTrack))
}

/** The judge whose word the outcome is, with the call in which it said so. */
function judgeOf({ verdicts }: Pick<ViewedRow, 'verdicts'>, { outcomeBy, text }: ConstraintState): ConstraintView['judge'] {
  if (outcomeBy !== 'llm') return null
  return { generationId: verdicts.find((verdict) => verdict.text === text)?.generationId ?? null }
}
