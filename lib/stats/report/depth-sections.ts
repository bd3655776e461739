import type { ContaminationView } from '#lib/contamination/contract.ts'
import type { PeopleAgreement } from '#lib/review/people-agreement/contract.ts'
import type { Costs, Coverage, Patterns, Sample, Spread } from '#lib/stats/contract.ts'
import { decimals } from '#lib/stats/decimals.ts'
import { columns, heat, intervals } from '#lib/stats/report/charts.ts'
import { html, type Html } from '#lib/stats/report/html.ts'
import { count, percent, section, table } from '#lib/stats/report/tables.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

function sampled({ pairs, whole }: Sample, stands = ''): string {
  return whole ? '' : ` Counted on a sample of ${count(pairs)} pairs${stands}.`
}

function alphaWords(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : decimals(value, 2)
}

export function agreementSection({ wanted, overall, types, outcomes }: PeopleAgreement): Html {
  const title = 'Agreement between people'
  if (overall.units === 0) return section(title, html`<p class="muted">${wanted === 1 ? 'One person decides each pair: there is nothing to compare.' : 'No pair has been decided by two people yet.'}</p>`)
  const rows = [{ ...overall, name: 'All types' }, ...types.map((row) => ({ ...row, name: typeLabel(row.type) }))]
  const drawn = rows.flatMap(({ name, alpha, interval }) => (alpha === null ? [] : [{ label: name, value: alpha, interval: interval ?? ([alpha, alpha] as const), text: alphaWords(alpha) }]))
  const chart = drawn.length === 0 ? html`` : intervals('Krippendorff’s alpha by type', drawn, [drawn.some(({ interval: [low] }) => low < 0) ? -1 : 0, 1])
  const values = table(['Type', 'Constraints', 'Alpha', 'At least', 'At most', 'Alike'], rows.map(({ name, units, alpha, interval, alike }) => ({
    name, cells: [count(units), alphaWords(alpha), alphaWords(interval?.[0]), alphaWords(interval?.[1]), alike === null ? '–' : percent(alike)],
  })), '')
  const note = `Krippendorff’s alpha of what people held before they could see others, with its 95 % interval. ${count(outcomes.agreed)} constraints agreed, ${count(outcomes.disputed)} disputed, ${count(outcomes.settled)} settled.`
  return section(title, html`${chart}${values}`, note)
}

export function togetherSection({ types, cells, sample }: Patterns): Html {
  const place = new Map(types.map(({ type }, index) => [type, index]))
  const label = (type: string): string => types.find((known) => known.type === type)?.label ?? type
  const most = Math.max(1, ...cells.map(({ pairs }) => pairs))
  const drawn = cells.map(({ a, b, pairs, lift }) => {
    const [x, y] = [place.get(a) ?? 0, place.get(b) ?? 0]
    return { row: Math.max(x, y) - 1, column: Math.min(x, y), strength: pairs / most, text: count(pairs), said: `${label(a)} with ${label(b)}: ${sample.whole ? '' : 'about '}${count(pairs)} pairs, ${lift.toFixed(2)} times chance` }
  })
  const chart = cells.length === 0 ? html`` : heat('Pairs by the types that they carry together', types.slice(1).map((type) => type.label), types.slice(0, -1).map((type) => type.label), drawn)
  const listed = cells.toSorted((x, y) => y.pairs - x.pairs).slice(0, 15).map(({ a, b, pairs, lift }) => ({ name: `${label(a)} with ${label(b)}`, cells: [count(pairs), lift.toFixed(2)] }))
  return section('Types that stand together', html`${chart}${table(['Types', sample.whole ? 'Pairs' : 'Pairs, about', 'Times chance'], listed, 'No pair carries two types.')}`, `Pairs that carry both, of constraints that are neither rejected nor superseded; below, the most frequent.${sampled(sample, '; numbers are about what it stands for')}`)
}

export function gridSection({ grid: { facets, bands, languages, cells }, sample }: Coverage): Html {
  const shown = facets.filter((facet) => facet !== 'unmapped')
  const words = (band: number): string => (bands[band + 1] === undefined ? `${bands[band]}+` : `${bands[band]}–${(bands[band + 1] ?? 0) - 1}`)
  const heads = languages.flatMap((language) => bands.map((_, band) => ({ language, band, label: `${language ?? 'unknown'} ${words(band)}` })))
  const all = shown.flatMap((facet, row) => heads.map(({ language, band, label }, column) => ({
    row, column, facet, label, pairs: cells.find((cell) => cell.facet === facet && cell.band === band && cell.language === language)?.pairs ?? 0,
  })))
  if (heads.length === 0 || cells.length === 0) return section('Coverage grid', html`<p class="muted">No constraint covers anything yet.</p>`)
  const most = Math.max(1, ...all.map(({ pairs }) => pairs))
  const least = all.reduce((sum, { pairs }) => sum + pairs, 0) / all.length / 10
  const gaps = all.filter(({ pairs }) => pairs < least).length
  const drawn = all.map(({ row, column, facet, label, pairs }) => ({ row, column, strength: Math.sqrt(pairs / most), text: count(pairs), gap: pairs < least, said: `${facet}, ${label}: ${sample.whole ? '' : 'about '}${count(pairs)} pairs` }))
  return section('Coverage grid', heat('Pairs by facet, language and length', shown, heads.map(({ label }) => label), drawn), `Pairs with a constraint of the facet, by language and words of the response. ${count(gaps)} of ${count(all.length)} cells are gaps (framed): fewer pairs than a tenth of the average cell.${sampled(sample, '; numbers are about what it stands for')}`)
}

