import { expect, test } from 'vitest'
import { constraint, uuid } from '#components/review/constraint.fixture.ts'
import { missedNow, noteMissed } from '#components/review/missed-checks.ts'

test('of several checks that were missed in one batch each is told, with its pair', () => {
  const missed = { text: 'Write at most 3 words.', holds: false, detail: null, quotes: [] }
  noteMissed([
    { id: uuid(11), outcome: 'applied', constraint: constraint(1, { pairId: uuid(101) }), missed },
    { id: uuid(12), outcome: 'applied', constraint: constraint(2, { pairId: uuid(102) }) },
    { id: uuid(13), outcome: 'applied', constraint: constraint(3, { pairId: uuid(102) }), missed },
  ])
  noteMissed([{ id: uuid(14), outcome: 'refused', message: 'No.' }])
  expect(missedNow().map(({ pairId }) => pairId)).toEqual([uuid(101), uuid(102)])
})
