import { within, type Bounds } from '#lib/constraints/bounds.ts'
import type { MinedConstraint } from '#lib/constraints/index.ts'
import { boundsIn, textsIn, type Kwargs } from '#lib/constraints/kwargs.ts'
import { holdsOfficially } from '#lib/constraints/official/counterparts.ts'
import { rarityOf, vacuousRate } from '#lib/constraints/rarity.ts'
import { trueRegion, type TrueRegion } from '#lib/constraints/region.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import type { Rng } from '#lib/random.ts'

/**
 * What a response did instead of a constraint that it fails, as a constraint of the same kind that it meets (hindsight relabelling,
 * arXiv 2302.05206, with a checker for the verifier): the part of a list that it meets, the bound that holds, or else what this kind can say
 * of it. Checked before it is given out. Null for kinds without a checker of ours, and where nothing worth saying holds.
 */
export function restate(failed: { id: string; kwargs: Kwargs }, pair: { instruction: string; response: string }, rng: Rng): MinedConstraint | null {
  const checker = findChecker(failed.id)
  if (!checker) return null
  const { id, type, version } = checker
  const mined = () => checker.mine(pair.response, { instruction: pair.instruction }, rng).map(({ kwargs }) => kwargs)
  for (const list of [() => metParts(failed, pair.response), () => trueBounds(failed, pair.response), mined]) {
    for (const candidate of list()) {
      const parsed = checker.parse(candidate)
      if (!parsed.ok) continue
      const { kwargs } = parsed
      const wordings = checker.wordings(kwargs)
      if (wordings.length === 0 || (rarityOf({ id, kwargs })?.rate ?? 0) > vacuousRate) continue
      const { outcome, measured, detail, evidence } = checker.check(pair.response, kwargs)
      if (outcome !== 'pass' || !holdsOfficially({ id, kwargs }, pair.response)) continue
      return { type, text: rng.pick(wordings), checker: { id, kwargs, version }, evidence, measured, detail }
    }
  }
  return null
}

/** For each list of texts: those of them that are met alone. */
function metParts({ id, kwargs }: { id: string; kwargs: Kwargs }, response: string): Kwargs[] {
  const checker = findChecker(id)
  return Object.entries(kwargs).flatMap(([key, value]) => {
    const texts = textsIn(value)
    const met = texts.filter((text) => checker?.check(response, { ...kwargs, [key]: [text] }).outcome === 'pass')
    return met.length > 0 && met.length < texts.length ? [{ ...kwargs, [key]: met }] : []
  })
}

/** The same demand with the bounds that hold, the natural ones first: a bound that is met stays, one that is broken gives way. */
function trueBounds({ id, kwargs }: { id: string; kwargs: Kwargs }, response: string): Kwargs[] {
  const { around } = kwargs
  // A number to stay close to becomes two round ones, for its own bounds are nobody's.
  const asked = typeof around === 'number' ? { min: Number.POSITIVE_INFINITY, max: 0 } : boundsIn(kwargs)
  if (asked.min === undefined && asked.max === undefined) return []
  const { min: _min, max: _max, around: _around, ...rest } = kwargs
  const region = trueRegion(id, response, rest)
  if (!region) return []
  return (['natural', 'tight'] as const).flatMap((stop) => boundsAt(asked, region, stop)).map((bounds) => ({ ...rest, ...bounds }))
}

/** Up to so many things an exact number is what people ask for. */
const exactUpTo = 10

function boundsAt(asked: Bounds, { min, max }: TrueRegion, stop: 'natural' | 'tight'): Bounds[] {
  if (asked.min !== undefined && asked.min === asked.max && min && max && min.tight === max.tight && min.tight <= exactUpTo) return [{ min: min.tight, max: min.tight }]
  // Asked for some where there are none: that there are none is what it did.
  if (max?.tight === 0 && !within(0, asked)) return [{ max: 0 }]
  const low = asked.min === undefined || min === null ? 0 : asked.min <= min.tight ? asked.min : min[stop]
  const high = asked.max === undefined || max === null ? undefined : asked.max >= max.tight ? asked.max : max[stop]
  return [{ ...(low > 0 ? { min: low } : {}), ...(high === undefined ? {} : { max: high }) }]
}
