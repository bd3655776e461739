import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mentioned } from '#lib/comments/mentioned.ts'

const people = ['Ada', 'Ada Lovelace', 'José', 'Ben', 'ben'].map((name, index) => ({ id: String(index), name }))
const names = (text: string): string[] => mentioned(text, people).map(({ name }) => name)

describe('who is mentioned', () => {
  it('is named after an @, in capitals or not, the longest name that fits', () => {
    expect(names('@ada lovelace, have a look.')).toEqual(['Ada Lovelace'])
    expect(names('Ask @Ada.')).toEqual(['Ada'])
    expect(names('@Ada Love is somebody else')).toEqual(['Ada'])
    expect(names('(@José)')).toEqual(['José'])
    expect(names('@Jose\u0301!')).toEqual(['José'])
  })

  it('is everybody of a name that two share', () => {
    expect(mentioned('@Ben?', people).map(({ id }) => id)).toEqual(['3', '4'])
  })

  it('is nobody in code, in an address or in a longer word', () => {
    expect(names('`@Ada` and ```\n@Ben\n``` and mail@ada and x.@Ada and @Adam')).toEqual([])
    expect(names('an unclosed ``` @Ben')).toEqual([])
  })

  it('is found wherever the name stands among other words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...people), fc.stringMatching(/^[a-z ,.!]*$/), fc.stringMatching(/^[ ,.!?][a-z ]*$/), ({ name }, before, after) => {
        fc.pre(!before.endsWith('.') && !/[a-z]$/.test(before) && !after.toLowerCase().startsWith(' lovelace'))
        expect(names(`${before}@${name}${after}`)).toContain(name)
      }),
    )
  })
})
