import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leakScore, quotesSentence } from './leaks.ts'

const response = 'Tea was first drunk in China, some say by an emperor. It came to Europe much later. Thank you!'
const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 })

describe('leakScore', () => {
  it('counts the longest run of words shared with the response', () => {
    expect(leakScore('Tell how tea was first drunk in China.', response, '')).toBe(6)
    expect(leakScore('Tell me about coffee', response, '')).toBe(0)
  })

  it('leaves out what the request says itself', () => {
    expect(leakScore('Tell how tea was first drunk in China.', response, 'Was tea first drunk in China?')).toBe(6)
    expect(leakScore('Tell how tea was first drunk in China.', response, 'Explain that tea was first drunk in China')).toBe(0)
  })

  it('counts two characters of a script without spaces as a word', () => {
    expect(leakScore('请写出茶最早在中国出现', '茶最早在中国出现。', '')).toBe(4)
  })

  it('is what comparing every run with every other finds', () => {
    const has = (list: string[], run: string[]) => ` ${list.join(' ')} `.includes(` ${run.join(' ')} `)
    fc.assert(
      fc.property(words, words, words, (text, answer, known) => {
        let longest = 0
        for (let from = 0; from < text.length; from++) {
          for (let to = from + 1; to <= text.length; to++) {
            const run = text.slice(from, to)
            if (has(answer, run) && !has(known, run)) longest = Math.max(longest, run.length)
          }
        }
        expect(leakScore(text.join(' '), answer.join(' '), known.join(' '))).toBe(longest)
      }),
    )
  })

  // Where the cost grew with the square of the length, this would not end before the test's time limit.
  it('ends for long texts', () => {
    const long = 'the tea and the emperor '.repeat(20_000)
    expect(leakScore('the emperor and the tea of the house '.repeat(10), long, long)).toBe(0)
    expect(leakScore('and the emperor the tea', long, '')).toBe(5)
  })
})

describe('quotesSentence', () => {
  it('sees a whole sentence whatever its punctuation, unless it is short or stands in the request', () => {
    expect(quotesSentence('Start with "tea was first drunk in China, some say by an Emperor".', response, '')).toBe(true)
    expect(quotesSentence('Say that it came to Europe much later', response, '')).toBe(true)
    expect(quotesSentence('Say that it came to Europe much later', response, 'Note: it came to Europe much later.')).toBe(false)
    expect(quotesSentence('End with "Thank you!"', response, '')).toBe(false)
    expect(quotesSentence('Say that it came to Europe', response, '')).toBe(false)
  })
})
