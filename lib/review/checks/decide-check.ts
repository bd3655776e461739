import type { Actor } from '#lib/auth/contract.ts'
import { db, type Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { checkText } from '#lib/review/check-text.ts'
import { checkActs, missed, toCheckView } from '#lib/review/checks/check-view.ts'
import { isRefuted, type ConstraintStatus, type DecisionInput, type DecisionResult } from '#lib/review/contract.ts'
import { undoTarget } from '#lib/review/undo-history.ts'

const statusAfter: Record<'accept' | 'reject' | 'skip' | 'flag', ConstraintStatus> = { accept: 'accepted', reject: 'rejected', skip: 'skipped', flag: 'flagged' }

/**
 * Takes a decision on a check as on any constraint: once for its id, on the version that was seen, undone by appending. The first
 * acceptance, edit or rejection is the answer that counts; a wrong one is answered with what the rule found. Null where this is no
 * check of the reviewer's.
 */
export async function decideCheck(actor: Actor, input: DecisionInput): Promise<DecisionResult | null> {
  return db().$transaction((tx) => decideIn(tx, actor, input))
}

async function decideIn(tx: Tx, actor: Actor, input: DecisionInput): Promise<DecisionResult | null> {
  await tx.$queryRaw`SELECT 1 FROM "ReviewCheck" WHERE id = ${input.constraintId}::uuid AND "reviewerId" = ${actor.id} FOR UPDATE`
  const row = await tx.reviewCheck.findFirst({ where: { id: input.constraintId, reviewerId: actor.id }, include: { pair: { select: { response: true } } } })
  if (!row) return null
  const { response } = row.pair
  const acts = checkActs.parse(row.acts)
  const view = toCheckView(row, row.pair, actor.name)
  if (acts.some(({ id }) => id === input.id)) return { id: input.id, outcome: 'applied', constraint: view, ...feedback(missed(row, response)) }
  if (row.version !== input.seenVersion) return { id: input.id, outcome: 'conflict', constraint: view, message: 'This constraint was decided meanwhile by you, elsewhere.' }
  const refuse = (message: string): DecisionResult => ({ id: input.id, outcome: 'refused', message })
  const before = { status: row.status, edited: row.edited }
  let next: { status: ConstraintStatus; edited: string | null } = before
  if (input.kind === 'undo') {
    const target = input.undoesId ? undoTarget(acts, input.undoesId) : null
    const undone = acts.find(({ id }) => id === target)
    if (!undone) return refuse('There is nothing to undo here, or a later decision stands in the way: undo that one first.')
    next = undone.before
  } else if (input.kind === 'edit') {
    if (!input.text) return refuse('An edit needs the new text.')
    const { outcome } = checkText(input.text, response)
    next = { status: outcome === 'fail' || outcome === 'error' ? 'pending' : 'accepted', edited: input.text }
  } else {
    if (input.kind === 'accept' && isRefuted(view)) return refuse(`This cannot be accepted: a program refutes it. ${view.detail ?? ''} Edit it or reject it.`)
    next = { ...before, status: statusAfter[input.kind] }
  }
  const act = { id: input.id, kind: input.kind, undoesId: input.kind === 'undo' ? (input.undoesId ?? null) : null, reason: input.reason ?? null, at: new Date().toISOString(), before }
  const answers = row.answer === null && (input.kind === 'accept' || input.kind === 'edit' || input.kind === 'reject')
  const updated = await tx.reviewCheck.update({
    where: { id: row.id },
    data: {
      ...next,
      version: { increment: 1 },
      acts: [...acts, act] satisfies Prisma.InputJsonValue,
      ...(answers ? { answer: input.kind, answeredAt: new Date() } : {}),
    },
  })
  return { id: input.id, outcome: 'applied', constraint: toCheckView(updated, row.pair, actor.name), ...(answers ? feedback(missed(updated, response)) : {}) }
}

function feedback(of: ReturnType<typeof missed>): { missed?: NonNullable<typeof of> } {
  return of === null ? {} : { missed: of }
}
