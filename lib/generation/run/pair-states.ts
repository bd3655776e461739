import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import type { ConstraintState, PairState } from '#lib/generation/step.ts'

const history = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).catch([])
const kwargs = z.record(z.string(), z.unknown()).catch({})

/** Pairs with all that was made of them so far, by id, in five queries whatever their number. One that is gone is missing. */
export async function loadPairStates(ids: readonly string[]): Promise<Map<string, PairState>> {
  const where = { pairId: { in: [...ids] } }
  const [pairs, constraints, judged, variants, answers] = await Promise.all([
    db().pair.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, contentHash: true, language: true, system: true, history: true, instruction: true, input: true, response: true },
    }),
    db().constraint.findMany({
      where: { ...where, status: { in: ['pending', 'accepted', 'flagged', 'skipped'] } },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { id: true, pairId: true, type: true, text: true, origin: true, status: true, outcome: true, checkerId: true, checkerVersion: true, kwargs: true },
    }),
    db().verdict.findMany({ where: { method: 'llm', constraint: where }, distinct: ['constraintId'], select: { constraintId: true } }),
    db().variant.findMany({ where, orderBy: { id: 'asc' } }),
    db().answer.findMany({ where: { ...where, purpose: 'answer' }, orderBy: { id: 'asc' }, select: { id: true, pairId: true, variantId: true, text: true, model: true, sample: true } }),
  ])
  const isJudged = new Set(judged.map(({ constraintId }) => constraintId))
  const states = new Map<string, PairState>(
    pairs.map((pair) => [pair.id, { ...pair, history: history.parse(pair.history), constraints: [], variants: [], answers: [] }]),
  )
  for (const { pairId, status, checkerId, checkerVersion, kwargs: given, ...constraint } of constraints) {
    if (!isOpen(status)) continue
    const checker = checkerId === null ? null : { id: checkerId, kwargs: kwargs.parse(given), version: checkerVersion ?? 1 }
    states.get(pairId)?.constraints.push({ ...constraint, status, checker, judged: isJudged.has(constraint.id) })
  }
  for (const { id, pairId, kind, text, parentId, constraintIds, depth, level, operation, meta } of variants) {
    states.get(pairId)?.variants.push({ id, kind, text, parentId, constraintIds, depth, level, operation, meta: kwargs.parse(meta) })
  }
  for (const { pairId, ...answer } of answers) states.get(pairId)?.answers.push(answer)
  return states
}

function isOpen(status: string): status is ConstraintState['status'] {
  return status === 'pending' || status === 'accepted' || status === 'flagged' || status === 'skipped'
}
