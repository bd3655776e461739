import { z } from 'zod'
import { aboutChecker } from '#lib/review/about-checker.ts'
import { db, type Db, type Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { notFound } from '#lib/http/errors.ts'
import { isRefuted, type ConstraintView, type PairView } from '#lib/review/contract.ts'
import { relationsOf } from '#lib/review/relations.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

const constraintInclude = {
  decisions: {
    orderBy: { resultVersion: 'asc' },
    include: { reviewer: { select: { name: true } } },
  },
  verdicts: { where: { method: 'llm' }, orderBy: { id: 'desc' }, take: 5, select: { text: true, generationId: true } },
} satisfies Prisma.ConstraintInclude

/** What a query of pairs must include for `toPairView`. */
export const pairInclude = {
  constraints: { where: { status: { not: 'superseded' } }, orderBy: { position: 'asc' }, include: constraintInclude },
  variants: { where: { kind: 'refined' }, orderBy: { id: 'desc' }, take: 1, select: { text: true } },
} satisfies Prisma.PairInclude

type ConstraintRow = Prisma.ConstraintGetPayload<{ include: typeof constraintInclude }>
type PairRow = Prisma.PairGetPayload<{ include: typeof pairInclude }>

const spans = z.array(z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })).catch([])
const turns = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).catch([])
const kwargsOf = z.record(z.string(), z.unknown()).catch({})
const beforeOf = z.object({ text: z.string() }).partial().catch({})

/** One pair with its constraints. Throws AppError('not_found'). */
export async function pairView(id: string): Promise<PairView> {
  const row = await db().pair.findUnique({ where: { id }, include: pairInclude })
  if (!row) throw notFound('pair')
  return toPairView(row)
}

/** One constraint as it is now. Throws AppError('not_found'). */
export async function constraintView(tx: Db | Tx, id: string): Promise<ConstraintView> {
  const row = await tx.constraint.findUnique({ where: { id }, include: constraintInclude })
  if (!row) throw notFound('constraint')
  return toConstraintView(row)
}

/** Shapes a row for the API; the refuted constraints come first. */
export function toPairView(row: PairRow): PairView {
  const constraints = row.constraints.map(toConstraintView)
  return {
    id: row.id,
    datasetId: row.datasetId,
    externalId: row.externalId,
    source: row.source,
    license: row.license,
    language: row.language,
    system: row.system,
    history: turns.parse(row.history),
    instruction: row.instruction,
    input: row.input,
    response: row.response,
    refinedInstruction: row.variants[0]?.text ?? null,
    responseWords: row.responseWords,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    constraints: constraints.toSorted((a, b) => Number(isRefuted(b)) - Number(isRefuted(a)) || a.position - b.position),
    relations: relationsOf(constraints),
  }
}

function toConstraintView(row: ConstraintRow): ConstraintView {
  const decision = standingDecision(row.decisions)
  return {
    id: row.id,
    pairId: row.pairId,
    position: row.position,
    type: row.type,
    rawType: row.rawType,
    text: row.text,
    origin: row.origin,
    checker: row.checkerId ? { id: row.checkerId, kwargs: kwargsOf.parse(row.kwargs), version: row.checkerVersion ?? 1 } : null,
    status: row.status,
    outcome: row.outcome,
    measured: row.measured,
    detail: row.detail,
    evidence: spans.parse(row.evidence),
    ...aboutChecker(row.checkerId === null ? null : { id: row.checkerId, kwargs: kwargsOf.parse(row.kwargs) }),
    judge: judgeOf(row),
    generationId: row.generationId,
    version: row.version,
    decision: decision
      ? {
          id: decision.id,
          kind: decision.kind,
          reviewer: decision.reviewer?.name ?? null,
          reason: decision.reason,
          previousText: decision.kind === 'edit' ? (beforeOf.parse(decision.before).text ?? null) : null,
          at: decision.createdAt.toISOString(),
        }
      : null,
  }
}

/** The judge whose word the outcome is, with the call in which it said so. */
function judgeOf({ outcomeBy, text, verdicts }: Pick<ConstraintRow, 'outcomeBy' | 'text' | 'verdicts'>): ConstraintView['judge'] {
  if (outcomeBy !== 'llm') return null
  return { generationId: verdicts.find((verdict) => verdict.text === text)?.generationId ?? null }
}
