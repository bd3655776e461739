import { within, type Bounds } from '#lib/constraints/bounds.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import reference from '#lib/constraints/reference-measures.json' with { type: 'json' }

/** A measure of a response, and the bounds that a constraint sets on it. */
interface Demand {
  measure: string
  bounds: Bounds
}

/** How often responses to other instructions meet constraints, measured on a fixed reference corpus. */
export interface Rarity {
  /** Share of the corpus that meets them all, 0 to 1, smoothed so that it is neither 0 nor 1. */
  rate: number
  /** -log2 of the rate: how much meeting them says. */
  bits: number
  /** Wilson's 95% interval of the rate. */
  interval: readonly [low: number, high: number]
}

/** Constraints that more than this share of other responses meets say nothing (METHODS of quality gates: vacuity). */
export const vacuousRate = 0.9

/**
 * How rare it is to meet a constraint, or several at once: the joint rate is counted, not multiplied, so that five ways of asking for a short
 * response do not look like five constraints. Null where one of them is of a kind that the corpus was not measured for.
 */
export function rarityOf(...checkers: readonly { id: string; kwargs: unknown }[]): Rarity | null {
  const demands = checkers.map(demandOf)
  const [only] = demands
  if (demands.length === 1) {
    const values = only ? sortedMeasures().get(only.measure) : undefined
    return only && values ? estimate(countWithin(values, only.bounds), reference.rows.length) : null
  }
  const met = demands.map(responsesMeeting)
  const [first, ...others] = met
  if (!first || met.includes(null)) return null
  return estimate(first.filter((is, row) => is === 1 && others.every((other) => other?.[row] === 1)).length, reference.rows.length)
}

/** Responses of the corpus below which a share among them is chance. */
const enoughRows = 20

/**
 * Leaves out what goes without saying beside another: of constraints in order of rarity, those that nearly every response meets that meets
 * a rarer one that is kept. Constraints of unknown rarity stay. The order stays as it was.
 */
export function withoutVacuous<T extends { checker: { id: string; kwargs: unknown } }>(constraints: readonly T[]): T[] {
  const known = constraints.flatMap((constraint) => {
    const rows = responsesMeeting(demandOf(constraint.checker))
    return rows ? [{ constraint, rows, met: countOf(rows) }] : []
  })
  const kept: typeof known = []
  const needless = new Set<T>()
  for (const candidate of known.toSorted((a, b) => a.met - b.met)) {
    const impliedBy = kept.find(({ rows, met }) => met >= enoughRows && overlap(rows, candidate.rows) > vacuousRate * met)
    if (impliedBy) needless.add(candidate.constraint)
    else kept.push(candidate)
  }
  return constraints.filter((constraint) => !needless.has(constraint))
}

const remembered = new Map<string, Uint8Array>()
/** Bounds are round numbers: few of them come again and again. */
const mostRemembered = 2000

/** A 1 for each response of the corpus that meets the demand; null where it was not measured. */
function responsesMeeting(demand: Demand | null): Uint8Array | null {
  if (!demand) return null
  const key = `${demand.measure} ${demand.bounds.min ?? ''} ${demand.bounds.max ?? ''}`
  const known = remembered.get(key)
  if (known) return known
  const rows = countRows(demand)
  if (rows && remembered.size < mostRemembered) remembered.set(key, rows)
  return rows
}

function countRows(demand: Demand): Uint8Array | null {
  const column = reference.measures.indexOf(demand.measure)
  if (column < 0) return null
  return Uint8Array.from(reference.rows, (row: readonly (number | null)[]) => {
    const measured = row[column] ?? null
    return measured !== null && within(measured, demand.bounds) ? 1 : 0
  })
}

function countOf(rows: Uint8Array): number {
  let count = 0
  for (const is of rows) count += is
  return count
}

function overlap(a: Uint8Array, b: Uint8Array): number {
  let count = 0
  for (let row = 0; row < a.length; row++) count += (a[row] ?? 0) & (b[row] ?? 0)
  return count
}

