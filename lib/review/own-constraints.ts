import { backTranslate } from '#lib/constraints/index.ts'
import { rarityOf } from '#lib/constraints/rarity.ts'
import { db } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { seededRng } from '#lib/random.ts'
import { checkText } from '#lib/review/check-text.ts'
import { shownChecks } from '#lib/review/checks/shown-checks.ts'
import { insertConstraints, refreshPairs } from '#lib/review/constraint-rows.ts'
import type { ConstraintSuggestion } from '#lib/review/contract.ts'

const mostSuggested = 12

/** What could be demanded of a pair's response and is not yet before this reader's eyes, each proven on it, the rarest first. Throws AppError('not_found'). */
export async function suggestConstraints(pairId: string, readerId?: string): Promise<ConstraintSuggestion[]> {
  const pair = await db().pair.findUnique({
    where: { id: pairId },
    select: { instruction: true, response: true, language: true, contentHash: true, constraints: { where: { status: { not: 'superseded' } }, select: { type: true } } },
  })
  if (!pair) throw notFound('pair')
  const checks = await shownChecks(db(), pairId, readerId)
  const present = new Set([...pair.constraints, ...checks].map(({ type }) => type))
  return backTranslate(pair, seededRng(0, pair.contentHash, 'suggest'), { language: pair.language })
    .filter(({ type }) => !present.has(type))
    .map(({ type, text, detail, checker }) => ({ type, text, detail, metBy: rarityOf(checker)?.rate ?? null }))
    .toSorted((a, b) => (a.metBy ?? 1) - (b.metBy ?? 1))
    .slice(0, mostSuggested)
}

interface Asked {
  /** Made by who asks; asked twice under one, the constraint is added once. */
  requestId?: string | undefined
  /** Whose eyes it is for: what was put there to check them they have already, like all else. */
  readerId?: string | undefined
}

/**
 * Adds a constraint in a person's words to a pair, undecided, with what a program says of it. Answers its id, or that of the one which this
 * request added before. Throws AppError('not_found'), or 'conflict' where the pair has it already.
 */
export async function addConstraint(pairId: string, text: string, { requestId, readerId }: Asked = {}): Promise<string> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Pair" WHERE id = ${pairId}::uuid FOR UPDATE`
    const pair = await tx.pair.findUnique({ where: { id: pairId }, select: { datasetId: true, contentHash: true, response: true, constraints: { select: { position: true, text: true, status: true } } } })
    if (!pair) throw notFound('pair')
    const { datasetId, contentHash, response, constraints } = pair
    const before = requestId === undefined ? null : await tx.constraint.findFirst({ where: { pairId, requestId }, select: { id: true } })
    if (before) return before.id
    const shown = [...constraints.filter(({ status }) => status !== 'superseded'), ...(await shownChecks(tx, pairId, readerId))]
    if (shown.some((each) => each.text.trim() === text)) throw new AppError('conflict', 'The pair has this constraint already.')
    const { checker, type, outcome, measured, detail, evidence } = checkText(text, response)
    const verdict = outcome === null ? null : { outcome, measured, detail: detail ?? '', evidence }
    const position = Math.max(-1, ...constraints.map((constraint) => constraint.position)) + 1
    const [written] = await insertConstraints(tx, datasetId, null, [{ requestId, pairId, contentHash, position, type: type ?? 'unmapped', rawType: null, text, origin: 'human', checker, verdict }])
    if (!written?.isNew) throw new AppError('conflict', 'The pair has this constraint already.')
    await refreshPairs(tx, [pairId])
    return written.id
  })
}
