import type { Stops } from '#lib/constraints/bounds.ts'
import { rarityOf } from '#lib/constraints/rarity.ts'
import { trueRegion } from '#lib/constraints/region.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import { reword } from '#lib/constraints/reword.ts'
import type { BoundStops } from '#lib/review/contract.ts'

/** Longer responses would make every letter typed wait for a dozen checks. */
const longest = 200_000
const names = ['loose', 'natural', 'tight'] as const

/**
 * Where the bounds of a constraint may stand and be true of the response, each with the text that says so. One for each end that the
 * constraint bounds; none for exact counts, and where no bound of that kind is true.
 */
export function boundStops(text: string, checker: { id: string; kwargs: Record<string, unknown> }, response: string): BoundStops[] {
  const { min, max, ...further } = checker.kwargs
  if (response.length > longest || min === max) return []
  const region = trueRegion(checker.id, response, further)
  return (['min', 'max'] as const).flatMap((end) => {
    const [current, true_] = [checker.kwargs[end], region?.[end]]
    if (typeof current !== 'number' || !true_) return []
    const stops = placesOf(current, true_, end).flatMap(({ name, bound }) => {
      const kwargs = { ...checker.kwargs, [end]: bound }
      const said = bound === current ? text : findChecker(checker.id)?.parse(kwargs).ok ? reword(text, checker, kwargs) : null
      return said === null ? [] : [{ name, bound, text: said, metBy: rarityOf({ id: checker.id, kwargs })?.rate ?? null }]
    })
    return stops.length === 0 ? [] : [{ end, current, stops }]
  })
}

/** The stops from loose to tight, one for each bound, and the bound as it is written where it is true and none of them. */
function placesOf(current: number, region: Stops, end: 'min' | 'max'): { name: string; bound: number }[] {
  const bounds = [...new Set(names.map((name) => region[name]))].filter((bound) => end === 'max' || bound >= 1)
  const places = bounds.map((bound) => ({ name: names.filter((name) => region[name] === bound).join(', '), bound }))
  const isTrue = end === 'min' ? current <= region.tight : current >= region.tight
  if (isTrue && !bounds.includes(current)) places.push({ name: 'as written', bound: current })
  return places.toSorted((a, b) => (end === 'min' ? a.bound - b.bound : b.bound - a.bound))
}
