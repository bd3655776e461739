import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { isUsable, refinementType, type ConstraintView, type DecisionInput, type DecisionResult } from '#lib/review/contract.ts'
import type { RefinementRow } from '#lib/review/pair-rows.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { standingDecision, undoTarget } from '#lib/review/undo-history.ts'
import { mayAdjudicate, policyOfDataset, wantedFor } from '#lib/review/wanted.ts'

/** What a query of refined instructions must include to be shown. */
export const refinementInclude = {
  decisions: { orderBy: { resultVersion: 'asc' }, include: { reviewer: { select: { name: true, role: true } } } },
} satisfies Prisma.VariantInclude

const stateSchema = z.object({ status: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'disputed']), editedText: z.string().nullable() })

type State = z.infer<typeof stateSchema>

/** Who looks, at a pair that so many people decide. */
export interface RefinementReader {
  id: string
  wanted: number
  /** Only to look at it: who has not decided it sees what stands. */
  looking?: boolean | undefined
}

/**
 * Of several refined instructions of a pair, the one that review shows and an export takes: the accepted one, else the first that is undecided,
 * else the first, in order of fingerprint. The database chooses likewise in an export (lib/exports/accepted-pairs).
 */
export function refinementOf<Row extends { status: string; fingerprint: string }>(rows: readonly Row[]): Row | null {
  const rank = ({ status }: Row): number => (status === 'accepted' ? 0 : status === 'pending' ? 1 : 2)
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.fingerprint < b.fingerprint ? -1 : 1))[0] ?? null
}

/** The text of a refined instruction, where it may be used: nobody has decided against it. */
export function usableText(row: { status: string; text: string; editedText: string | null } | null): string | null {
  return row && isUsable(row) ? (row.editedText ?? row.text) : null
}

/**
 * A refined instruction as it is to the reader: what stands, or, where several people decide the pair, their own decision and nobody else's. Then
 * versions count their own decisions, for a greater number would say that others have decided.
 */
export function heldRefinement<Row extends RefinementRow>(row: Row, { id, wanted, looking }: RefinementReader): Row {
  if (wanted === 1) return row
  const decisions = row.decisions.filter(({ reviewerId }) => reviewerId === id)
  if (decisions.length === 0 && looking && row.status !== 'pending') return { ...row, decisions, version: 0 }
  return { ...row, ...saidBy(decisions), decisions, version: decisions.length }
}

/** A refined instruction, as the reader holds it, in the shape of a constraint, since it is decided like one. */
export function toRefinementView(row: RefinementRow, readerId: string): ConstraintView {
  const decision = standingDecision(row.decisions)
  return {
    id: row.id,
    pairId: row.pairId,
    type: refinementType,
    rawType: null,
    text: row.editedText ?? row.text,
    origin: row.origin,
    checker: null,
    status: row.status,
    outcome: null,
    measured: null,
    detail: null,
    evidence: [],
    metBy: null,
    rule: null,
    judge: null,
    people: null,
    adjudicating: false,
    generationId: row.generationId,
    version: row.version,
    decision: decision && {
      id: decision.id,
      kind: decision.kind,
      reviewer: decision.reviewer?.name ?? null,
      mine: decision.reviewerId === readerId,
      reason: decision.reason,
      previousText: decision.kind === 'edit' ? (stateSchema.parse(decision.before).editedText ?? row.text) : null,
      at: decision.createdAt.toISOString(),
    },
  }
}

/**
 * Takes one decision about a refined instruction, as decisions about constraints are taken: repeated ids change nothing, an older version is a
 * conflict, and where several people decide the pair, each does so by themselves. Null where there is no such refined instruction; a string says why it is refused.
 */
