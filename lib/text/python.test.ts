import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  pyBoundary,
  pyCapitalize,
  pyCount,
  pyDigit,
  pyEnd,
  pyIsAlpha,
  pyIsDecimal,
  pyIsDigit,
  pyIsLower,
  pyIsSpace,
  pyIsTitle,
  pyIsUpper,
  pyLength,
  pyLineEnd,
  pyLineStart,
  pyLstrip,
  pyRemovePrefix,
  pyRemoveSuffix,
  pyRstrip,
  pySpace,
  pySplit,
  pySplitLines,
  pySplitOn,
  pyStrip,
  pyWord,
} from './python.ts'

const matches = (source: string, text: string) => Array.from(text.matchAll(new RegExp(source, 'gu')), ([match]) => match)

describe("Python's strings", () => {
  it('strips what Python takes for white space and nothing else', () => {
    expect(pyStrip('\x1c\x85 \u2003a b\u3000\n')).toBe('a b')
    expect(pyStrip('\ufeffa\u200b')).toBe('\ufeffa\u200b')
    expect(pyStrip('""a"b""', '"')).toBe('a"b')
    expect(pyLstrip('<<<a>>', '<')).toBe('a>>')
    expect(pyRstrip('a😀b😀😀', '😀')).toBe('a😀b')
    expect(pyStrip(' \n ')).toBe('')
  })

  it('splits at white space, at a separator and at line ends', () => {
    expect(pySplit(' a\x1fb\u2028c\ufeffd ')).toEqual(['a', 'b', 'c\ufeffd'])
    expect(pySplit(' ')).toEqual([])
    expect(pySplitOn('a,,b', ',')).toEqual(['a', '', 'b'])
    expect(() => pySplitOn('a', '')).toThrow('empty separator')
    expect(pySplitLines('a\r\nb\x0bc\x85d\n\n')).toEqual(['a', 'b', 'c', 'd', ''])
    expect(pySplitLines('')).toEqual([])
  })

  it('counts occurrences and code points', () => {
    expect(pyCount('aaaa', 'aa')).toBe(2)
    expect(pyCount('a😀', '')).toBe(3)
    expect(pyLength('a😀\ud800')).toBe(3)
  })

  it('takes affixes off once', () => {
    expect(pyRemovePrefix('aab', 'a')).toBe('ab')
    expect(pyRemoveSuffix('baa', 'a')).toBe('ba')
    expect(pyRemoveSuffix('ba', '')).toBe('ba')
  })

  it('reads case as Python does', () => {
    expect(pyIsUpper('A1!')).toBe(true)
    expect(pyIsUpper('1!')).toBe(false)
    expect(pyIsUpper('ǅA')).toBe(false)
    expect(pyIsUpper('Aª')).toBe(false)
    expect(pyIsLower('ªⓐ')).toBe(true)
    expect(pyIsTitle("They're")).toBe(false)
    expect(pyIsTitle('Ab 1Cd')).toBe(true)
    expect(pyIsTitle('aB')).toBe(false)
    expect(pyCapitalize('éCOLE')).toBe('École')
  })

  it('knows letters, digits and decimals', () => {
    expect(pyIsAlpha('éﬁ漢')).toBe(true)
    expect(pyIsAlpha('e\u0301')).toBe(false)
    expect(pyIsDigit('²٣')).toBe(true)
    expect(pyIsDecimal('²')).toBe(false)
    expect(pyIsDigit('½')).toBe(false)
    expect(pyIsDigit('')).toBe(false)
    expect(pyIsSpace('\x1c\u3000')).toBe(true)
    expect(pyIsSpace('')).toBe(false)
  })

  it('gives the classes of re for a JavaScript expression', () => {
    expect(matches(`${pyWord}+`, "don't e\u0301 ½_क्")).toEqual(['don', 't', 'e', '½_क'])
    expect(matches(pyDigit, '1²٣')).toEqual(['1', '٣'])
    expect(matches(pySpace, '\ufeff\x85')).toEqual(['\x85'])
    expect(matches(`${pyBoundary}été${pyBoundary}`, 'été étés')).toEqual(['été'])
    expect(matches(`${pyLineStart}b${pyLineEnd}`, 'a\nb\r\nb\n\u2028b\u2028\nb')).toEqual(['b', 'b'])
    expect(matches(`b${pyEnd}`, 'b\nb\n')).toEqual(['b'])
  })

  it('rejoins what it splits', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(pySplit(text).join('')).toBe(text.replaceAll(new RegExp(pySpace, 'gu'), ''))
      expect(pyLength(text)).toBe([...text].length)
    }))
  })
})
