import { rowsLink } from '#components/agreement/rows-link.ts'
import { shareRow } from '#components/stats/compare/sections.ts'
import type { Section, SideRow } from '#components/stats/compare/side.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import { bandFilter } from '#lib/stats/band-filter.ts'
import { gradeFilter, lastGrade } from '#lib/stats/grades/grade-filter.ts'
import type { AgreementRowsQuery } from '#lib/review/people-agreement/contract.ts'
import type { CostRow } from '#lib/stats/contract.ts'

/** How far people agree. */
export const agreement: Section = ({ datasetId, filter, agreement: counted }) => {
  if (!counted) return null
  const { overall, outcomes } = counted
  const href = (which: AgreementRowsQuery['which']): string => rowsLink(datasetId, { which, pairs: printFilter(filter) || undefined })
  const count = (key: keyof typeof outcomes, label: string): SideRow => ({ key, label, kind: 'count', value: outcomes[key], href: href(key) })
  return {
    absent: null,
    rows: [
      { key: 'alpha', label: 'Krippendorff’s alpha', kind: 'number', value: overall.alpha, interval: overall.interval ?? undefined, href: href('compared') },
      { key: 'alike', label: 'Alike, of two decisions', kind: 'share', value: overall.alike, href: href('compared') },
      { key: 'units', label: 'Constraints compared', kind: 'count', value: overall.units, href: href('compared') },
      count('agreed', 'Agreed'), count('disputed', 'Disputed'), count('settled', 'Settled'),
    ],
  }
}

/** Rarity in bits, of the constraints of which it is known. */
export const rarity: Section = ({ spread }) => {
  if (!spread) return null
  const all = spread.bits.reduce((sum, { constraints }) => sum + constraints, 0)
  const known = spread.bits.flatMap(({ from, constraints }) => (from === null ? [] : [{ from, constraints }]))
  const of = known.reduce((sum, { constraints }) => sum + constraints, 0)
  const bands = [0, 1, 2, 4, 6, 8]
  return {
    absent: null,
    rows: [
      ...bands.map((from, index): SideRow => {
        const to = bands[index + 1] ?? Infinity
        return shareRow(String(from), to === Infinity ? `${from} bits and more` : `${from} to ${to} bits`, known.filter((band) => band.from >= from && band.from < to).reduce((sum, { constraints }) => sum + constraints, 0), of, bandFilter(from, to === Infinity ? null : to))
      }),
      shareRow('unknown', 'Of all, of unknown rarity', all - of, all),
    ],
  }
}

/** Reading grades, of the responses that have been measured. */
const gradeBands = [['Reading grade 0 to 5', 0, 5], ['Reading grade 6 to 8', 6, 8], ['Reading grade 9 to 12', 9, 12], ['Reading grade 13 and above', 13, lastGrade]] as const

/** Readability, near-duplicates and what benchmarks have. */
export const texts: Section = ({ spread, statistics, contamination }) => {
  if (!spread || !statistics || !contamination) return null
  const { grades, unknown } = spread.reading
  const read = grades.reduce((sum, { texts: n }) => sum + n, 0)
  const pairs = statistics.pairs.total
  return {
    absent: null,
    rows: [
      { key: 'grade', label: 'Reading level, mean grade', kind: 'number', value: read === 0 ? null : grades.reduce((sum, { grade, texts: n }) => sum + grade * n, 0) / read },
      ...gradeBands.map(([label, from, to]) => shareRow(`grade ${from}`, label, grades.filter(({ grade }) => grade >= from && grade <= to).reduce((sum, { texts: n }) => sum + n, 0), read + unknown, gradeFilter(from, to))),
      shareRow('no grade', 'No reading grade: too short, or no English prose', unknown, read + unknown, { graded: 'no' }),
      shareRow('duplicates', 'Near-duplicates of earlier pairs', spread.marked, pairs, { nearDuplicate: 'yes' }),
      ...contamination.lists.map(({ name, pairs: n }) => shareRow(`in ${name}`, `Contaminated by ${name}`, n, pairs, { contaminated: name })),
    ],
  }
}

/** How far the types are from targets, and how much of the coverage grid is filled. */
export const coverage: Section = ({ coverage: counted }) => {
  if (!counted) return null
  const { mixes, constraints, grid } = counted
  const facets = grid.facets.filter((facet) => facet !== 'unmapped')
  const cells = facets.length * grid.bands.length * grid.languages.length
  const filled = grid.cells.filter(({ facet, language, pairs }) => pairs > 0 && facets.includes(facet) && grid.languages.includes(language)).length
  return {
    absent: null,
    rows: [
      ...mixes.map(({ key, label, distance }): SideRow => ({ key, label: `Away from the mix of ${label}`, kind: 'share', value: constraints === 0 ? null : distance })),
      shareRow('grid', 'Cells of the coverage grid with pairs', filled, cells),
      { key: 'types', label: 'Types that occur', kind: 'count', value: mixes[0]?.rows.filter(({ constraints: n }) => n > 0).length ?? 0 },
    ],
  }
}

/** What was spent for an accepted constraint and an accepted bit, over all models, prompts, rules and people. */
export const cost: Section = ({ costs }) => {
  if (!costs) return null
  const { rows, currency } = costs
  const sum = (valueOf: (row: CostRow) => number): number => rows.reduce((all, row) => all + valueOf(row), 0)
  const [accepted, bits] = [sum((row) => row.accepted), sum((row) => row.bits)]
  const money = currency === null ? null : sum((row) => row.money ?? 0)
  const per = (key: string, label: string, spent: number | null, of: number): SideRow => ({ key, label, kind: 'number', value: of === 0 || spent === null ? null : spent / of })
  return {
    absent: null,
    rows: [
      { key: 'accepted', label: 'Accepted constraints', kind: 'count', value: accepted, own: { decision: 'accepted' } },
      { key: 'calls', label: 'Calls of models', kind: 'count', value: sum((row) => row.calls) },
      ...(currency === null ? [] : [per(`money ${currency}`, `${currency} for an accepted one`, money, accepted), per(`bit ${currency}`, `${currency} for an accepted bit`, money, bits)]),
      per('model', 'Model seconds for an accepted one', sum((row) => row.modelSeconds), accepted),
      per('review', 'Reviewer seconds for an accepted one', sum((row) => row.reviewSeconds), accepted),
      per('modelBit', 'Model seconds for an accepted bit', sum((row) => row.modelSeconds), bits),
      per('reviewBit', 'Reviewer seconds for an accepted bit', sum((row) => row.reviewSeconds), bits),
    ],
  }
}
