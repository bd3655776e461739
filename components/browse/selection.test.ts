import { expect, it } from 'vitest'
import { noFilter } from './filter.ts'
import { allSelected, filterOfSelection, filtersOfSelection, isSelected, mostLeftOut, nothingSelected, selectedCount, toggled, withPairs } from './selection.ts'
import { pairFilter } from '#lib/datasets/contract.ts'

const id = (n: number) => `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`
const many = (count: number) => Array.from({ length: count }, (_, n) => id(n))

it('chooses pairs one by one and in stretches, and names them in a filter', () => {
  let chosen = toggled(toggled(nothingSelected, id(1)), id(2))
  chosen = withPairs(chosen, [id(3), id(4)], true)
  chosen = toggled(chosen, id(2))
  expect([id(1), id(2), id(3), id(4)].map((one) => isSelected(chosen, one))).toEqual([true, false, true, true])
  expect(selectedCount(chosen, { count: 100, more: false })).toEqual({ count: 3, more: false })
  expect(filterOfSelection(chosen, { ...noFilter, source: 'x' })).toEqual({ ids: [id(1), id(3), id(4)].join() })
})

it('chooses all that the filter finds, but for some', () => {
  const filter = { ...noFilter, source: 'my file', not: 'status:reviewed' }
  expect(filterOfSelection(allSelected, filter)).toEqual({ source: 'my file', not: 'status:reviewed' })
  const but = toggled(toggled(allSelected, id(1)), id(2))
  expect(isSelected(but, id(1))).toBe(false)
  expect(isSelected(but, id(3))).toBe(true)
  expect(selectedCount(but, { count: 100, more: true })).toEqual({ count: 98, more: true })
  const found = filterOfSelection(but, filter)
  expect(found).toEqual({ source: 'my file', not: `status:reviewed id:${id(1)},${id(2)}` })
  expect(pairFilter.safeParse(found).success).toBe(true)
  expect(toggled(toggled(but, id(1)), id(2))).toEqual(allSelected)
})

it('leaves out no more of all than a filter can name', () => {
  const full = withPairs(allSelected, many(mostLeftOut), false)
  expect(full.ids.size).toBe(mostLeftOut)
  expect(toggled(full, id(500))).toEqual(full)
  expect(pairFilter.safeParse(filterOfSelection(full, noFilter)).success).toBe(true)
})

it('names more pairs than one filter takes in several', () => {
  const chosen = withPairs(nothingSelected, many(450), true)
  expect(filterOfSelection(chosen, noFilter)).toBeNull()
  const filters = filtersOfSelection(chosen, noFilter)
  expect(filters.map(({ ids }) => ids?.split(',').length)).toEqual([200, 200, 50])
  expect(filters.flatMap(({ ids }) => ids?.split(',') ?? [])).toEqual(many(450))
})
