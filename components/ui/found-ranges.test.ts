import { expect, it } from 'vitest'
import { foundIn } from './found-ranges.ts'

it('finds across the pieces of a paragraph, and not across paragraphs', () => {
  const pieces = [{ text: 'The ', block: 1 }, { text: 'owl', block: 1 }, { text: ' hunts', block: 1 }, { text: 'Owl', block: 2 }, { text: 's', block: 3 }]
  expect(foundIn(pieces, ['the owl h'])).toEqual([{ from: { piece: 0, offset: 0 }, to: { piece: 2, offset: 2 } }])
  expect(foundIn(pieces, ['owl'])).toEqual([{ from: { piece: 1, offset: 0 }, to: { piece: 1, offset: 3 } }, { from: { piece: 3, offset: 0 }, to: { piece: 3, offset: 3 } }])
  expect(foundIn(pieces, ['huntsowl', 'owls'])).toEqual([])
  expect(foundIn([], ['owl'])).toEqual([])
})

it('stops at two thousand places', () => {
  expect(foundIn([{ text: 'a b '.repeat(3000), block: 1 }], ['a'])).toHaveLength(2000)
})
