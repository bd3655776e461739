import { z } from 'zod'
import type { Db, Tx } from '#lib/db/client.ts'
import type { Preference } from '#lib/db/generated/client.ts'
import { storedTurns } from '#lib/pairs/turns.ts'
import { checksOnce, type Check } from '#lib/preferences/checks.ts'
import { checkContrast, brokenBy } from '#lib/preferences/gate.ts'
import { preferenceDemand, preferenceMethods, type PreferenceDemand, type PreferenceView } from '#lib/preferences/contract.ts'
import { areStillAccepted, type PresentConstraint } from '#lib/preferences/stated.ts'

/** Preferences as the API shows them, with what the checks say of them now. */
export async function preferenceViews(client: Db | Tx, rows: readonly Preference[]): Promise<PreferenceView[]> {
  const pairIds = [...new Set(rows.map(({ pairId }) => pairId))]
  const constraints = await client.constraint.findMany({
    where: { pairId: { in: pairIds }, status: 'accepted' },
    select: { id: true, text: true, status: true },
  })
  const pairs = await client.pair.findMany({ where: { id: { in: pairIds } }, select: { id: true, system: true, history: true } })
  const before = new Map(pairs.map(({ id, system, history }) => [id, [...(system === null ? [] : [{ role: 'system' as const, content: system }]), ...storedTurns.parse(history)]]))
  // The preferences of a pair follow each other, and mostly share the chosen text.
  const check = checksOnce()
  return rows.map((row) => ({ ...toView(row, constraints, check), before: before.get(row.pairId) ?? [] }))
}

function toView(row: Preference, constraints: readonly PresentConstraint[], check: Check): Omit<PreferenceView, 'before'> {
  const { id, pairId, chosenPairId, rejectedPairId, status, version, prompt, chosen, rejected, margin, violatedConstraintIds } = row
  const demands = z.array(preferenceDemand).parse(row.demands)
  const method = preferenceMethods.find((known) => known === row.method) ?? 'edits'
  const stale = staleReason(demands, constraints)
  const flipped = checkContrast({ demands, chosen: rejected, rejected: chosen }, undefined, check)
  return {
    id, pairId, chosenPairId, rejectedPairId, method, status, version, prompt, chosen, rejected, demands, margin,
    broken: brokenBy(demands, rejected, check),
    cannotAccept: stale ?? refutation({ demands, chosen, rejected, violatedConstraintIds }, check),
    cannotFlip: stale ?? (flipped.holds ? null : whyNotChosen(demands, rejected, flipped.reason, check)),
  }
}

/** Why what a prompt demands stands against accepting a preference; null where it does not. */
export function staleReason(demands: readonly PreferenceDemand[], constraints: readonly PresentConstraint[]): string | null {
  return areStillAccepted(demands, constraints) ? null : 'A constraint in the prompt is no longer accepted as it was.'
}

/** Why the checks stand against accepting a preference as it is; null where they do not. */
export function refutation({ demands, chosen, rejected, violatedConstraintIds }: Pick<Preference, 'chosen' | 'rejected' | 'violatedConstraintIds'> & { demands: readonly PreferenceDemand[] }, check: Check): string | null {
  const answer = checkContrast({ demands, chosen, rejected }, violatedConstraintIds, check)
  return answer.holds ? null : `${answer.reason.charAt(0).toUpperCase()}${answer.reason.slice(1)}.`
}

/** Why the rejected text cannot be the chosen one, in words that name what it fails. */
function whyNotChosen(demands: readonly PreferenceDemand[], rejected: string, otherwise: string, check: Check): string {
  const fails = new Set(brokenBy(demands, rejected, check).map(({ constraintId }) => constraintId))
  const texts = demands.filter(({ id }) => fails.has(id)).map(({ text }) => `“${text}”`)
  if (texts.length === 0) return `With the texts in each other’s place, ${otherwise}.`
  return `A chosen text meets every constraint, and the rejected one fails ${texts.join(' and ')}`.replace(/[.”]*$/, '”.')
}
