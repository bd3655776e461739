import type { PreferenceDemand } from '#lib/preferences/contract.ts'

/** A constraint of the pair as it is now. */
export interface PresentConstraint {
  id: string
  text: string
  status: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** Whether a demand is a constraint of the pair, and none that only a chain carries. */
export function isOfPair({ id }: Pick<PreferenceDemand, 'id'>): boolean {
  return uuid.test(id)
}

/** Whether each demand that is a constraint of the pair is accepted today, in the same words. Those of a chain are nobody's but its own. */
export function areStillAccepted(demands: readonly PreferenceDemand[], constraints: readonly PresentConstraint[]): boolean {
  const today = new Map(constraints.map((constraint) => [constraint.id, constraint]))
  return demands.filter(isOfPair).every(({ id, text }) => {
    const constraint = today.get(id)
    return constraint?.status === 'accepted' && constraint.text === text
  })
}
