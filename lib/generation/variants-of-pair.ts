import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import type { VerdictOutcome } from '#lib/constraints/verdict.ts'
import { db } from '#lib/db/client.ts'
import { carriedConstraints } from '#lib/generation/added-constraints.ts'
import type { AnswerView, MeasuredConstraint, PairVariants, VariantView } from '#lib/generation/variants-contract.ts'
import { notFound } from '#lib/http/errors.ts'
import { unanswered } from '#lib/review/checks/decoys.ts'

/** More of them than this are not listed; the oldest are. */
const mostListed = 100
const rated = z.object({ difficulty: z.object({ judged: z.number(), before: z.number(), reason: z.string() }) })
const checksOfAnswer = z.array(z.object({ constraintId: z.string(), outcome: z.enum(['pass', 'fail', 'unsure', 'error']) })).catch([])

const satisfaction = z.object({ without: z.object({ rate: z.number() }), with: z.object({ rate: z.number() }), reading: z.string() })

/**
 * What models made of a pair: the instructions that were made of its own, what was answered to them, and what was measured of its constraints. Of
 * constraints that are not decided owner and admins alone are told: beside them, what is mixed into the review to check reviewers could be told
 * from the rest. Throws AppError('not_found').
 */
export async function variantsOfPair(reader: Pick<Actor, 'role'>, pairId: string): Promise<PairVariants> {
  const listed = { orderBy: { id: 'asc' }, take: mostListed } as const
  const others = { kind: { not: 'refined' as const } }
  const pair = await db().pair.findUnique({
    where: { id: pairId },
    select: {
      instruction: true,
      variants: { where: others, ...listed },
      answers: listed,
      constraints: { orderBy: [{ position: 'asc' }, { id: 'asc' }], select: { id: true, text: true, status: true } },
      _count: { select: { variants: { where: others }, answers: true } },
    },
  })
  if (!pair) throw notFound('pair')
  const measurements = await db().measurement.findMany({
    where: { pairId, variantId: null },
    orderBy: { id: 'asc' },
    select: { constraintId: true, kind: true, value: true, spread: true, n: true, model: true, detail: true },
  })
  const told = pair.constraints.filter(({ status }) => mayManage(reader) || !unanswered.includes(status))
  const toldIds = new Set(told.map(({ id }) => id))
  const known = new Set(pair.variants.map(({ id }) => id))
  const carried = new Map(pair.variants.map((variant) => [variant.id, carriedConstraints({ meta: object(variant.meta) })]))
  return {
    instruction: pair.instruction,
    variants: pair.variants.flatMap(({ id, kind, text, parentId, level, operation, meta, generationId, runId }): VariantView[] => {
      if (kind === 'refined') return []
      const added = (carried.get(id)?.added ?? []).map((one) => ({ text: one.text, type: one.type, checkable: one.checker !== null }))
      return [{ id, kind, text, parentId: parentId !== null && known.has(parentId) ? parentId : null, level, operation, added, difficulty: rated.safeParse(meta).data?.difficulty ?? null, generationId, runId }]
    }),
    answers: pair.answers.map(({ id, variantId, text, model, checks, generationId }): AnswerView => {
      const { added, earlier } = carried.get(variantId ?? '') ?? { added: [], earlier: [] }
      const texts = new Map([...earlier, ...added].map((one) => [one.id, one.text]))
      const outcomes = checksOfAnswer.parse(checks)
      const own = outcomes.filter(({ constraintId }) => toldIds.has(constraintId)).map(({ outcome }) => outcome)
      return {
        id, variantId, text, model, generationId,
        checks: outcomes.flatMap(({ constraintId, outcome }) => ({ text: texts.get(constraintId), outcome })).filter((check): check is { text: string; outcome: VerdictOutcome } => check.text !== undefined),
        own: { met: own.filter((outcome) => outcome === 'pass').length, of: own.filter((outcome) => outcome === 'pass' || outcome === 'fail').length },
      }
    }),
    difficulty: newest(measurements, 'difficulty', null),
    measured: told.flatMap((constraint) => measuredConstraint(constraint, measurements)),
    more: { variants: pair._count.variants - pair.variants.length, answers: pair._count.answers - pair.answers.length },
  }
}

interface MeasurementRow {
  constraintId: string | null
  kind: string
  value: number
  spread: number | null
  n: number
  model: string | null
  detail: unknown
}

/** The last of a kind about a constraint, or about the pair itself; null where there is none. */
function newest(measurements: readonly MeasurementRow[], kind: string, constraintId: string | null): Pick<MeasurementRow, 'value' | 'spread' | 'n' | 'model'> | null {
  const found = measurements.findLast((row) => row.kind === kind && row.constraintId === constraintId)
  return found ? { value: found.value, spread: found.spread, n: found.n, model: found.model } : null
}

function measuredConstraint({ id, text }: { id: string; text: string }, measurements: readonly MeasurementRow[]): MeasuredConstraint[] {
  const natural = measurements.findLast((row) => row.kind === 'natural_satisfaction' && row.constraintId === id)
  const rates = satisfaction.safeParse(natural?.detail).data
  const lift = newest(measurements, 'likelihood_lift', id)
  if (!rates && !lift) return []
  return [{
    id, text,
    satisfaction: natural && rates ? { unasked: rates.without.rate, asked: rates.with.rate, n: natural.n, reading: rates.reading, model: natural.model } : null,
    lift: lift && { value: lift.value, model: lift.model },
  }]
}

function object(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).catch({}).parse(value)
}
