import { db } from '#lib/db/client.ts'
import { isRefuted, type PairView, type ReviewScope } from '#lib/review/contract.ts'
import type { ReviewPolicy } from '#lib/review/policy.ts'
import { rarestTypes } from '#lib/review/rarest-types.ts'

interface Place {
  scope: ReviewScope
  policy: Pick<ReviewPolicy, 'order'>
  /** The pair that was asked for by its id. */
  at?: string | undefined
}

/**
 * Why each of these pairs is shown now, in one line: how the queue is ordered and what of the pair put it there. That a lane has drawn something
 * of it for people to look at is never a reason that is told, nor does it change the order.
 */
export async function whyHere(pairs: readonly PairView[], place: Place): Promise<Record<string, string>> {
  const differing = await whereJudgesDiffer(pairs)
  const rarest = place.scope === 'undecided' && place.policy.order === 'rare' ? await rarestTypes(pairs) : new Map<string, string>()
  return Object.fromEntries(
    pairs.map((pair) => {
      const reasons = [placeOf(pair, place, rarest.get(pair.id)), ...(differing.has(pair.id) ? ['a program and a judge say different things of a constraint'] : [])]
      return [pair.id, `${reasons.join('; ')}.`]
    }),
  )
}

function placeOf(pair: PairView, { scope, policy, at }: Place, rarest: string | undefined): string {
  if (pair.id === at) return 'You opened it by its address'
  if (scope === 'disputed') return 'People differ on it'
  if (scope === 'refuted') return `Refuted: ${counted(pair.constraints.filter(isRefuted).length)} that a program refutes`
  if (scope === 'all') return 'You look at all pairs'
  switch (policy.order) {
    case 'id':
      return 'Next in the order of import'
    case 'random':
      return 'Next in the shuffled order'
    case 'uncertain': {
      const doubtful = pair.constraints.filter(({ outcome }) => outcome === 'fail' || outcome === 'error' || outcome === 'unsure').length
      return doubtful > 0 ? `Doubtful first: ${counted(doubtful)} refuted, unchecked or unsure` : 'Nothing in it is in doubt: next in the order of import'
    }
    case 'rare':
      return rarest ? `Rare types first: ${rarest}` : 'Rare types first'
  }
}

function counted(number: number): string {
  return number === 1 ? 'one constraint' : `${number} constraints`
}

/** The pairs with a constraint that a program decides one way and a judge, asked about the same text, the other way. */
async function whereJudgesDiffer(pairs: readonly PairView[]): Promise<ReadonlySet<string>> {
  const ids = pairs.flatMap(({ constraints }) => constraints.filter(({ outcome, judge }) => judge === null && (outcome === 'pass' || outcome === 'fail')).map(({ id }) => id))
  if (ids.length === 0) return new Set()
  const rows = await db().$queryRaw<{ pairId: string }[]>`
    SELECT DISTINCT c."pairId" FROM "Constraint" c JOIN "Verdict" v ON v."constraintId" = c.id
    WHERE c.id = ANY(${ids}::uuid[]) AND v.method = 'llm' AND v.text = c.text AND v.outcome IN ('pass', 'fail') AND v.outcome <> c.outcome`
  return new Set(rows.map(({ pairId }) => pairId))
}
