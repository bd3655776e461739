import { expect, test } from 'vitest'
import { compileConstraint } from '#lib/constraints/compile.ts'
import { boundStops } from '#lib/review/bound-stops.ts'
import { checkText } from '#lib/review/check-text.ts'

const response = `${'The boats come in slowly and the gulls wait. '.repeat(12)}Then, at last, it rains.`
const stopsOf = (text: string) => boundStops(text, compileConstraint(text)?.checker ?? { id: '', kwargs: {} }, response)

test('a bound has a loose, a natural and a tight stop, each said in the words of the text', () => {
  const [min, ...others] = stopsOf('Write at least 500 words.')
  expect(others).toEqual([])
  expect(min).toMatchObject({ end: 'min', current: 500 })
  expect(min?.stops.map(({ name, bound, text }) => [name, bound, text])).toEqual([
    ['loose', 100, 'Write at least 100 words.'],
    ['natural', 110, 'Write at least 110 words.'],
    ['tight', 113, 'Write at least 113 words.'],
  ])
  const rates = min?.stops.map(({ metBy }) => metBy ?? Number.NaN) ?? []
  expect(rates).toEqual(rates.toSorted((a, b) => b - a))
})

test('every stop is true, and what is written is one where it is true', () => {
  for (const text of ['Write at most 150 words.', 'Write between 50 and 300 words.', 'Use the letter "e" at least 3 times.', 'Write at least 5 sentences.']) {
    const ends = stopsOf(text)
    expect(ends.length, text).toBeGreaterThan(0)
    for (const { current, stops } of ends) {
      expect(stops.map(({ bound }) => bound)).toContain(current)
      expect(stops.find(({ bound }) => bound === current)?.text).toBe(text)
      for (const stop of stops) expect(checkText(stop.text, response), stop.text).toMatchObject({ outcome: 'pass' })
    }
  }
})

test('exact counts, kinds without bounds and texts that no program reads have none', () => {
  for (const text of ['Write exactly 13 sentences.', 'Do not use any commas.', 'Be calm.', 'Write about 113 words.']) expect(stopsOf(text), text).toEqual([])
})
