import { within, type Bounds } from '#lib/constraints/bounds.ts'
import { boundsIn, type Kwargs } from '#lib/constraints/kwargs.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import { wilson } from '#lib/constraints/wilson.ts'
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
  const met = checkers.map((checker) => meeting(checker))
  const [first, ...others] = met
  if (!first || met.includes(null)) return null
  const together = others.length === 0 ? first.count : Array.from(first.rows, (word, at) => ones(others.reduce((both, other) => both & (other?.rows[at] ?? 0), word))).reduce((sum, n) => sum + n, 0)
  return estimate(together, reference.rows.length)
}

/** Responses of the corpus below which a share among them is chance. */
const enoughRows = 20

/**
 * Leaves out what goes without saying beside another: of constraints in order of rarity, those that nearly every response meets that meets
 * a rarer one that is kept. Constraints of unknown rarity stay. The order stays as it was.
 */
export function withoutVacuous<T extends { checker: { id: string; kwargs: unknown } }>(constraints: readonly T[]): T[] {
  const needless = goingWithoutSaying(constraints.map(({ checker }) => meeting(checker)))
  return constraints.filter((_, place) => !needless.has(place))
}

/** The places of what `withoutVacuous` leaves out, by the responses that meet each; null where they are not known. */
export function goingWithoutSaying(demands: readonly (Met | null)[]): Set<number> {
  const known = demands.flatMap((met, place) => (met ? [{ place, met }] : []))
  const kept: Met[] = []
  const needless = new Set<number>()
  for (const { place, met } of known.sort((a, b) => a.met.count - b.met.count)) {
    const goesWith = kept.some((rarer) => rarer.count >= enoughRows && overlap(rarer.rows, met.rows) > vacuousRate * rarer.count)
    if (goesWith) needless.add(place)
    else kept.push(met)
  }
  return needless
}

/** Which responses of the corpus meet a demand: a bit for each, 32 in a number, and how many they are. */
export interface Met {
  readonly rows: Int32Array
  readonly count: number
  /** Share of the corpus, as in `Rarity`. */
  readonly rate: number
}

/** By measure, lower and upper bound. */
const remembered = new Map<string, Map<number | undefined, Map<number | undefined, Met>>>()
/** Bounds are round numbers: few of them come again and again. */
const mostRemembered = 2000
let rememberedNow = 0
const columns = new Map(reference.measures.map((measure, column) => [measure, column]))

/** Which responses meet a constraint. Null where the corpus was not measured for it, or its checker does not take the kwargs. */
function meeting({ id, kwargs }: { id: string; kwargs: unknown }): Met | null {
  const parsed = findChecker(id)?.parse(kwargs)
  return parsed?.ok ? responsesMeeting(id, parsed.kwargs) : null
}

/** The same for kwargs that the checker takes. */
export function responsesMeeting(id: string, kwargs: Kwargs): Met | null {
  const demand = demandOf(id, kwargs)
  const column = demand ? columns.get(demand.measure) : undefined
  if (!demand || column === undefined) return null
  const { min, max } = demand.bounds
  const ofMeasure = remembered.get(demand.measure) ?? new Map<number | undefined, Map<number | undefined, Met>>()
  const known = ofMeasure.get(min)?.get(max)
  if (known) return known
  const rows = new Int32Array(Math.ceil(reference.rows.length / 32))
  for (const [row, measures] of reference.rows.entries()) {
    const measured: number | null = measures[column] ?? null
    if (measured !== null && within(measured, demand.bounds)) rows[row >> 5] = (rows[row >> 5] ?? 0) | (1 << (row & 31))
  }
  const count = rows.reduce((sum, word) => sum + ones(word), 0)
  const met = { rows, count, rate: rateOf(count, reference.rows.length) }
  if (rememberedNow < mostRemembered) {
    rememberedNow++
    const ofMin = ofMeasure.get(min) ?? new Map<number | undefined, Met>()
    remembered.set(demand.measure, ofMeasure.set(min, ofMin.set(max, met)))
  }
  return met
}

function overlap(a: Int32Array, b: Int32Array): number {
  let count = 0
  for (let at = 0; at < a.length; at++) count += ones((a[at] ?? 0) & (b[at] ?? 0))
  return count
}

/** How many bits of a number are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
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
    'bullet_count', 'numbered_item_count', 'list_item_count', 'heading_count', 'code_block_count', 'table_count', 'table_row_count', 'bold_count', 'block_quote_count',
    'question_count', 'exclamation_count', 'placeholder_count', 'link_count', 'capital_word_count', 'emoji_count', 'number_count', 'line_count', 'unique_word_count',
    'table_column_count', 'section_count', 'contraction_count', 'digit_count', 'non_ascii_count', 'whitespace_count', 'date_count', 'iso_date_count', 'money_count',
    'percentage_count', 'first_person_count', 'second_person_count', 'character_count', 'title_words', 'reading_level', 'average_sentence_words',
  ].map((name) => probe(`pincer:${name}`, { min: 1 })),
]

function probe(id: string, kwargs: Record<string, unknown>, suffix = ''): { measure: string; id: string; kwargs: Record<string, unknown> } {
  return { measure: id + suffix, id, kwargs }
}

/** What a constraint demands of which measure; null where it is no matter of one measure. */
function demandOf(id: string, kwargs: Kwargs): Demand | null {
  const { mark, spaces } = kwargs
  if (spaces === 'ignored') return null
  if (typeof mark === 'string') return { measure: `${id}:${mark}`, bounds: { max: 0 } }
  const bounds = boundsIn(kwargs)
  if (bounds.min === undefined && bounds.max === undefined) return null
  return { measure: measuresOfParts.has(id) && bounds.max === undefined ? `${id}:shortest` : id, bounds }
}

function estimate(met: number, of: number): Rarity {
  const rate = rateOf(met, of)
  return { rate, bits: -Math.log2(rate), interval: wilson(met, of) }
}

/** A share, smoothed so that it is neither 0 nor 1. */
function rateOf(met: number, of: number): number {
  return (met + 0.5) / (of + 1)
}
