import { within, type Bounds } from '#lib/constraints/bounds.ts'
import { boundsIn } from '#lib/constraints/kwargs.ts'
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
  const met = checkers.map((checker) => responsesMeeting(demandOf(checker)))
  const [first, ...others] = met
  if (!first || met.includes(null)) return null
  const together = others.length === 0 ? first.count : first.rows.filter((is, row) => is === 1 && others.every((other) => other?.rows[row] === 1)).length
  return estimate(together, reference.rows.length)
}

/** Responses of the corpus below which a share among them is chance. */
const enoughRows = 20

/**
 * Leaves out what goes without saying beside another: of constraints in order of rarity, those that nearly every response meets that meets
 * a rarer one that is kept. Constraints of unknown rarity stay. The order stays as it was.
 */
export function withoutVacuous<T extends { checker: { id: string; kwargs: unknown } }>(constraints: readonly T[]): T[] {
  const known = constraints.flatMap((constraint) => {
    const met = responsesMeeting(demandOf(constraint.checker))
    return met ? [{ constraint, ...met }] : []
  })
  const kept: typeof known = []
  const needless = new Set<T>()
  for (const candidate of known.toSorted((a, b) => a.count - b.count)) {
    const impliedBy = kept.find(({ rows, count }) => count >= enoughRows && overlap(rows, candidate.rows) > vacuousRate * count)
    if (impliedBy) needless.add(candidate.constraint)
    else kept.push(candidate)
  }
  return constraints.filter((constraint) => !needless.has(constraint))
}

/** Which responses of the corpus meet a demand: a 1 for each that does, and how many they are. */
interface Met {
  rows: Uint8Array
  count: number
}

const remembered = new Map<string, Met>()
/** Bounds are round numbers: few of them come again and again. */
const mostRemembered = 2000

/** Null where the corpus was not measured for it. */
function responsesMeeting(demand: Demand | null): Met | null {
  const column = demand ? reference.measures.indexOf(demand.measure) : -1
  if (!demand || column < 0) return null
  const key = `${demand.measure} ${demand.bounds.min ?? ''} ${demand.bounds.max ?? ''}`
  const known = remembered.get(key)
  if (known) return known
  const rows = Uint8Array.from(reference.rows, (row: readonly (number | null)[]) => {
    const measured = row[column] ?? null
    return measured !== null && within(measured, demand.bounds) ? 1 : 0
  })
  const met = { rows, count: rows.reduce((sum, is) => sum + is, 0) }
  if (remembered.size < mostRemembered) remembered.set(key, met)
  return met
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
function demandOf({ id, kwargs }: { id: string; kwargs: unknown }): Demand | null {
  const parsed = findChecker(id)?.parse(kwargs)
  if (!parsed?.ok) return null
  const { mark, spaces } = parsed.kwargs
  if (spaces === 'ignored') return null
  if (typeof mark === 'string') return { measure: `${id}:${mark}`, bounds: { max: 0 } }
  const bounds = boundsIn(parsed.kwargs)
  if (bounds.min === undefined && bounds.max === undefined) return null
  return { measure: measuresOfParts.has(id) && bounds.max === undefined ? `${id}:shortest` : id, bounds }
}

function estimate(met: number, of: number): Rarity {
  const rate = (met + 0.5) / (of + 1)
  return { rate, bits: -Math.log2(rate), interval: wilson(met, of) }
}
