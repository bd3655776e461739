import { expect, it } from 'vitest'
import { parted, sideBySide } from '#components/exports/comparison/side-by-side.ts'

it('names what both sides have once, and what one alone has with nothing beside it', () => {
  const rows = sideBySide([['seed', '1'], ['format', 'a'], ['gone', 'x']], [['format', 'a'], ['new', 'y'], ['seed', '2']])
  expect(rows).toEqual([
    { name: 'format', before: 'a', after: 'a' },
    { name: 'new', before: null, after: 'y' },
    { name: 'seed', before: '1', after: '2' },
    { name: 'gone', before: 'x', after: null },
  ])
  expect(parted(rows).different.map(({ name }) => name)).toEqual(['new', 'seed', 'gone'])
  expect(parted(rows).same.map(({ name }) => name)).toEqual(['format'])
})