export async function decideRefinement(tx: Tx, actor: Actor, input: DecisionInput): Promise<DecisionResult | string | null> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM "Variant" WHERE id = ${input.constraintId}::uuid AND kind = 'refined' FOR UPDATE`
  if (!locked) return null
  const row = await find(tx, locked.id)
  const policy = await policyOfDataset(tx, row.datasetId)
  const wanted = wantedFor(policy, row.pairId)
  const view = (of: RefinementRow): ConstraintView => toRefinementView(heldRefinement(of, { id: actor.id, wanted }), actor.id)
  const taken = await tx.refinementDecision.findUnique({ where: { id: input.id }, select: { variantId: true } })
  if (taken) return taken.variantId === row.id ? { id: input.id, outcome: 'applied', constraint: view(row) } : 'Another decision has this id already.'
  const held = heldRefinement(row, { id: actor.id, wanted })
  if (held.version !== input.seenVersion) {
    const last = held.decisions.at(-1)
    const by = last?.reviewerId === actor.id ? ' by you, elsewhere' : last?.reviewer ? ` by ${last.reviewer.name}` : ''
    return { id: input.id, outcome: 'conflict', constraint: view(row), message: `The refined instruction was decided meanwhile${by}.` }
  }
  const before = stateSchema.parse(held)
  const next = nextState(held, before, input)
  if (typeof next === 'string') return next
  const { id, kind, reason = null, seenVersion, elapsedMs = null } = input
  await tx.refinementDecision.create({
    data: {
      id, kind, reason, seenVersion, elapsedMs, before,
      variantId: row.id,
      reviewerId: actor.id,
      text: kind === 'edit' ? next.editedText : null,
      resultVersion: row.version + 1,
      undoesId: kind === 'undo' ? (input.undoesId ?? null) : null,
    },
  })
  const stands = wanted === 1 ? next : agreed((await find(tx, row.id)).decisions, wanted, policy)
  await tx.variant.update({ where: { id: row.id }, data: { ...stands, version: { increment: 1 } } })
  return { id, outcome: 'applied', constraint: view(await find(tx, row.id)) }
}

/**
 * Brings what stands of a pair's refined instructions in line with what people said of them, where so many decide the pair. With one, what was decided for
 * everybody is left alone. Whoever locked the pair may call it at any time.
 */
export async function settleRefinements(tx: Tx, pairId: string, wanted: number, policy: ReviewPolicy): Promise<void> {
  // Who decides one locks it and not its pair: what they say now is waited for, and read.
  await tx.$executeRaw`SELECT id FROM "Variant" WHERE "pairId" = ${pairId}::uuid AND kind = 'refined' ORDER BY id FOR UPDATE`
  const rows = await tx.variant.findMany({ where: { pairId, kind: 'refined', decisions: { some: {} } }, include: refinementInclude })
  for (const row of rows) {
    if (wanted === 1 && row.status !== 'pending' && row.status !== 'disputed') continue
    const stands = agreed(row.decisions, wanted, policy)
    if (stands.status !== row.status || stands.editedText !== row.editedText) await tx.variant.update({ where: { id: row.id }, data: stands })
  }
}

/** What several people's decisions come to: once enough have decided, what all agree on; where they differ, what one of the adjudicators among them said last. */
function agreed(decisions: RefinementRow['decisions'], wanted: number, policy: ReviewPolicy): State {
  const people = new Map<string, RefinementRow['decisions']>()
  for (const decision of decisions) people.set(decision.reviewerId ?? '', [...(people.get(decision.reviewerId ?? '') ?? []), decision])
  const said = [...people.values()].map((own) => ({ state: saidBy(own), last: own.at(-1) })).filter(({ state }) => state.status !== 'pending')
  const [first] = said
  if (!first || said.length < wanted) return { status: 'pending', editedText: null }
  if (said.every(({ state }) => state.status === first.state.status && state.editedText === first.state.editedText)) return first.state
  const settlers = said.filter(({ last }) => last?.reviewerId && last.reviewer && mayAdjudicate({ id: last.reviewerId, role: last.reviewer.role }, policy))
  const settled = settlers.toSorted((a, b) => (b.last?.resultVersion ?? 0) - (a.last?.resultVersion ?? 0))[0]
  return settled?.state ?? { status: 'disputed', editedText: null }
}

/** What one person holds of a refined instruction after all that they did with it. */
function saidBy(decisions: RefinementRow['decisions']): State {
  const last = decisions.at(-1)
  if (!last) return { status: 'pending', editedText: null }
  if (last.kind === 'edit') return { status: 'accepted', editedText: last.text }
  if (last.kind !== 'undo') return { ...stateSchema.parse(last.before), status: statusAfter[last.kind] }
  const target = last.undoesId ? undoTarget(decisions.slice(0, -1), last.undoesId) : null
  return stateSchema.parse(decisions.find(({ id }) => id === target)?.before ?? { status: 'pending', editedText: null })
}

const statusAfter: Record<'accept' | 'reject' | 'skip' | 'flag', State['status']> = { accept: 'accepted', reject: 'rejected', skip: 'skipped', flag: 'flagged' }

function nextState(row: RefinementRow, before: State, input: DecisionInput): State | string {
  if (input.kind === 'edit') return input.text ? { status: 'accepted', editedText: input.text } : 'An edit needs the new text.'
  if (input.kind !== 'undo') return { ...before, status: statusAfter[input.kind] }
  const target = input.undoesId ? undoTarget(row.decisions, input.undoesId) : null
  const undone = row.decisions.find(({ id }) => id === target)
  return undone ? stateSchema.parse(undone.before) : 'There is nothing to undo here, or a later decision stands in the way: undo that one first.'
}

function find(tx: Db | Tx, id: string): Promise<RefinementRow & { datasetId: string }> {
  return tx.variant.findUniqueOrThrow({ where: { id }, include: refinementInclude })
}
