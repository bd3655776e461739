import { z } from 'zod'
import { boundsInWords, naturalBounds, relateBounds, within, type Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { readBounds } from '#lib/constraints/reading.ts'
import { inDoubt, judged, type CheckResult } from '#lib/constraints/verdict.ts'
import { remembered } from '#lib/text/remembered.ts'
import type { Span } from '#lib/text/words.ts'

/** A part of a response, and how much of the unit it has. */
export interface MeasuredPart extends Span {
  count: number
}

/** A measure that every part of a kind must keep within bounds: words per list item, words of the title. */
export interface MeasuredKind {
  id: string
  version: number
  /** The vocabulary's type. */
  type: string
  unit: { one: string; many: string }
  /** The parts as the subject of a sentence, "each list item", and the sources of regular expressions for all ways to say so. */
  subject: string
  alsoSubject: readonly string[]
  /** The parts behind the unit, "per list item", and all ways to say so. */
  per: string
  alsoPer: readonly string[]
  /** One part behind "no", where the parts are many: "list item". */
  none?: string
  /** One list of parts for each honest reading, none of them empty. Null where nothing can be measured, which is unsure. */
  find(response: string): readonly (readonly MeasuredPart[])[] | null
  rule: string
  doubt: { when: string; witness: string }
  example: number
}

const kwargs = z
  .object({ min: z.int().min(1).optional(), max: z.int().min(1).optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { message: 'give min, max or both' })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, { message: 'min is above max' })

/** Makes the checker of a measure: the part that exceeds its bounds refutes, and where readings disagree it is unsure. */
export function measuringChecker(kind: MeasuredKind): Checker<Bounds> {
  // Mining looks at what the check then looks at again.
  const find = remembered((response) => kind.find(response))
  return {
    id: kind.id,
    version: kind.version,
    type: kind.type,
    crab: false,
    kwargs,
    rule: kind.rule,
    examples: [{ max: kind.example }, { min: 2 }, { min: kind.example, max: kind.example }, { min: 2, max: kind.example + 2 }],
    doubt: kind.doubt,
    check: (response, bounds) => verdict(kind, find(response), bounds),
    mine(response, _context, rng) {
      const counts = (find(response) ?? []).flatMap((parts) => parts.map(({ count }) => count))
      if (counts.length === 0) return []
      const [low, high] = counts.reduce(([a, b], count) => [Math.min(a, count), Math.max(b, count)], [Number.POSITIVE_INFINITY, 0])
      if (high < 2) return []
      return naturalBounds(low, high, rng).filter(({ min }) => min === undefined)
    },
    wordings: (bounds) => wordings(kind, bounds),
    read: reader(kind),
    relate: relateBounds,
    units(response) {
      const readings = find(response)
      return readings && { ...kind.unit, readings: readings.map((spans) => ({ name: null, spans })) }
    },
  }
}

function verdict(kind: MeasuredKind, readings: ReturnType<MeasuredKind['find']>, bounds: Bounds): CheckResult {
  const [first] = readings ?? []
  if (!readings || !first || first.length === 0) return judged('unsure', null, `No program can tell the ${kind.unit.many} ${kind.per}.`, [])
  const met = readings.filter((parts) => parts.every(({ count }) => within(count, bounds)))
  const outcome = met.length === readings.length ? 'pass' : met.length === 0 ? 'fail' : 'unsure'
  const broken = first.filter(({ count }) => !within(count, bounds))
  const { min, max } = bounds
  const lowest = first.reduce((a, b) => (b.count < a.count ? b : a))
  const highest = first.reduce((a, b) => (b.count > a.count ? b : a))
  const decisive = max !== undefined && (highest.count > max || min === undefined || lowest.count >= min) ? highest : lowest
  const which = first.length === 1 ? '' : decisive === highest ? 'At most, ' : 'At least, '
  const plain = `${which}${decisive.count} ${decisive.count === 1 ? kind.unit.one : kind.unit.many} ${kind.per}`
  return judged(
    outcome,
    decisive.count,
    `${outcome === 'unsure' ? doubtful(kind, readings, bounds) : plain}; ${boundsInWords(bounds)} asked for.`,
    outcome === 'fail' && broken.length > 0 ? broken : [decisive],
  )
}

/** The part that decides, as the readings measure it: the one with the most of the unit where that is too much by one of them, or else the one with the least. */
function doubtful({ unit, per }: MeasuredKind, readings: readonly (readonly MeasuredPart[])[], { max = Number.POSITIVE_INFINITY }: Bounds): string {
  const counts = readings.map((parts) => parts.map(({ count }) => count))
  const isTooMuch = counts.some((each) => each.some((count) => count > max))
  const decisive = counts.map((each) => each.reduce((a, b) => (isTooMuch ? Math.max(a, b) : Math.min(a, b))))
  const which = counts.every(({ length }) => length === 1) ? '' : isTooMuch ? 'At most, ' : 'At least, '
  return `${which}${inDoubt(decisive.reduce((a, b) => Math.min(a, b)), decisive.reduce((a, b) => Math.max(a, b)), `${unit.many} ${per}`)}`
}

function wordings({ unit, subject, per, none }: MeasuredKind, { min, max }: Bounds): string[] {
  const Subject = `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`
  const n = (count: number): string => `${count} ${count === 1 ? unit.one : unit.many}`
  if (min !== undefined && min === max) return [`${Subject} must have exactly ${n(min)}.`, `Use exactly ${n(min)} ${per}.`, `${Subject} should have precisely ${n(min)}.`]
  if (min !== undefined && max !== undefined) return [`${Subject} must have between ${min} and ${max} ${unit.many}.`, `Use ${min} to ${max} ${unit.many} ${per}.`]
  if (min !== undefined) return [`${Subject} must have at least ${n(min)}.`, `Use at least ${n(min)} ${per}.`, `${Subject} should have a minimum of ${n(min)}.`]
  if (max === undefined) return []
  return [
    `${Subject} must have at most ${n(max)}.`,
    `Use at most ${n(max)} ${per}.`,
    `${Subject} should have no more than ${n(max)}.`,
    ...(none ? [`No ${none} may have more than ${n(max)}.`] : []),
  ]
}

/** Every kind in turn reads one sentence. */
const plainMeasure = remembered((sentence) =>
  sentence
    .replace(/ (?:long|in length)$/, '')
    .replace(/^(limit|restrict|keep) (.* to) (?=\d+ [a-z]+$)/, '$1 $2 at most ')
    .replace(/^(?:limit|restrict|keep) /, ''),
)

/** Reads a kind's bounds off a plain sentence; its patterns are made once. */
function reader({ unit, none, subject, alsoSubject, per, alsoPer }: MeasuredKind): (sentence: string) => Bounds | null {
  const units = `${unit.many}|${unit.one}`
  const subjectFirst = new RegExp(`^(?:${[subject, ...alsoSubject].join('|')}) (.*)$`)
  const noneFirst = none ? new RegExp(`^no ${none} (.*)$`) : null
  const perLast = new RegExp(`^(.*) (?:${[per, ...alsoPer].join('|')})$`)
  return (sentence) => {
    const plain = plainMeasure(sentence)
    const negated = noneFirst?.exec(plain)?.[1]
    const rest = subjectFirst.exec(plain)?.[1] ?? (negated === undefined ? perLast.exec(plain)?.[1] : `no ${negated}`)
    const bounds = rest === undefined ? null : readBounds(rest, units)
    return bounds && kwargs.safeParse(bounds).success ? bounds : null
  }
}
