import { describe, expect, it, test } from 'vitest'
import { compileConstraint } from '#lib/constraints/compile.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { reword } from '#lib/constraints/reword.ts'

const words = (kwargs: Record<string, unknown>) => ({ id: 'pincer:word_count', kwargs })

test.each([
  ['Write at least 120 words.', { min: 120 }, { min: 110 }, 'Write at least 110 words.'],
  ['Please use more than 99 words in your answer.', { min: 100 }, { min: 81 }, 'Please use more than 80 words in your answer.'],
  ['Your response should be no more than 90 words long.', { max: 90 }, { max: 50 }, 'Your response should be no more than 50 words long.'],
  ['Write between 40 and 60 words.', { min: 40, max: 60 }, { min: 40, max: 80 }, 'Write between 40 and 80 words.'],
  ['Write at least 1,200 words.', { min: 1200 }, { min: 1100 }, 'Write at least 1100 words.'],
])('%s %o -> %o: %s', (text, kwargs, next, expected) => {
  expect(reword(text, words(kwargs), next)).toBe(expected)
})

test('keeps numbers in words where they are', () => {
  expect(reword('Use at least three bullet points.', { id: 'pincer:bullet_count', kwargs: { min: 3 } }, { min: 2 })).toBe('Use at least two bullet points.')
})

describe('rewording', () => {
  const bounded = checkers.filter(({ examples }) => examples.some((kwargs) => typeof kwargs.min === 'number' || typeof kwargs.max === 'number'))

  it.each(bounded.map(({ id }) => id))('of %s says the new bound, whatever wording it starts from', (id) => {
    const checker = checkers.find((each) => each.id === id)
    for (const kwargs of checker?.examples ?? []) {
      for (const end of ['min', 'max']) {
        const from = kwargs[end]
        if (typeof from !== 'number' || kwargs.min === kwargs.max) continue
        const next = { ...kwargs, [end]: end === 'min' ? Math.max(1, from - 1) : from + 2 }
        if (!checker?.parse(next).ok) continue
        for (const text of checker.wordings(kwargs)) {
          if (JSON.stringify(compileConstraint(text)?.checker.kwargs) !== JSON.stringify(kwargs)) continue
          const said = reword(text, { id, kwargs }, next)
          expect(said, text).not.toBeNull()
          expect(compileConstraint(said ?? '')?.checker, text).toMatchObject({ id, kwargs: next })
        }
      }
    }
  })

  it('gives nothing where nothing can be said', () => {
    expect(reword('x', { id: 'pincer:no_such', kwargs: {} }, {})).toBeNull()
    expect(reword('Write at least 3 words.', words({ min: 3 }), {})).toBeNull()
  })
})
