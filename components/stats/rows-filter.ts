import type { PairFilter } from '#lib/datasets/contract.ts'

const ofConstraint = ['type', 'outcome', 'decision', 'origin', 'reviewer', 'reason', 'constraint'] as const

/**
 * The filter of the rows that a number counts: those of the page's filter that also meet the number's own. Null where no one filter says
 * both: what either asks of a constraint would be asked of one and the same.
 */
export function rowsFilter(page: PairFilter, own: PairFilter): PairFilter | null {
  const asks = (filter: PairFilter): boolean => ofConstraint.some((key) => filter[key] !== undefined)
  if (!asks(page) || !asks(own)) return joined(page, own)
  const { type, ...rest } = own
  // A type alone can be asked for beside another constraint.
  return type !== undefined && !asks(rest) && page.with === undefined && own.with === undefined ? joined(page, { ...rest, with: type }) : null
}

function joined(page: PairFilter, own: PairFilter): PairFilter | null {
  const both: PairFilter = { ...page, ...own }
  for (const [key, value] of Object.entries(own)) {
    const before = Object.entries(page).find(([name]) => name === key)?.[1]
    if (before === undefined || before === value || key in bounds || key === 'not') continue
    return null
  }
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
