import { expect, it } from 'vitest'
import { benchmarksIn, readBenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import { storeBenchmark } from '#lib/contamination/benchmark-lists.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'

ownDatabase()

const words = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => `word${from + n}`).join(' ')

it('tells by name which benchmarks have 13 words in a row of a text, or are the text, as they are at the time', async () => {
  expect(benchmarksIn([words(0, 20)], await readBenchmarkGrams())).toEqual([])
  await storeBenchmark(null, 'one', [`${words(0, 30)}\nSay no`])
  await storeBenchmark(null, 'two', [words(10, 40)])
  const grams = await readBenchmarkGrams()
  expect(await readBenchmarkGrams()).toBe(grams)
  const found = (...texts: string[]): string[] => benchmarksIn(texts, grams)
  expect(found(`Do this: ${words(0, 13)}!`)).toEqual(['one'])
  expect(found(words(12, 25))).toEqual(['one', 'two'])
  expect(found(words(31, 40), `and then ${words(25, 38)}`)).toEqual(['two'])
  expect(found(words(0, 12), words(50, 90), '')).toEqual([])
  // A short prompt is held against whole texts alone.
  expect([found('say: no!'), found(`Say no. ${words(50, 70)}`)]).toEqual([['one'], []])
  await storeBenchmark(null, 'one', [words(100, 120)])
  expect(benchmarksIn([words(0, 13), words(100, 113)], await readBenchmarkGrams())).toEqual(['one'])
  expect(benchmarksIn([words(0, 13)], await readBenchmarkGrams())).toEqual([])
})
