import type { z } from 'zod'
import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { db, type Tx } from '#lib/db/client.ts'
import { toJson } from '#lib/db/json.ts'
import type { Preference, Prisma } from '#lib/db/generated/client.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import type { PreferenceAct, preferenceDecision, PreferenceView } from '#lib/preferences/contract.ts'
import { checkContrast } from '#lib/preferences/gate.ts'
import { preferenceViews } from '#lib/preferences/preference-view.ts'

/** What is said where somebody else was first. */
export const decidedMeanwhile = 'This preference was decided meanwhile. It is shown as it is now.'

/** What is said where the checks, or a constraint, stand against it. */
export function cannotBeAccepted(why: string): string {
  return `It cannot be accepted. ${why}`
}

/**
 * Accepts, drops, flips or reopens a preference, and writes down who did; nobody where it is the command line. Accepting and flipping ask the checkers again: whatever is chosen
 * meets every constraint. Throws AppError('conflict') when it was decided meanwhile, AppError('invalid') with the reason where the checks do
 * not allow it, and AppError('not_found').
 */
export async function decidePreference(actor: Actor | null, id: string, { act, seenVersion }: z.infer<typeof preferenceDecision>): Promise<PreferenceView> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Preference" WHERE id = ${id}::uuid FOR UPDATE`
    const { row, view } = await load(tx, id)
    if (row.version !== seenVersion) throw new AppError('conflict', decidedMeanwhile)
    const after = { ...changes(row, view, act), version: { increment: 1 } }
    await tx.preference.update({ where: { id }, data: after })
    const { row: now, view: shown } = await load(tx, id)
    await audit(tx, actor, {
      action: `preference.${act}`,
      targetType: 'preference',
      targetId: id,
      before: { status: row.status, version: row.version },
      after: { status: now.status, version: now.version },
    })
    return shown
  })
}

async function load(tx: Tx, id: string): Promise<{ row: Preference; view: PreferenceView }> {
  const row = await tx.preference.findUnique({ where: { id } })
  const [view] = row ? await preferenceViews(tx, [row]) : []
  if (!row || !view) throw notFound('preference')
  return { row, view }
}

function changes({ status, chosenPairId, rejectedPairId }: Preference, view: PreferenceView, act: PreferenceAct): Prisma.PreferenceUpdateInput {
  switch (act) {
    case 'accept':
      if (view.cannotAccept !== null) throw new AppError('invalid', cannotBeAccepted(view.cannotAccept))
      return { status: 'accepted' }
    case 'drop':
      return { status: 'dropped' }
    case 'reopen':
      return { status: 'pending' }
    case 'flip': {
      const { demands, chosen, rejected } = view
      const answer = checkContrast({ demands, chosen: rejected, rejected: chosen })
      if (view.cannotFlip !== null || !answer.holds) throw new AppError('invalid', `The texts cannot change places. ${view.cannotFlip ?? ''}`)
      const violatedConstraintIds = answer.broken.map(({ constraintId }) => constraintId)
      return { status, chosen: rejected, rejected: chosen, chosenPairId: rejectedPairId, rejectedPairId: chosenPairId, margin: answer.margin, violatedConstraintIds, evidence: toJson(answer.broken) }
    }
  }
}
