import { boundsInWords, boundsKwargs, naturalBounds, relateBounds, within, type Bounds } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { readBounds } from '#lib/constraints/reading.ts'
import { asEvidence, type CheckResult } from '#lib/constraints/verdict.ts'
import { remembered } from '#lib/text/remembered.ts'
import type { Span } from '#lib/text/words.ts'

/** Something that occurs in a response and can be counted. */
export interface CountedKind {
  id: string
  version: number
  /** The vocabulary's type. */
  type: string
  one: string
  many: string
  /** Further names by which sentences ask for it: sources of regular expressions, lower case, without `one` and `many`. */
  alsoCalled?: readonly string[]
  /** Words for what a writer does with it; "use" unless told. */
  verb?: string
  /**
   * Where it occurs: one list for each honest reading of what counts, in order of place. A bound that holds under some readings
   * and not under others is unsure. Null where it cannot be told at all.
   */
  find(response: string): readonly (readonly Span[])[] | null
  /** The least count that is worth a constraint; 1 unless told. */
  mineFrom?: number
  /** Whether anybody would ask for it of such a response; yes unless told. */
  fits?(response: string): boolean
  /** What counts as one, in a sentence or two. */
  rule: string
  /** When the readings differ, and a response for which "at least 2" is unsure; left out where there is one reading only. */
  doubt?: { when: string; witness: string }
}

/** Makes the checker of a kind that is counted: verdict, inverse, wordings and their reading all follow from how it is found. */
export function countingChecker(kind: CountedKind): Checker<Bounds> {
  // The longest name first: "placeholders in square brackets" before "placeholders".
  const nouns = [kind.many, kind.one, ...(kind.alsoCalled ?? [])].toSorted((a, b) => b.length - a.length).join('|')
  // Mining looks at what the check then looks at again.
  const find = remembered((response) => kind.find(response))
  return {
    id: kind.id,
    version: kind.version,
    type: kind.type,
    crab: false,
    kwargs: boundsKwargs,
    rule: kind.rule,
    examples: [{ min: 2 }, { max: 0 }, { max: 4 }, { min: 3, max: 3 }, { min: 2, max: 5 }],
    doubt: kind.doubt ?? null,
    check: (response, bounds) => verdict(kind, find(response), bounds),
    mine(response, _context, rng) {
      if (kind.fits && !kind.fits(response)) return []
      const counts = find(response)?.map((spans) => spans.length) ?? []
      const least = Math.min(...counts)
      if (counts.length === 0 || least < (kind.mineFrom ?? 1)) return []
      return naturalBounds(least, Math.max(...counts), rng)
    },
    wordings: (bounds) => wordings(kind, bounds),
    read: (sentence) => readBounds(sentence, nouns),
    relate: relateBounds,
    units(response) {
      const readings = find(response)
      return readings && { one: kind.one, many: kind.many, readings: readings.map((spans) => ({ name: null, spans })) }
    },
  }
}

function verdict(kind: CountedKind, readings: ReturnType<CountedKind['find']>, bounds: Bounds): CheckResult {
  const [first] = readings ?? []
  if (!readings || !first) return { outcome: 'unsure', measured: null, detail: `No program can tell the ${kind.many} of this response.`, evidence: [] }
  const counts = [...new Set(readings.map((spans) => spans.length))].toSorted((a, b) => a - b)
  const met = readings.filter((spans) => within(spans.length, bounds))
  const { min = 0, max = Number.POSITIVE_INFINITY } = bounds
  // Readings may be mixed: any number between two of them may be somebody's.
  const outcome = met.length === readings.length ? 'pass' : (counts.at(-1) ?? 0) < min || (counts[0] ?? 0) > max ? 'fail' : 'unsure'
  const said = counts.length === 1 ? counted(kind, counts[0] ?? 0) : `${counts.join(' or ')} ${kind.many}, as one counts`
  const tooMany = bounds.max !== undefined && first.length > bounds.max
  return {
    outcome,
    measured: first.length,
    detail: `${said}; ${boundsInWords(bounds)} ${bounds.max === 0 && bounds.min === undefined ? 'may occur' : 'asked for'}.`,
    evidence: tooMany && outcome === 'fail' ? asEvidence(first.slice(bounds.max), 'violation') : asEvidence(first, 'support'),
  }
}

function counted({ one, many }: CountedKind, count: number): string {
  return `${count} ${count === 1 ? one : many}`
}

function wordings(kind: CountedKind, { min, max }: Bounds): string[] {
  const { many, verb = 'use' } = kind
  const Verb = verb.slice(0, 1).toUpperCase() + verb.slice(1)
  const n = (count: number): string => counted(kind, count)
  if (min !== undefined && max !== undefined && min === max) {
    return [`${Verb} exactly ${n(min)}.`, `The response must contain exactly ${n(min)}.`, `Your answer should have exactly ${n(min)}.`, `Include precisely ${n(min)}.`]
  }
  if (min !== undefined && max !== undefined) {
    return [`${Verb} between ${min} and ${max} ${many}.`, `Include at least ${min} and at most ${max} ${many}.`, `Your answer should have ${min} to ${max} ${many}.`]
  }
  if (min !== undefined) {
    return [`${Verb} at least ${n(min)}.`, `Include a minimum of ${n(min)}.`, `The response must contain no fewer than ${n(min)}.`, `Your answer should have at least ${n(min)}.`]
  }
  if (max === undefined) return []
  if (max === 0) return [`Do not ${verb} any ${many}.`, `The response must not contain any ${many}.`, `${Verb} no ${many}.`]
  return [`${Verb} at most ${n(max)}.`, `Include no more than ${n(max)}.`, `Do not ${verb} more than ${n(max)}.`, `Your answer should have a maximum of ${n(max)}.`]
}