export function spreadSections({ bits, reading, difficulty, clusters, marked, sample }: Spread): Html {
  const known = bits.flatMap(({ from, constraints }) => (from === null ? [] : [{ from, constraints }]))
  const last = Math.max(-0.5, ...known.map(({ from }) => from))
  const bands = Array.from({ length: Math.round(last * 2) + 1 }, (_, index) => ({ label: String(index / 2), value: known.find(({ from }) => from === index / 2)?.constraints ?? 0 }))
  const unknown = bits.find(({ from }) => from === null)?.constraints ?? 0
  const rarity = bands.length === 0 ? html`<p class="muted">No constraint is of a kind whose rarity is known.</p>` : columns('Constraints by bits', bands)
  const grades = reading.grades.map(({ grade, texts }) => ({ label: String(grade), value: texts }))
  const read = grades.length === 0 ? html`<p class="muted">No response that was measured is English prose of thirty words or more.</p>` : columns('Responses by grade', grades)
  const rated = columns('Pairs by difficulty', difficulty.map(({ from, pairs }) => ({ label: `${from} to ${from + 0.5}`, value: pairs })))
  const sizes = table(['Pairs in the cluster', 'Clusters'], clusters.map(({ size, clusters: n }) => ({ name: count(size), cells: [count(n)] })), 'No near-duplicates are known.')
  return html`${[
    section('Rarity of constraints', rarity, `Constraints by bits: one bit, half of all other responses meet it; each further bit halves that. ${count(unknown)} are of unknown rarity.${sampled(sample, '; numbers are about what it stands for')}`),
    section('Readability', read, `Responses by the years of school that a reader needs (Flesch-Kincaid). ${count(reading.unknown)} have no grade: too short, or no English prose.${reading.waiting === 0 ? '' : ` ${count(reading.waiting)} are not measured yet.`}`),
    // Most datasets are never rated.
    ...(difficulty.length === 0 ? [] : [section('Difficulty', rated, 'Pairs by difficulty, from 1 to 5, as a model rated it last; those that none has rated are not counted.')]),
    section('Near-duplicates', sizes, marked === 0 ? '' : `${count(marked)} ${marked === 1 ? 'pair says' : 'pairs say'} nearly what an earlier one says.`),
  ]}`
}

export function contaminationSection({ lists, pairs, run }: ContaminationView, total: number): Html {
  const rows = lists.map(({ name, prompts, pairs: n }) => ({ name, cells: [count(prompts), count(n), total === 0 ? '–' : percent(n / total)] }))
  if (lists.length === 0) return section('Contamination', html`<p class="muted">Nobody has looked yet for prompts of benchmarks in these pairs.</p>`)
  const note = run ? `Pairs that share 13 words in a row with a prompt; ${count(pairs)} with any. Last looked for on ${run.at.slice(0, 10)} (${run.status}).` : 'Nobody has looked for it yet.'
  return section('Contamination', table(['Benchmark', 'Prompts', 'Pairs', 'Share'], rows, ''), note)
}

/** What makes constraints without asking a model, in words. */
const withoutPrompt: Readonly<Record<string, string>> = { rule: 'By rule', import: 'Imported', human: 'By people' }

export function costSection({ currency, rows }: Costs): Html {
  const money = currency === null ? [] : [currency, `${currency} per accepted`]
  const short = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : value >= 100 ? count(Math.round(value)) : value.toPrecision(3))
  const shown = rows.map((row) => ({
    name: row.promptVersion === null ? (withoutPrompt[row.model ?? ''] ?? row.model ?? 'unknown') : `${row.model} · ${row.promptVersion}`,
    cells: [
      count(row.constraints), count(row.accepted), count(row.calls), ...(currency === null ? [] : [short(row.money), short(row.perAccepted?.money)]),
      short(row.perAccepted?.modelSeconds), short(row.perAccepted?.reviewSeconds), short(row.perBit?.modelSeconds), short(row.perBit?.reviewSeconds),
    ],
  }))
  const heads = ['Made by', 'Constraints', 'Accepted', 'Calls', ...money, 'Model seconds per accepted', 'Reviewer seconds per accepted', 'Model seconds per bit', 'Reviewer seconds per bit']
  return section('Cost of what is accepted', table(heads, shown, 'Nothing was made yet that could cost anything.'), 'All calls count, failed ones too, and all decisions, each for five minutes at most.')
}
