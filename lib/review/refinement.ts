import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { isUsable, refinementType, type ConstraintStatus, type ConstraintView, type DecisionInput, type DecisionResult } from '#lib/review/contract.ts'
import { standingDecision, undoTarget } from '#lib/review/undo-history.ts'

/** What a query of refined instructions must include to be shown. */
export const refinementInclude = {
  decisions: { orderBy: { resultVersion: 'asc' }, include: { reviewer: { select: { name: true } } } },
} satisfies Prisma.VariantInclude

type RefinementRow = Prisma.VariantGetPayload<{ include: typeof refinementInclude }>

const stateSchema = z.object({ status: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped']), editedText: z.string().nullable() })

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

/** A refined instruction in the shape of a constraint, since it is decided like one. */
export function toRefinementView(row: RefinementRow): ConstraintView {
  const decision = standingDecision(row.decisions)
  return {
    id: row.id,
    pairId: row.pairId,
    position: -1,
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
      reason: decision.reason,
      previousText: decision.kind === 'edit' ? (stateSchema.parse(decision.before).editedText ?? row.text) : null,
      at: decision.createdAt.toISOString(),
    },
  }
}

/**
 * Takes one decision about a refined instruction, as decisions about constraints are taken: repeated ids change nothing, an older version is a
 * conflict. Null where there is no such refined instruction; a string says why it is refused.
 */
export async function decideRefinement(tx: Tx, actor: Actor, input: DecisionInput): Promise<DecisionResult | string | null> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM "Variant" WHERE id = ${input.constraintId}::uuid AND kind = 'refined' FOR UPDATE`
  if (!locked) return null
  const row = await find(tx, locked.id)
  const taken = await tx.refinementDecision.findUnique({ where: { id: input.id }, select: { variantId: true } })
  if (taken) return taken.variantId === row.id ? { id: input.id, outcome: 'applied', constraint: toRefinementView(row) } : 'Another decision has this id already.'
  if (row.version !== input.seenVersion) {
    const last = row.decisions.at(-1)?.reviewer?.name
    return { id: input.id, outcome: 'conflict', constraint: toRefinementView(row), message: `The refined instruction was decided meanwhile${last ? ` by ${last}` : ''}.` }
  }
  const before = stateSchema.parse(row)
  const next = nextState(row, before, input)
  if (typeof next === 'string') return next
  const { id, kind, reason = null, seenVersion, elapsedMs = null } = input
  await tx.refinementDecision.create({
    data: {
      id, kind, reason, seenVersion, elapsedMs, before,
      variantId: row.id,
      reviewerId: actor.id,
      text: kind === 'edit' ? next.editedText : null,
      resultVersion: seenVersion + 1,
      undoesId: kind === 'undo' ? (input.undoesId ?? null) : null,
    },
  })
  await tx.variant.update({ where: { id: row.id }, data: { ...next, version: { increment: 1 } } })
  return { id, outcome: 'applied', constraint: toRefinementView(await find(tx, row.id)) }
}

const statusAfter: Record<'accept' | 'reject' | 'skip' | 'flag', ConstraintStatus> = { accept: 'accepted', reject: 'rejected', skip: 'skipped', flag: 'flagged' }

function nextState(row: RefinementRow, before: z.infer<typeof stateSchema>, input: DecisionInput): { status: ConstraintStatus; editedText: string | null } | string {
  if (input.kind === 'edit') return input.text ? { status: 'accepted', editedText: input.text } : 'An edit needs the new text.'
  if (input.kind !== 'undo') return { ...before, status: statusAfter[input.kind] }
  const target = input.undoesId ? undoTarget(row.decisions, input.undoesId) : null
  const undone = row.decisions.find(({ id }) => id === target)
  return undone ? stateSchema.parse(undone.before) : 'There is nothing to undo here, or a later decision stands in the way: undo that one first.'
}

function find(tx: Db | Tx, id: string): Promise<RefinementRow> {
  return tx.variant.findUniqueOrThrow({ where: { id }, include: refinementInclude })
}
