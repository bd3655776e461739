import type { PairFilter } from '#lib/datasets/contract.ts'
import { actKeys, constraintKeys, plainFilter, type PlainFilter } from '#lib/datasets/filter-fields.ts'
import { alternatives, askedToo, printFilter, splitAsked } from '#lib/datasets/filter-language.ts'

/**
 * The filter of the rows that a number counts: those of the page's filter that also meet the number's own. Where both ask for a constraint, the number's is asked for by
 * itself: the pair has either, be they one or two. So of acts. Null where no one filter says both.
 */
export function rowsFilter(page: PairFilter, own: PairFilter): PairFilter | null {
  let [both, rest] = [page, own]
  for (const [by, keys] of [['has', constraintKeys], ['did', actKeys]] as const) {
    const { [by]: asked, ...others } = rest
    const each = asked === undefined ? [] : splitAsked(asked)
    rest = others
    if (asks(both, keys) && asks(rest, keys)) {
      const [within, without] = parted(rest, keys)
      each.push(printFilter(within))
      rest = without
    }
    for (const terms of each) {
      const asking = askedToo(both[by], terms)
      if (asking === null) return null
      both = { ...both, [by]: asking }
    }
  }
  return joined(both, rest)
}

function asks(filter: PairFilter, keys: readonly (keyof PlainFilter)[]): boolean {
  return [filter, ...alternatives(filter.also ?? '')].some((values) => keys.some((key) => values[key] !== undefined))
}

/** What a filter says by these keys, and the rest of it. */
function parted({ also, ...filter }: PairFilter, keys: readonly string[]): [PairFilter, PairFilter] {
  const others = alternatives(also ?? '')
  const part = (within: boolean): PairFilter => {
    const further = others.filter((values) => Object.keys(values).some((key) => keys.includes(key)) === within)
    return { ...Object.fromEntries(Object.entries(filter).filter(([key]) => keys.includes(key) === within)), ...printedAlso(further) }
  }
  return [part(true), part(false)]
}

function printedAlso(others: readonly PairFilter[]): PairFilter {
  return others.length === 0 ? {} : { also: others.map((values) => printFilter(values)).join(' ') }
}

function joined(page: PairFilter, own: PairFilter): PairFilter | null {
  const others = alternatives(page.also ?? '')
  const further = alternatives(own.also ?? '')
  const narrowed = new Set<string>()
  for (const [key, value] of Object.entries(own)) {
    if ((key === 'minWords' || key === 'maxWords') && others.some(({ minWords, maxWords }) => minWords !== undefined || maxWords !== undefined)) return null
    const known = [page, ...others].flatMap((values) => Object.entries(values).flatMap(([name, one]) => (name === key && one !== undefined ? [one] : [])))
    if (key === 'not' || key === 'also' || key === 'reached' || key in bounds || known.length === 0) continue
    if (!known.includes(value) || further.some((values) => key in values)) return null
    // Of several values that the page takes, those are left that the number counts.
    narrowed.add(key)
  }
  const left = others.filter((values) => !Object.keys(values).some((name) => narrowed.has(name)))
  const { also: _, ...rest } = page
  const { also: __, ...wanted } = own
  const both: PairFilter = { ...rest, ...wanted, ...printedAlso([...left, ...further]) }
  for (const [key, { key: bound, of }] of Object.entries(bounds)) {
    const [a, b] = [page[bound], own[bound]]
    if (a !== undefined && b !== undefined) Object.assign(both, { [key]: of(a, b) })
  }
  if (page.reached !== undefined && own.reached !== undefined) both.reached = later(page.reached, own.reached)
  if (page.not !== undefined && own.not !== undefined) both.not = `${page.not} ${own.not}`
  return (both.not ?? '').length > 1000 || (both.also ?? '').length > 1000 ? null : both
}

/** Each stage means the ones before it. */
const stages = plainFilter.shape.reached.unwrap().options
function later(a: (typeof stages)[number], b: (typeof stages)[number]): (typeof stages)[number] {
  return stages.indexOf(a) > stages.indexOf(b) ? a : b
}

const bounds = {
  minWords: { key: 'minWords', of: Math.max },
  maxWords: { key: 'maxWords', of: Math.min },
  minConstraints: { key: 'minConstraints', of: Math.max },
  maxConstraints: { key: 'maxConstraints', of: Math.min },
  minCluster: { key: 'minCluster', of: Math.max },
  maxCluster: { key: 'maxCluster', of: Math.min },
  minGrade: { key: 'minGrade', of: Math.max },
  maxGrade: { key: 'maxGrade', of: Math.min },
  minBits: { key: 'minBits', of: Math.max },
  maxBits: { key: 'maxBits', of: Math.min },
} as const
