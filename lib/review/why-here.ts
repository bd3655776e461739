import { isRefuted, type ConstraintView, type PairView, type ReviewScope } from '#lib/review/contract.ts'
import { counted, doubtsSaid } from '#lib/review/doubts-said.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { gapsSaid } from '#lib/review/gaps/gaps-said.ts'
import { rarestTypes } from '#lib/review/rarest-types.ts'

interface Place {
  scope: ReviewScope
  policy: Pick<ReviewPolicy, 'order' | 'goldRate'>
  /** The pair that was asked for by its id. */
  at?: string | undefined
}

/**
 * Why each of these pairs is shown now, in one line: how the queue is ordered and what of the pair put it there. That a lane has drawn something
 * of it for people to look at is never a reason that is told, nor does it change the order. `differing` are the constraints of which programs and judges say
 * different things.
 */
export async function whyHere(pairs: readonly PairView[], differing: ReadonlySet<string>, place: Place): Promise<Record<string, string>> {
  const known = await knownOfPlaces(pairs, place)
  return Object.fromEntries(
    pairs.map((pair) => {
      const reasons = [placeOf(pair, place, known.get(pair.id)), ...(pair.constraints.some((each) => isProgrammed(each) && differing.has(each.id)) ? ['a program and a judge say different things of a constraint'] : [])]
      return [pair.id, `${reasons.join('; ')}.`]
    }),
  )
}

/** What the queue's order goes by, of each pair, where there is something to tell. */
async function knownOfPlaces(pairs: readonly PairView[], { scope, policy }: Place): Promise<ReadonlyMap<string, string>> {
  if (scope === 'undecided' && policy.order === 'rare') return rarestTypes(pairs)
  if (scope === 'undecided' && policy.order === 'uncertain') return doubtsSaid(pairs, policy)
  if (scope === 'undecided' && policy.order === 'gaps') return gapsSaid(pairs, policy)
  return new Map()
}

/** Whether a program decides it, to who looks. */
function isProgrammed({ outcome, judge }: ConstraintView): boolean {
  return judge === null && (outcome === 'pass' || outcome === 'fail')
}

function placeOf(pair: PairView, { scope, policy, at }: Place, known: string | undefined): string {
  if (pair.id === at) return 'You opened it by its address'
  if (scope === 'disputed') return 'People differ on it'
  if (scope === 'refuted') return `Refuted: ${counted(pair.constraints.filter(isRefuted).length)} that a program refutes`
  if (scope === 'all') return 'You look at all pairs'
  switch (policy.order) {
    case 'id':
      return 'Next in the order of import'
    case 'random':
      return 'Next in the shuffled order'
    case 'uncertain':
      return known ?? 'Doubtful first'
    case 'gaps':
      return known ?? 'Gaps first'
    case 'rare':
      return known ? `Rare types first: ${known}` : 'Rare types first'
  }
}
