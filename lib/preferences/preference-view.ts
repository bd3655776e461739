import { z } from 'zod'
import type { Db, Tx } from '#lib/db/client.ts'
import type { Preference } from '#lib/db/generated/client.ts'
import { storedTurns } from '#lib/pairs/turns.ts'
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
  return rows.map((row) => ({ ...toView(row, constraints), before: before.get(row.pairId) ?? [] }))
}

function toView(row: Preference, constraints: readonly PresentConstraint[]): Omit<PreferenceView, 'before'> {
  const { id, pairId, chosenPairId, rejectedPairId, status, version, prompt, chosen, rejected, margin, violatedConstraintIds } = row
  const demands = z.array(preferenceDemand).parse(row.demands)
  const method = preferenceMethods.find((known) => known === row.method) ?? 'edits'
  const stale = areStillAccepted(demands, constraints) ? null : 'A constraint in the prompt is no longer accepted as it was.'
  const asIs = checkContrast({ demands, chosen, rejected }, violatedConstraintIds)
  const flipped = checkContrast({ demands, chosen: rejected, rejected: chosen })
  return {
    id, pairId, chosenPairId, rejectedPairId, method, status, version, prompt, chosen, rejected, demands, margin,
    broken: brokenBy(demands, rejected),
    cannotAccept: stale ?? (asIs.holds ? null : `${asIs.reason.charAt(0).toUpperCase()}${asIs.reason.slice(1)}.`),
    cannotFlip: stale ?? (flipped.holds ? null : whyNotChosen(demands, rejected, flipped.reason)),
  }
}

/** Why the rejected text cannot be the chosen one, in words that name what it fails. */
function whyNotChosen(demands: readonly PreferenceDemand[], rejected: string, otherwise: string): string {
  const fails = new Set(brokenBy(demands, rejected).map(({ constraintId }) => constraintId))
  const texts = demands.filter(({ id }) => fails.has(id)).map(({ text }) => `“${text}”`)
  if (texts.length === 0) return `With the texts in each other’s place, ${otherwise}.`
  return `A chosen text meets every constraint, and the rejected one fails ${texts.join(' and ')}`.replace(/[.”]*$/, '”.')
}
