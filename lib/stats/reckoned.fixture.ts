import { rarityOf } from '#lib/constraints/rarity.ts'
import { db } from '#lib/db/client.ts'
import { isDrawnAsDecoy, type Sight } from '#lib/review/checks/decoys.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

// What statistics say, reckoned in the plainest way from the rows themselves: to be held against them in tests.

/** All rows of a dataset. */
export async function rowsOf(datasetId: string) {
  const where = { datasetId }
  const [dataset, pairs, constraints, decisions, opinions, calls, contaminations, grades, measurements, users, exports, runs] = await Promise.all([
    db().dataset.findUniqueOrThrow({ where: { id: datasetId } }), db().pair.findMany({ where }), db().constraint.findMany({ where }), db().decision.findMany({ where, orderBy: { resultVersion: 'asc' } }), db().opinion.findMany({ where }),
    db().generation.findMany({ where: { pair: where }, include: { endpoint: true } }), db().contamination.findMany({ where }), db().pairGrade.findMany({ where }), db().measurement.findMany({ where, orderBy: { id: 'asc' } }),
    db().user.findMany(), db().export.findMany({ where, orderBy: { id: 'asc' } }), db().run.findMany({ where }),
  ])
  return { dataset, pairs, constraints, decisions, opinions, calls, contaminations, grades, measurements, users, exports, runs }
}
export type Rows = Awaited<ReturnType<typeof rowsOf>>
export type Pair = Rows['pairs'][number]
export type Constraint = Rows['constraints'][number]
export type Decision = Rows['decisions'][number]

/** Who asks. */
export interface Asking {
  id: string
  role: string
}

/** The rows of some pairs, as far as who asks may know of them. `sight`: from whom verdicts are hidden; null where nothing is. */
export class Reckoned {
  readonly pairs: Pair[]
  readonly constraints: Constraint[]
  readonly decisions: Decision[]
  readonly rows: Rows
  readonly sight: Sight | null
  readonly #byId: Map<string, Constraint>

  constructor(rows: Rows, ids: ReadonlySet<string>, asking: Asking | null, sight: Sight | null) {
    this.rows = rows
    this.sight = sight
    this.pairs = rows.pairs.filter(({ id }) => ids.has(id))
    this.constraints = rows.constraints.filter(({ pairId }) => ids.has(pairId))
    this.#byId = new Map(this.constraints.map((constraint) => [constraint.id, constraint]))
    // What one of several people said is nobody else's to know until enough have.
    this.decisions = rows.decisions.filter(({ pairId, track, constraintId, reviewerId }) => ids.has(pairId) && (['', 'final'].includes(track) || this.of(constraintId).status !== 'pending' || (asking !== null && reviewerId === asking.id)))
  }

  of(constraintId: string): Constraint {
    const constraint = this.#byId.get(constraintId)
    if (!constraint) throw new Error('a constraint was expected')
    return constraint
  }

  /** Constraints of a pair that did not give way to another. */
  live(pair: Pair): Constraint[] {
    return this.constraints.filter(({ pairId, status }) => pairId === pair.id && status !== 'superseded')
  }

  /** Those that stand: neither rejected nor superseded. */
  carried(): Constraint[] {
    return this.constraints.filter(({ status }) => status !== 'rejected' && status !== 'superseded')
  }

  hides({ id, status, outcome, outcomeBy }: Constraint): boolean {
    return this.sight !== null && ['pending', 'skipped', 'flagged'].includes(status) && outcome === 'pass' && outcomeBy !== 'llm' && isDrawnAsDecoy(id, this.sight)
  }

  said(constraint: Constraint): string {
    const { outcome, outcomeBy } = constraint
    if (outcome === null || this.hides(constraint)) return 'none'
    if (outcomeBy !== 'llm') return outcome
    return outcome === 'pass' || outcome === 'fail' ? `judged-${outcome}` : 'none'
  }

  status(pair: Pair): string {
    const live = this.live(pair)
    const open = live.filter(({ status }) => status === 'pending').length
    if (open === live.length) return 'pending'
    return open === 0 && live.every(({ status }) => status !== 'disputed') ? 'reviewed' : 'in_review'
  }

  /** How far a pair has come: each stage means the ones before. */
  stage(pair: Pair): number {
    const live = this.live(pair)
    if (live.some(({ status }) => status === 'accepted')) return 4
    if (live.some(({ status }) => status !== 'pending')) return 3
    if (live.some((constraint) => constraint.outcome !== null && !this.hides(constraint))) return 2
    return live.length > 0 ? 1 : 0
  }

  license({ license }: Pair): string | null {
    return license ?? this.rows.dataset.license
  }

  /** The model and the prompt that made a constraint, or what it comes from. */
  maker({ generationId, origin }: Constraint): string {
    const call = this.rows.calls.find(({ id }) => id === generationId)
    return JSON.stringify(call ? [call.model, call.promptVersion] : [origin, null])
  }

  call({ generationId }: Constraint): Rows['calls'][number] | undefined {
    return this.rows.calls.find(({ id }) => id === generationId)
  }

  bits({ checkerId, kwargs }: Constraint): number | null {
    return checkerId === null ? null : (rarityOf({ id: checkerId, kwargs })?.bits ?? null)
  }

  #track(constraint: Constraint, track: string): Decision | null {
    return standingDecision(this.rows.decisions.filter((decision) => decision.constraintId === constraint.id && decision.track === track))
  }

  /** What stands of a constraint: of who settled it, of all, or of each of several people. */
  standing(constraint: Constraint): Decision[] {
    const { id, version } = constraint
    const forAll = ['final', ''].flatMap((track) => {
      const last = this.rows.decisions.findLast((decision) => decision.constraintId === id && decision.track === track)
      const decision = last?.resultVersion === version ? this.#track(constraint, track) : null
      return decision ? [decision] : []
    })
    const own = this.rows.opinions.filter(({ constraintId }) => constraintId === id).flatMap(({ reviewerId, version: seen }) => {
      const last = this.rows.decisions.findLast((decision) => decision.constraintId === id && decision.track === reviewerId)
      const decision = last?.resultVersion === seen ? this.#track(constraint, reviewerId) : null
      return decision ? [decision] : []
    })
    return [...forAll, ...own]
  }

  /** The decision by which a constraint stands accepted or rejected. */
  standsBy(constraint: Constraint): Decision | null {
    const { status } = constraint
    if (status !== 'accepted' && status !== 'rejected') return null
    const fits = this.standing(constraint).filter(({ kind }) => ['accept', 'edit', 'reject'].includes(kind) && (kind === 'reject') === (status === 'rejected'))
    const shared = fits.filter(({ track }) => ['', 'final'].includes(track))
    return shared.at(0) ?? fits.find(({ kind }) => kind === 'edit') ?? fits.toSorted((a, b) => (a.id < b.id ? 1 : -1)).at(0) ?? null
  }
}

/** What is in each group. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, Item[]> {
  return Object.fromEntries([...Map.groupBy(items, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