/** Kinds that measure the longest part for an upper bound, and the shortest one for a lower bound. */
const measuresOfParts: ReadonlySet<string> = new Set(['pincer:word_size', 'pincer:list_item_words', 'pincer:paragraph_words'])

/** The measures that the corpus is measured by: a name, and the check whose `measured` it is. */
export const probes: readonly { measure: string; id: string; kwargs: Record<string, unknown> }[] = [
  ...['word_count', 'sentence_count', 'paragraph_count'].map((name) => probe(`pincer:${name}`, { min: 1 })),
  ...['paragraph_sentences', 'sentence_words', 'word_size', 'list_item_words', 'paragraph_words', 'word_repeats', 'sentence_openings'].map((name) => probe(`pincer:${name}`, { max: 100_000 })),
  ...[...measuresOfParts].map((id) => probe(id, { min: 1 }, ':shortest')),
  ...['comma', 'colon', 'semicolon', 'question_mark', 'exclamation_mark'].map((mark) => probe('pincer:punctuation_absent', { mark }, `:${mark}`)),
  ...[
    'bullet_count', 'numbered_item_count', 'heading_count', 'code_block_count', 'table_count', 'table_row_count', 'bold_count', 'block_quote_count',
    'question_count', 'exclamation_count', 'placeholder_count', 'link_count', 'capital_word_count', 'emoji_count', 'number_count', 'line_count', 'unique_word_count',
    'table_column_count', 'section_count', 'contraction_count', 'digit_count', 'non_ascii_count', 'whitespace_count', 'date_count', 'iso_date_count', 'money_count',
    'percentage_count', 'first_person_count', 'second_person_count', 'character_count', 'title_words', 'reading_level', 'average_sentence_words',
  ].map((name) => probe(`pincer:${name}`, { min: 1 })),
]

function probe(id: string, kwargs: Record<string, unknown>, suffix = ''): { measure: string; id: string; kwargs: Record<string, unknown> } {
  return { measure: id + suffix, id, kwargs }
}

/** What a constraint demands of which measure; null where it is no matter of one measure. */
function demandOf({ id, kwargs }: { id: string; kwargs: unknown }): Demand | null {
  const parsed = findChecker(id)?.parse(kwargs)
  if (!parsed?.ok) return null
  const { min, max, around, mark, spaces } = parsed.kwargs
  if (spaces === 'ignored') return null
  if (typeof mark === 'string') return { measure: `${id}:${mark}`, bounds: { max: 0 } }
  if (typeof around === 'number') return { measure: id, bounds: { min: Math.ceil(0.9 * around), max: Math.floor(1.1 * around) } }
  const bounds: Bounds = { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) }
  if (bounds.min === undefined && bounds.max === undefined) return null
  return { measure: measuresOfParts.has(id) && bounds.max === undefined ? `${id}:shortest` : id, bounds }
}

let sorted: ReadonlyMap<string, Float64Array> | undefined

/** The values of each measure in order: a bound is then looked up, not counted. */
function sortedMeasures(): ReadonlyMap<string, Float64Array> {
  sorted ??= new Map(
    reference.measures.map((measure, column) => {
      const values = reference.rows.map((row: readonly (number | null)[]) => row[column] ?? null).filter((value) => value !== null)
      return [measure, Float64Array.from(values).toSorted()]
    }),
  )
  return sorted
}

function countWithin(values: Float64Array, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds): number {
  return Math.max(0, countWhile(values, (value) => value <= max) - countWhile(values, (value) => value < min))
}

/** How many of the sorted values, from the first on, the test holds of. */
function countWhile(values: Float64Array, holds: (value: number) => boolean): number {
  let [from, to] = [0, values.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(values[middle] ?? 0)) from = middle + 1
    else to = middle
  }
  return from
}

function estimate(met: number, of: number): Rarity {
  const rate = (met + 0.5) / (of + 1)
  return { rate, bits: -Math.log2(rate), interval: wilson(met, of) }
}

/** Wilson's score interval at 95% (Wilson, 1927). */
function wilson(met: number, of: number): [number, number] {
  const z = 1.959964
  const p = met / of
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const middle = p + (z * z) / (2 * of)
  const scale = 1 + (z * z) / of
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)]
}
