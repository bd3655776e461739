import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewardOf } from '#lib/rewards/reward.ts'

const one = (response: string, id: string, kwargs: Record<string, unknown> | null = {}, prompt = '') => rewardOf({ response, instruction_id_list: [id], kwargs: [kwargs], prompt })

describe('rewardOf', () => {
  it('gives shares, and each instruction by itself with what shows it', () => {
    const reward = rewardOf({
      response: 'One, two.',
      instruction_id_list: ['punctuation:no_comma', 'length_constraints:number_words', 'pincer:word_count'],
      kwargs: [null, { num_words: 2, relation: 'at least', capital_relation: null }, { max: 5 }],
      prompt: '',
    })
    expect(reward).toMatchObject({ strict: 2 / 3, loose: 2 / 3, sound: 2 / 3 })
    expect(reward.instructions.map(({ strict, loose, sound }) => [strict, loose, sound])).toEqual([[false, false, 'fail'], [true, true, 'pass'], [true, true, 'pass']])
    expect(reward.instructions[0]?.evidence).toEqual([{ start: 3, end: 4 }])
    expect(reward.instructions[0]?.detail).not.toBe('')
  })

  it('is loose as the benchmark is: without the first line it follows', () => {
    expect(one('Sure, here it is:\nno comma from here on', 'punctuation:no_comma').instructions[0]).toMatchObject({ strict: false, loose: true })
  })

  it('gives nothing for what cannot be checked, and says why', () => {
    for (const [id, kwargs] of [['no:such', {}], ['pincer:word_count', { max: 'five' }], ['length_constraints:number_words', { relation: 'at least' }]] as const) {
      const reward = one('Five words are in here.', id, kwargs)
      expect(reward).toMatchObject({ strict: 0, loose: 0, sound: 0, instructions: [{ strict: null, loose: null, sound: 'error' }] })
      expect(reward.instructions[0]?.detail).not.toBe('')
    }
  })

  it('looks at the prompt where an instruction does', () => {
    const kwargs = { prompt_to_repeat: 'Say it again.' }
    expect(one('Say it again. It.', 'combination:repeat_prompt', kwargs).strict).toBe(1)
    expect(one('It.', 'combination:repeat_prompt', kwargs).strict).toBe(0)
  })

  it('never throws, and all is between 0 and 1', () => {
    const ids = fc.constantFrom('punctuation:no_comma', 'keywords:existence', 'detectable_format:json_format', 'count:word_count_range', 'pincer:sentence_count', 'x')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.tuple(ids, fc.dictionary(fc.constantFrom('keywords', 'min', 'num_words'), fc.oneof(fc.nat(), fc.string(), fc.array(fc.string())))), { minLength: 1, maxLength: 5 }), (response, asked) => {
        const { strict, loose, sound, instructions } = rewardOf({ response, prompt: '', instruction_id_list: asked.map(([id]) => id), kwargs: asked.map(([, kwargs]) => kwargs) })
        expect(instructions).toHaveLength(asked.length)
        for (const share of [strict, loose, sound]) expect(share >= 0 && share <= 1).toBe(true)
        expect(loose).toBeGreaterThanOrEqual(strict)
      }),
    )
  })
})
