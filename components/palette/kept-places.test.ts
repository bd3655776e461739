import { expect, test } from 'vitest'
import { keptPlaces } from '#components/palette/kept-places.ts'

const dataset = { datasetId: 'd', datasetName: 'Tides', createdBy: null, createdAt: '2026-03-01T10:00:00.000Z' }

test('a view leads to its rows, in its order and with its columns', () => {
  const views = [{ ...dataset, id: 'v', name: 'Long ones', filter: { minWords: 300 }, sort: 'longest' as const, columns: ['words' as const] }]
  expect(keptPlaces({ views })).toEqual([{ href: '/datasets/d/browse?minWords=300&sort=longest&cols=words', group: 'Saved views', label: 'Long ones' }])
})

test('nothing is known before it is fetched', () => {
  expect(keptPlaces({})).toEqual([])
})
