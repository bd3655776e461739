import { expect, test } from 'vitest'
import { constraint, uuid } from '#components/review/constraint.fixture.ts'
import { alikeAmong, asWritten, neighboursOf, unrelatedOf } from '#components/review/use-relations.ts'

const list = [constraint(1), constraint(2), constraint(3), constraint(4, { status: 'rejected' }), constraint(5), constraint(6, { outcome: 'fail' })]
const told = (relations: Parameters<typeof neighboursOf>[1]) =>
  Object.fromEntries([...neighboursOf(list, relations)].map(([id, others]) => [list.findIndex((item) => item.id === id) + 1, others.map(({ how, number }) => `${how} ${number}`)]))

test('tells of a conflict on both sides, and of what is implied on the side that says less', () => {
  expect(
    told([
      { first: uuid(5), second: uuid(1), relation: 'conflict' },
      { first: uuid(2), second: uuid(3), relation: 'implies' },
      { first: uuid(3), second: uuid(1), relation: 'conflict' },
      { first: uuid(2), second: uuid(5), relation: 'same' },
    ]),
  ).toEqual({ 1: ['conflicts with 3', 'conflicts with 5'], 2: ['says the same as 5'], 3: ['conflicts with 1', 'implied by 2'], 5: ['conflicts with 1', 'says the same as 2'] })
})

test('tells of a conflict with what is refuted, but not that it implies something', () => {
  expect(told([{ first: uuid(6), second: uuid(1), relation: 'implies' }, { first: uuid(2), second: uuid(6), relation: 'conflict' }])).toEqual({ 2: ['conflicts with 6'], 6: ['conflicts with 2'] })
})

test('tells nothing of rejected constraints, nor of ones that are not on the screen', () => {
  expect(told([{ first: uuid(4), second: uuid(1), relation: 'conflict' }, { first: uuid(1), second: uuid(4), relation: 'implies' }, { first: uuid(1), second: uuid(9), relation: 'conflict' }])).toEqual({})
})

test('tells of two that no program can decide and that say the same in words, of both sides', () => {
  const checker = { id: 'pincer:word_count', kwargs: { min: 3 }, version: 1 }
  const soft = ['Write in a calm voice.', 'Write in a calm voice!', 'Write in a calm, observant voice.', 'Use rhyme.'].map((text, index) => constraint(index + 1, { text }))
  const all = [...soft, constraint(5, { text: 'Write in a calm voice.', checker })]
  const told = neighboursOf(all, [], alikeAmong(all))
  expect([...told].map(([id, others]) => [id, others.map(({ how, number }) => `${how} ${number}`)])).toEqual([
    [uuid(1), ['says the same as 2', 'says much the same as 3']],
    [uuid(2), ['says the same as 1', 'says much the same as 3']],
    [uuid(3), ['says much the same as 1', 'says much the same as 2']],
  ])
})

test('what was edited to demand something else, and what was added on the screen, is asked about anew', () => {
  const checker = (id: string) => ({ id, kwargs: { min: 5 }, version: 1 })
  const came = [constraint(1, { checker: checker('pincer:word_count') }), constraint(2), constraint(3, { checker: checker('pincer:word_count') })]
  expect(unrelatedOf({ constraints: came }, came)).toEqual(new Set())
  // The same bounds, but of sentences.
  const edited = came.with(0, constraint(1, { checker: checker('pincer:sentence_count') }))
  expect(unrelatedOf({ constraints: came }, edited)).toEqual(new Set([uuid(1)]))
  expect(unrelatedOf({ constraints: came, unrelated: [uuid(2), uuid(3)] }, came)).toEqual(new Set([uuid(3)]))
})

test('what is being written stands among the others as it would be saved, or behind them where it is new', () => {
  const written = { pairId: uuid(1000), text: 'Use at most 3 words.', checker: { id: 'pincer:word_count', kwargs: { max: 3 }, version: 1 }, outcome: 'fail' as const }
  expect(asWritten(list, null)).toEqual(list)
  const edited = asWritten(list, { ...written, id: uuid(4) })
  expect(edited.map(({ id }) => id)).toEqual(list.map(({ id }) => id))
  expect(edited[3]).toMatchObject({ status: 'pending', text: 'Use at most 3 words.', checker: { kwargs: { max: 3 } }, outcome: 'fail' })
  const added = asWritten(list, { ...written, id: 'new' })
  expect(added).toHaveLength(7)
  const conflict = [{ first: 'new', second: uuid(1), relation: 'conflict' as const }]
  expect([...neighboursOf(added, conflict)].map(([id, others]) => [id, others.map(({ how, number }) => `${how} ${number}`)])).toEqual([
    ['new', ['conflicts with 1']],
    [uuid(1), ['conflicts with 7']],
  ])
})
