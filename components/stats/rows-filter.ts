import type { PairFilter } from '#lib/datasets/contract.ts'
import { constraintKeys } from '#lib/datasets/filter-fields.ts'
import { alternatives, askedToo, printFilter } from '#lib/datasets/filter-language.ts'

/**
 * The filter of the rows that a number counts: those of the page's filter that also meet the number's own. Where both ask for a constraint, the number's is asked for by
 * itself: the pair has either, be they one or two. Null where no one filter says both.
 */
export function rowsFilter(page: PairFilter, own: PairFilter): PairFilter | null {
  const asks = (filter: PairFilter): boolean => [filter, ...alternatives(filter.also ?? '')].some((values) => constraintKeys.some((key) => values[key] !== undefined))
  if (!asks(page) || !asks(own)) return joined(page, own)
  const asked = Object.fromEntries(constraintKeys.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])))
  const rest = Object.fromEntries(Object.entries(own).filter(([key]) => !(key in asked)))
  // What a number asks for has one value of each.
  if (own.also !== undefined || own.has !== undefined) return null
  const { has, ...others } = page
  const both = askedToo(has, printFilter(asked))
  return both === null ? null : joined(others, { ...rest, has: both })
}

function joined(page: PairFilter, own: PairFilter): PairFilter | null {
  const others = alternatives(page.also ?? '')
  const narrowed = new Set<string>()
  for (const [key, value] of Object.entries(own)) {
    if ((key === 'minWords' || key === 'maxWords') && others.some(({ minWords, maxWords }) => minWords !== undefined || maxWords !== undefined)) return null
    const known = [page, ...others].flatMap((values) => Object.entries(values).flatMap(([name, one]) => (name === key && one !== undefined ? [one] : [])))
    if (key === 'not' || key in bounds || known.length === 0) continue
    if (!known.includes(value)) return null
    // Of several values that the page takes, those are left that the number counts.
    narrowed.add(key)
  }
  const also = others.filter((values) => !Object.keys(values).some((name) => narrowed.has(name))).map((values) => printFilter(values)).join(' ')
  const { also: _, ...rest } = page
  const both: PairFilter = { ...rest, ...own, ...(also === '' ? {} : { also }) }
  for (const [key, tighter] of Object.entries(bounds)) {
    const [a, b] = [page[tighter.key], own[tighter.key]]
    if (a !== undefined && b !== undefined) Object.assign(both, { [key]: tighter.of(a, b) })
  }
  if (page.not !== undefined && own.not !== undefined) both.not = `${page.not} ${own.not}`
  return (both.not ?? '').length > 1000 ? null : both
}

const bounds = {
  minWords: { key: 'minWords', of: Math.max },
  maxWords: { key: 'maxWords', of: Math.min },
  minConstraints: { key: 'minConstraints', of: Math.max },
  maxConstraints: { key: 'maxConstraints', of: Math.min },
} as const
