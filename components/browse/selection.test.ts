import { expect, it } from 'vitest'
import { exportHref, generateHref, noFilter } from './filter.ts'
import { allSelected, filterOfSelection, isSelected, mostNamed, nothingSelected, selectedCount, toggled, withPairs } from './selection.ts'
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

it('names pairs as far as addresses stay short, and beyond by what the server keeps of them', () => {
  const keptAs = '01890a5d-ac96-774b-bcce-b302099a8057'
  const filter = { ...noFilter, source: 'my file', not: 'status:reviewed' }
  for (const [count, named] of [[mostNamed, true], [mostNamed + 1, false], [30_000, false]] as const) {
    const chosen = withPairs(nothingSelected, many(count), true)
    const but = withPairs(allSelected, many(count), false)
    expect(filterOfSelection(chosen, filter) === null).toBe(!named)
    expect(filterOfSelection(but, filter) === null).toBe(!named)
    for (const found of [filterOfSelection(chosen, filter, keptAs), filterOfSelection(but, filter, keptAs)]) {
      expect(pairFilter.safeParse(found).success).toBe(true)
      // What Node takes of a request's head is 16 KiB, and a browser sends the address in several places of it.
      expect(generateHref('01890a5d-ac96-774b-bcce-b302099a8057', found ?? {}).length).toBeLessThan(1500)
      expect(exportHref('01890a5d-ac96-774b-bcce-b302099a8057', found ?? {}).length).toBeLessThan(1500)
    }
    if (named) continue
    expect(filterOfSelection(chosen, filter, keptAs)).toEqual({ selection: keptAs })
    expect(filterOfSelection(but, filter, keptAs)).toEqual({ source: 'my file', not: `status:reviewed selection:${keptAs}` })
  }
})

it('leaves nothing out where a filter has no room for it', () => {
  const full = Array.from({ length: 90 }, (_, n) => `source:${n}`).join(' ')
  expect(filterOfSelection(withPairs(allSelected, many(mostNamed), false), { ...noFilter, not: full })).toBeNull()
})
