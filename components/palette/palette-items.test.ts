import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matching, type PaletteItem } from '#components/palette/palette-items.ts'

const item = (group: string, label: string): PaletteItem => ({ id: `${group} ${label}`, group, label, run: () => {} })
const items = [
  item('Decide', 'Accept the constraint'),
  item('Decide', 'Reject it; a digit right after says why'),
  item('Constraints', '1: Write the résumé in French.'),
  item('Constraints', '2: Do not accept any excuses.'),
  item('Pages', 'Settings'),
  item('Datasets', 'Letters'),
]
const found = (typed: string): string[] => matching(items, typed).map(({ label }) => label)

describe('what the palette finds', () => {
  test('is everything where nothing is typed', () => {
    expect(found('  ')).toEqual(items.map(({ label }) => label))
  })

  test('has every word, whatever its case or accents', () => {
    expect(found('RESUME french')).toEqual(['1: Write the résumé in French.'])
    expect(found('reject french')).toEqual([])
  })

  test('begins with what was typed before it has it anywhere', () => {
    expect(found('accept')).toEqual(['Accept the constraint', '2: Do not accept any excuses.'])
    expect(found('let')).toEqual(['Letters'])
    expect(found('tt')).toEqual(['Settings', 'Letters'])
  })

  test('is found by the name of its group too', () => {
    expect(found('datasets')).toEqual(['Letters'])
  })

  test('keeps the groups together, and each item once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.string())), fc.string({ maxLength: 3 }), (pairs, typed) => {
        const all = pairs.map(([group, label], index) => ({ ...item(group, label), id: String(index) }))
        const groups = matching(all, typed).map(({ group }) => group)
        const runs = groups.filter((group, index) => group !== groups[index - 1])
        return new Set(runs).size === runs.length && new Set(matching(all, typed).map(({ id }) => id)).size === groups.length
      }),
    )
  })
})
