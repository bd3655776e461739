import { within } from '#lib/constraints/bounds.ts'
import type { Units } from '#lib/constraints/checker.ts'
import { boundsIn, type Kwargs } from '#lib/constraints/kwargs.ts'
import { holdsOfficially, officialCounterparts } from '#lib/constraints/official/counterparts.ts'
import { lastThat } from '#lib/constraints/region.ts'
import { findChecker } from '#lib/constraints/registry.ts'

/** What one way of counting comes to. */
export interface Count {
  /** Who counts, and how: "Pincer, the coarse reading", "IFEval". */
  who: string
  /** Null for a rule that counts nothing, but decides. */
  count: number | null
  /** Whether the constraint holds by it; null where that way alone does not decide. */
  holds: boolean | null
}

/** How a constraint is counted on one response. */
export interface Counted {
  one: string
  many: string
  /** What is counted, in order of place. `label` is its number, or what a part measures. At most `mostUnits`. */
  units: { start: number; end: number; label: string }[]
  /** How many units there are. */
  total: number
  /** Whether labels are measures of parts, such as words of each sentence, and not numbers in a row. */
  perPart: boolean
  /** Every registered way of counting, ours first. Several where they disagree or another one is known. */
  counts: Count[]
}

/** More units than this are not shown. */
export const mostUnits = 2000

/** How a constraint is counted on this very response, and what other registered rules of counting make of it; null where nothing is counted. */
export function countedOn(response: string, checker: { id: string; kwargs: Kwargs }): Counted | null {
  const known = findChecker(checker.id)
  const found = known?.units(response, checker.kwargs) ?? null
  const official = countOfficially(response, checker)
  const [first] = found?.readings ?? []
  if (!found || !first) return official ? { one: '', many: '', units: [], total: 0, perPart: false, counts: [official] } : null
  const perPart = first.spans.some(({ count }) => count !== undefined)
  return {
    one: found.one,
    many: found.many,
    units: first.spans.slice(0, mostUnits).map(({ start, end, count }, index) => ({ start, end, label: String(count ?? index + 1) })),
    total: first.spans.length,
    perPart,
    counts: [...ours(found, checker.kwargs), ...(official ? [official] : [])],
  }
}

/** Our own readings: one where they agree. */
function ours({ readings }: Units, kwargs: Kwargs): Count[] {
  const bounds = boundsIn(kwargs)
  const bounded = bounds.min !== undefined || bounds.max !== undefined
  const counts = readings.map(({ name, spans }) => {
    const measures = spans.flatMap(({ count }) => count ?? [])
    const count = measures.length > 0 ? measures.reduce((a, b) => Math.max(a, b)) : spans.length
    return { name, count, holds: bounded ? (measures.length > 0 ? measures : [count]).every((n) => within(n, bounds)) : null }
  })
  const agree = counts.every(({ count, holds }) => count === counts[0]?.count && holds === counts[0]?.holds)
  if (agree) return counts.slice(0, 1).map(({ count, holds }) => ({ who: 'Pincer', count, holds }))
  return counts.map(({ name, count, holds }, index) => ({ who: `Pincer, ${name ?? (index === 0 ? 'one reading' : 'another reading')}`, count, holds }))
}

/** What the benchmark's verifier makes of it, where it has a word for it; its count is found by asking the verifier. */
function countOfficially(response: string, { id, kwargs }: { id: string; kwargs: Kwargs }): Count | null {
  const counterparts = officialCounterparts({ id, kwargs })
  const { min: _min, max: _max, around: _around, ...further } = kwargs
  const asking = (bounds: Kwargs) => ({ id, kwargs: { ...further, ...bounds } })
  const holds = counterparts.length === 0 ? null : holdsOfficially({ id, kwargs }, response)
  const [counterpart] = [...counterparts, ...officialCounterparts(asking({ min: 1 })), ...officialCounterparts(asking({ min: 1, max: 1 }))]
  if (!counterpart) return null
  const who = counterpart.id.startsWith('count:') ? 'IFBench' : 'IFEval'
  const takesBounds = kwargs.min !== undefined || kwargs.max !== undefined || kwargs.around !== undefined
  if (!takesBounds) return { who, count: null, holds }
  if (officialCounterparts(asking({ min: 1 })).length > 0) return { who, count: lastThat((n) => holdsOfficially(asking({ min: n }), response)), holds }
  const exact = Array.from({ length: 400 }, (_, n) => n).find((n) => n > 0 && holdsOfficially(asking({ min: n, max: n }), response))
  return { who, count: exact ?? 0, holds }
}
