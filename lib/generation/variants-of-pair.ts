import { z } from 'zod'
import type { VerdictOutcome } from '#lib/constraints/verdict.ts'
import { db } from '#lib/db/client.ts'
import { carriedConstraints } from '#lib/generation/added-constraints.ts'
import type { AnswerView, PairVariants, VariantView } from '#lib/generation/variants-contract.ts'
import { notFound } from '#lib/http/errors.ts'

/** More of them than this are not listed; the oldest are. */
const mostListed = 100
const rated = z.object({ difficulty: z.object({ judged: z.number(), before: z.number(), reason: z.string() }) })
const checksOfAnswer = z.array(z.object({ constraintId: z.string(), outcome: z.enum(['pass', 'fail', 'unsure', 'error']) })).catch([])

/**
 * What models made of a pair: the instructions that were made of its own, and what was answered to them. Which of the pair's own constraints an
 * answer meets is told by number alone: beside a list of them, checks that are mixed into the review could be told from real ones. Throws AppError('not_found').
 */
export async function variantsOfPair(pairId: string): Promise<PairVariants> {
  const listed = { orderBy: { id: 'asc' }, take: mostListed } as const
  const others = { kind: { not: 'refined' as const } }
  const pair = await db().pair.findUnique({
    where: { id: pairId },
    select: {
      instruction: true,
      variants: { where: others, ...listed },
      answers: listed,
      _count: { select: { variants: { where: others }, answers: true } },
    },
  })
  if (!pair) throw notFound('pair')
  const difficulty = await db().measurement.findFirst({ where: { pairId, kind: 'difficulty', variantId: null }, orderBy: { id: 'desc' }, select: { value: true, spread: true, n: true, model: true } })
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
      const own = outcomes.filter(({ constraintId }) => !texts.has(constraintId)).map(({ outcome }) => outcome)
      return {
        id, variantId, text, model, generationId,
        checks: outcomes.flatMap(({ constraintId, outcome }) => ({ text: texts.get(constraintId), outcome })).filter((check): check is { text: string; outcome: VerdictOutcome } => check.text !== undefined),
        own: { met: own.filter((outcome) => outcome === 'pass').length, of: own.filter((outcome) => outcome === 'pass' || outcome === 'fail').length },
      }
    }),
    difficulty,
    more: { variants: pair._count.variants - pair.variants.length, answers: pair._count.answers - pair.answers.length },
  }
}

function object(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).catch({}).parse(value)
}
