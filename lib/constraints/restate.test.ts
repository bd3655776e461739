import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkers } from '#lib/constraints/registry.ts'
import { seededRng } from '#lib/random.ts'
import { restate } from './restate.ts'

const words = (count: number) => `${'word '.repeat(count).trim()}.`
const restated = (id: string, kwargs: Record<string, unknown>, response: string, seed = 1) =>
  restate({ id: `pincer:${id}`, kwargs }, { instruction: 'Write.', response }, seededRng(seed))

describe('restate', () => {
  it.each([
    // What is broken gives way to the next round number; what holds stays.
    ['word_count', { min: 500 }, words(328), { min: 300 }],
    ['word_count', { max: 20 }, words(128), { max: 130 }],
    ['word_count', { min: 25, max: 100 }, words(128), { min: 25, max: 130 }],
    ['word_count', { min: 400, max: 500 }, words(328), { min: 300, max: 500 }],
    ['word_count', { around: 100 }, words(328), { min: 300, max: 350 }],
    // Few things are counted exactly.
    ['bullet_count', { min: 5, max: 5 }, '- a\n- b\n- c', { min: 3, max: 3 }],
    ['number_count', { min: 5 }, 'No number at all.', { max: 0 }],
    // At most three goes without saying; three do not.
    ['bullet_count', { max: 0 }, '- a\n- b\n- c', { min: 3 }],
    // Other kwargs stay.
    ['keyword_count', { keyword: 'tea', min: 5 }, 'Tea and tea and more tea.', { keyword: 'tea', min: 3 }],
    // Of a list what is met.
    ['keywords', { keywords: ['tea', 'coffee', 'milk'] }, 'Tea with milk.', { keywords: ['tea', 'milk'] }],
    ['forbidden_words', { words: ['tea', 'coffee'] }, 'Tea with milk.', { words: ['coffee'] }],
  ])('%s %j becomes what holds', (id, kwargs, response, instead) => {
    expect(restated(id, kwargs, response)?.checker).toMatchObject({ id: `pincer:${id}`, kwargs: instead })
  })

  it('says what this kind can say of the response where there is no bound', () => {
    const response = 'Is tea warm? It is and people like it that way. '.repeat(8)
    const found = restated('punctuation_absent', { mark: 'question_mark' }, response)
    expect(found?.checker.id).toBe('pincer:punctuation_absent')
    expect(found?.checker.kwargs).toEqual({ mark: 'comma' })
  })

  it('is silent where nothing holds, where it would say nothing, and of kinds that it does not know', () => {
    expect(restated('json', {}, 'No JSON.')).toBeNull()
    expect(restated('bullet_count', { min: 5 }, 'No list.')).toBeNull()
    expect(restated('no_such', { min: 5 }, 'Tea.')).toBeNull()
  })

  it('gives out only what the response meets, of the same kind, for whatever it fails', () => {
    const piece = fc.constantFrom('Tea is warm. ', 'Is it? ', '\n\n', '- one\n', '1. two\n', '# Title\n', '**bold** ', '```js\nx\n```\n', '| a | b |\n|---|---|\n| 1 | 2 |\n', 'It costs $5 on 2024-01-02, see https://a.example. ', '{"a": 1}')
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), fc.constantFrom(...checkers), fc.nat(), (pieces, checker, seed) => {
        const response = pieces.join('')
        for (const kwargs of checker.examples) {
          if (checker.check(response, kwargs).outcome !== 'fail') continue
          const found = restate({ id: checker.id, kwargs }, { instruction: 'Write.', response }, seededRng(seed))
          if (!found) continue
          expect([found.checker.id, found.type]).toEqual([checker.id, checker.type])
          expect(checker.check(response, found.checker.kwargs).outcome).toBe('pass')
          expect(checker.wordings(found.checker.kwargs)).toContain(found.text)
        }
      }),
      { numRuns: 300 },
    )
  })
})
