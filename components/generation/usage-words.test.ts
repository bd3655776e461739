import { describe, expect, it } from 'vitest'
import { excerptWords, moneyWords, tokenWords } from '#components/generation/usage-words.ts'

describe('what calls came to, in words', () => {
  it('counts tokens exactly while they are few', () => {
    expect([840, 9999, 12_345, 4_100_000].map(tokenWords)).toEqual(['840', '9,999', '12.3K', '4.1M'])
  })

  it('never calls a small sum nothing', () => {
    expect([0, 0.00001, 0.0123, 1.5].map((amount) => moneyWords(amount, 'EUR'))).toEqual(['0.00 EUR', 'less than 0.0001 EUR', '0.0123 EUR', '1.50 EUR'])
    expect(moneyWords(2, null)).toBe('2.00')
  })

  it('leaves out of an answer what says nothing, and nothing else', () => {
    expect(excerptWords('{"style.tone":null,"other":[],"length":"Be short."}')).toBe('{"length":"Be short."}')
    expect(excerptWords('{"length":"Be short.","style.tone":null}')).toBe('{"length":"Be short."}')
    expect(excerptWords('He said "so":null, and left.')).toBe('He said "so":null, and left.')
  })
})
