import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { within, type Bounds } from '#lib/constraints/bounds.ts'
import { plainSentence } from '#lib/constraints/reading.ts'
import { checkers, findChecker } from '#lib/constraints/registry.ts'

const bounds = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((min): Bounds => ({ min })),
  fc.integer({ min: 0, max: 400 }).map((max): Bounds => ({ max })),
  fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 30 })).map(([min, more]): Bounds => ({ min, max: min + more })),
)

describe('checkers that count', () => {
  const counting = checkers.filter((checker) => checker.wordings({ min: 2 }).some((wording) => checker.read(plainSentence(wording)) !== null))

  it.each(counting.map(({ id }) => id))(
    'every wording of %s is read back as the bounds it was made from, and by no other as anything',
    (id) => {
      const checker = findChecker(id)
      fc.assert(
        fc.property(bounds, (wanted) => {
          for (const wording of checker?.wordings(wanted) ?? []) {
            const sentence = plainSentence(wording)
            expect(checker?.read(sentence), wording).toEqual(wanted)
            for (const other of checkers) if (other.id !== id) expect(other.read(sentence), `${wording} by ${other.id}`).toBeNull()
          }
        }),
        { numRuns: 60 },
      )
    },
  )

  it('relates demands as the counts that meet them are related', () => {
    const checker = findChecker('pincer:bullet_count')
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        const counts = Array.from({ length: 450 }, (_, count) => count)
        const [ofA, ofB] = [counts.filter((count) => within(count, a)), counts.filter((count) => within(count, b))]
        const relation = checker?.relate(a, b)
        if (relation === 'implies' || relation === 'same') expect(ofA.every((count) => within(count, b))).toBe(true)
        if (relation === 'implied' || relation === 'same') expect(ofB.every((count) => within(count, a))).toBe(true)
        expect(relation === 'conflict').toBe(!ofA.some((count) => within(count, b)))
      }),
    )
  })
})

test.each([
  ['Use exactly three bullet points.', 'pincer:bullet_count', { min: 3, max: 3 }],
  ['Your answer must contain at least 2 headings', 'pincer:heading_count', { min: 2 }],
  ['Do not use more than five bullet points.', 'pincer:bullet_count', { max: 5 }],
  ['Include a table.', 'pincer:table_count', { min: 1 }],
  ['Avoid using any emojis.', 'pincer:emoji_count', { max: 0 }],
  ['The response should include fewer than 4 links.', 'pincer:link_count', { max: 3 }],
  ['Present the answer in 4 or more bullet points.', 'pincer:bullet_count', { min: 4 }],
])('"%s" is read as %s', (text, id, kwargs) => {
  expect(checkers.map((checker) => [checker.id, checker.read(plainSentence(text))]).filter(([, read]) => read)).toEqual([[id, kwargs]])
})

test.each([
  'Use exactly three bullet points in the introduction.',
  'Use three bullet points, each with at least two sentences.',
  'Use some bullet points.',
  'Include headings for the three parts.',
  'Ask the reader a question at the end.',
  'Do not use exactly 3 bullet points.',
  'Include at least one table comparing prices.',
])('"%s" is not read: it asks for something else, or for more', (text) => {
  expect(checkers.filter((checker) => checker.read(plainSentence(text)) !== null).map(({ id }) => id)).toEqual([])
})
