import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLanguage, detectProfile } from './language.ts'

describe('language detection', () => {
  it.each([
    ['en', 'the quick brown fox jumps over the lazy dog and runs away'],
    ['de', 'Der schnelle braune Fuchs springt über den faulen Hund'],
    ['sw', 'Kwa nini pete ya uchumba ni kama mpira wa miguu?'],
    ['ne', 'दिन १: काठमाडौंबाट बिराटनगर उडान। बिहान उडानले काठमाडौंबाट बिराटनगर पुग्नुहोस्।'],
    ['hi', 'एक आदमी है जिसका नाम आरव है वह कभी बोलता नहीं है फिर भी लोग उसे जानते हैं'],
    ['fa', 'یودا، مرد کوچک سبز، در جهانی دیگر با قدرتی بیکران، از جادویی'],
    ['ko', '안녕하세요 만나서 반갑습니다'],
    ['zh', '我们今天去公园散步，天气很好'],
    ['ja', 'これは日本語の文章です。'],
    ['vi', 'Tôi không biết bạn đang nói về điều gì'],
  ])('knows %s', (language, text) => {
    expect(detectLanguage(text)).toMatchObject({ language, confidence: expect.closeTo(1, 1) })
  })

  it('keeps the codes of langdetect apart from ISO 639-1', () => {
    expect(detectProfile('我们今天去公园散步，天气很好')?.language).toBe('zh-cn')
  })

  it('has nothing to go by in digits, punctuation and addresses', () => {
    for (const text of ['', '123 !?', 'https://example.org/the/quick', '😀']) expect(detectLanguage(text)).toBeNull()
  })

  it('looks only at the first letters of words in capitals', () => {
    expect(detectLanguage('THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG WHILE WE WATCH IT TOGETHER')?.language).toBe('en')
  })

  it('leaves Latin words out of a text in another script', () => {
    expect(detectLanguage('Это Windows и Linux, а это просто текст на русском языке')?.language).toBe('ru')
  })

  it('gives one answer, of at most 1, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const found = detectLanguage(text)
        expect(detectLanguage(text)).toEqual(found)
        if (found) expect(found.confidence > 0.1 && found.confidence <= 1).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it.each(['a', '@', 'a@', 'https://', ' ', 'A'])('reads a megabyte of %j within a second', (part) => {
    const text = part.repeat(1_000_000 / part.length)
    detectLanguage('warm')
    const before = process.cpuUsage()
    detectLanguage(text)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
  })
})
