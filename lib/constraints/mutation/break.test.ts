import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { backTranslate, checkConstraint } from '#lib/constraints/index.ts'
import { breakConstraint } from '#lib/constraints/mutation/break.ts'
import { applyEdits } from '#lib/constraints/mutation/edit.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'

const responses: string[] = []
for await (const item of readPairs(join(projectRoot, 'prisma', 'sample', 'pairs.jsonl'), { format: 'messages' })) {
  if (item.kind === 'pair') responses.push(item.record.response)
}

describe('breaking one constraint', () => {
  it('breaks exactly that one of those that were read off a response, and says where', () => {
    let broken = 0
    let asked = 0
    for (const [seed, response] of responses.entries()) {
      const mined = backTranslate({ instruction: '', response }, seededRng(seed)).map(({ checker }) => checker)
      for (const target of mined) {
        const others = mined.filter((other) => other !== target)
        const mutant = breakConstraint(response, target, others, seededRng(seed))
        asked++
        if (!mutant) continue
        broken++
        expect(checkConstraint(target, mutant.response).outcome).toBe('fail')
        for (const other of others) expect(checkConstraint(other, mutant.response).outcome).toBe('pass')
        expect(applyEdits(response, mutant.edits)).toBe(mutant.response)
      }
    }
    // Most can be broken alone; some cannot: one more sentence is one more line.
    expect(broken / asked).toBeGreaterThan(0.6)
  })

  it('breaks every kind that is read off some response', () => {
    const kinds = new Map<string, boolean>()
    for (const [seed, response] of responses.entries()) {
      for (const checker of checkers) {
        if (kinds.get(checker.id)) continue
        for (const { kwargs } of checker.mine(response, { instruction: '' }, seededRng(seed)).slice(0, 2)) {
          const target = { id: checker.id, kwargs }
          if (checkConstraint(target, response).outcome !== 'pass') continue
          kinds.set(checker.id, kinds.get(checker.id) || breakConstraint(response, target, [], seededRng(seed)) !== null)
        }
      }
    }
    expect(kinds.size).toBeGreaterThan(50)
    // To answer in another language is no small edit.
    expect([...kinds].filter(([, broken]) => !broken).map(([id]) => id)).toEqual(['pincer:response_language'])
  })

  it('gives nothing for a constraint that does not hold or is of no kind', () => {
    expect(breakConstraint('Two words.', { id: 'pincer:word_count', kwargs: { min: 5 } }, [], seededRng(1))).toBeNull()
    expect(breakConstraint('Two words.', { id: 'pincer:no_such', kwargs: {} }, [], seededRng(1))).toBeNull()
  })

  it('never throws, whatever the text', () => {
    const kwargs = [{ id: 'pincer:word_count', kwargs: { min: 1 } }, { id: 'pincer:bullet_count', kwargs: { min: 1 } }, { id: 'pincer:punctuation_absent', kwargs: { mark: 'comma' } }]
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, seed) => {
        for (const target of kwargs) expect(breakConstraint(text, target, [], seededRng(seed))?.response).not.toBe(text)
      }),
    )
  })
})

test('takes the first lines of a text out that begins with a list', () => {
  const list = '- one delta\n- two deltas\n- three deltas'
  expect(breakConstraint(list, { id: 'pincer:bullet_count', kwargs: { min: 2 } }, [], seededRng(1))?.response).toBe('- three deltas')
  const all = breakConstraint(list, { id: 'pincer:bullet_count', kwargs: { min: 1 } }, [{ id: 'pincer:word_count', kwargs: { max: 40 } }], seededRng(1))
  expect(all && applyEdits(list, all.edits)).toBe(all?.response)
})

const river = 'Rivers carve valleys. They carry silt to the sea.\n\n- one delta\n- two deltas\n- three deltas'
test.each([
  ['pincer:bullet_count', { min: 3, max: 3 }, 'Rivers carve valleys. They carry silt to the sea.\n\n- two deltas\n- three deltas'],
  ['pincer:keywords', { keywords: ['silt'] }, 'Rivers carve valleys. They carry to the sea.\n\n- one delta\n- two deltas\n- three deltas'],
  ['pincer:word_size', { max: 7 }, river.replace('valleys', 'valleyss')],
])('%s %o is broken by the smallest edit', (id, kwargs, expected) => {
  expect(breakConstraint(river, { id, kwargs }, [], seededRng(1))?.response).toBe(expected)
})

const ferry = 'The ferry leaves at dawn. It carries mail for the island. Nobody waits for long.\n\nA bell rings twice before it goes. Gulls follow it out to the sandbank.'
test.each([
  ['paragraphs run on', 'pincer:paragraph_words', { max: 18 }, [{ id: 'pincer:word_count', kwargs: { min: 29, max: 29 } }, { id: 'pincer:sentence_count', kwargs: { min: 5, max: 5 } }]],
  ['sentences are joined', 'pincer:sentence_count', { min: 5 }, [{ id: 'pincer:word_count', kwargs: { min: 29, max: 29 } }]],
  ['words go one by one', 'pincer:word_count', { min: 24 }, [{ id: 'pincer:sentence_count', kwargs: { min: 5, max: 5 } }, { id: 'pincer:ends_with', kwargs: { phrase: 'the sandbank.' } }, { id: 'pincer:starts_with', kwargs: { phrase: 'The ferry leaves' } }]],
])('%s where no single edit breaks one constraint alone', (_what, id, kwargs, others) => {
  const mutant = breakConstraint(ferry, { id, kwargs }, others, seededRng(1))
  expect(checkConstraint({ id, kwargs }, mutant?.response ?? ferry).outcome).toBe('fail')
  for (const other of others) expect([checkConstraint(other, ferry).outcome, checkConstraint(other, mutant?.response ?? '').outcome]).toEqual(['pass', 'pass'])
  expect(breakConstraint(ferry, { id, kwargs }, others, seededRng(1))).toEqual(mutant)
})

test('a text is not told from its original by more words than a few', () => {
  const long = Array.from({ length: 40 }, (_, at) => `Line ${at} says nothing new`).join(', ')
  const demand = { id: 'pincer:word_count', kwargs: { min: 100 } }
  const ends = [{ id: 'pincer:ends_with', kwargs: { phrase: 'nothing new' } }, { id: 'pincer:number_count', kwargs: { min: 40, max: 40 } }]
  expect(checkConstraint(demand, long).outcome).toBe('pass')
  expect(breakConstraint(long, demand, ends, seededRng(1))).toBeNull()
})

test('overlapping edits are refused', () => {
  expect(() => applyEdits('abc', [{ start: 0, end: 2, insert: '' }, { start: 1, end: 3, insert: 'x' }])).toThrow(RangeError)
})
