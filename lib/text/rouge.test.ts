import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rougeL, rougeWords } from './rouge.ts'

const words = fc.array(fc.constantFrom('use', 'at', 'most', 'ten', 'words', 'short', 'a'), { maxLength: 12 })

describe('rougeL', () => {
  it.each([
    // Common subsequence, length of each, worked out by hand: "the cat the mat" of 6 and 6.
    ['The cat sat on the mat.', 'the cat lay under the mat', 4 / 6, 4 / 6, 4 / 6],
    // "police the gunman", "police killed" and "killed the": the longest has 3 of 4.
    ['police kill the gunman', 'police killed the gunman', 3 / 4, 3 / 4, 3 / 4],
    // The order counts: "the gunman" of 4.
    ['the gunman kill police', 'police killed the gunman', 2 / 4, 2 / 4, 2 / 4],
    ['Use at most three paragraphs.', 'At most three paragraphs', 4 / 5, 4 / 4, 8 / 9],
    ['one two', 'three', 0, 0, 0],
    ['', 'three', 0, 0, 0],
    ['...', '...', 0, 0, 0],
    // A word a character: 4 of 6 and 4 of 5.
    ['请用中文回答', '用中文写答', 4 / 6, 4 / 5, 8 / 11],
  ])('%s / %s', (candidate, reference, precision, recall, f) => {
    const found = rougeL(candidate, reference)
    expect(found.precision).toBeCloseTo(precision, 12)
    expect(found.recall).toBeCloseTo(recall, 12)
    expect(found.f).toBeCloseTo(f, 12)
  })

  it('is 1 for a text and itself, whatever its case and punctuation', () => {
    fc.assert(
      fc.property(words.filter((list) => list.length > 0), (list) => {
        expect(rougeL(`${list.join(', ').toUpperCase()}!`, list.join(' ')).f).toBe(1)
      }),
    )
  })

  it('has an F that does not depend on which text comes first, while precision and recall change places', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [one, other] = [rougeL(a.join(' '), b.join(' ')), rougeL(b.join(' '), a.join(' '))]
        expect(one.f).toBe(other.f)
        expect(one.precision).toBe(other.recall)
      }),
    )
  })

  it('finds the longest common subsequence that trying all of them finds', () => {
    fc.assert(
      fc.property(words, words.map((list) => list.slice(0, 7)), (a, b) => {
        let longest = 0
        for (let chosen = 0; chosen < 1 << b.length; chosen++) {
          const part = b.filter((_, index) => chosen & (1 << index))
          let at = 0
          for (const word of a) if (word === part[at]) at++
          if (at === part.length) longest = Math.max(longest, at)
        }
        expect(rougeL(a.join(' '), b.join(' ')).f).toBeCloseTo(a.length + b.length === 0 ? 0 : (2 * longest) / (a.length + b.length), 12)
      }),
    )
  })
})

describe('rougeWords', () => {
  it('reads letters with their marks, digits, and one character of scripts without spaces at a time', () => {
    expect(rougeWords('Café: 3 don’t naïve_x हिन्दी ABC中文 ไทย')).toEqual(['café', '3', 'don', 't', 'naïve', 'x', 'हिन्दी', 'abc', '中', '文', 'ไ', 'ท', 'ย'])
  })
})
