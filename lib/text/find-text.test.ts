import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldCase, placesOf } from './find-text.ts'

describe('foldCase', () => {
  it('keeps every sign in its place', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldCase(text).length === text.length))
    expect(foldCase('İstanbul ΟΔΟΣ ẞ')).toBe('istanbul οδοσ ß')
  })

  it('is the same for a text in capitals and in small letters, where there is one for one', () => {
    for (const [capital, small] of [['ÄRGER', 'ärger'], ['ДОМ', 'дом'], ['ΟΔΟΣ', 'οδοσ'], ['🦉 OWL', '🦉 owl']]) expect(foldCase(capital ?? '')).toBe(small)
  })
})

describe('placesOf', () => {
  it('finds each place once, whatever the case, signs that mean something elsewhere among them', () => {
    expect(placesOf('An owl. The OWL, owlish', ['owl'])).toEqual([{ start: 3, end: 6 }, { start: 12, end: 15 }, { start: 17, end: 20 }])
    expect(placesOf('100% of_things (a|b)', ['% OF_', '(a|'])).toEqual([{ start: 3, end: 8 }, { start: 15, end: 18 }])
    expect(placesOf('İ owl', ['OWL'])).toEqual([{ start: 2, end: 5 }])
  })

  it('makes one place of those that overlap, and none of nothing', () => {
    expect(placesOf('abcdef', ['bcd', 'cde', 'ef'])).toEqual([{ start: 1, end: 6 }])
    expect(placesOf('aaaa', ['aa'])).toEqual([{ start: 0, end: 4 }])
    expect(placesOf('owl', [''])).toEqual([])
    expect(placesOf('', ['owl'])).toEqual([])
  })

  it('covers only what was asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), (text, needle) => {
        const places = placesOf(text, [needle])
        expect(places.length > 0).toBe(foldCase(text).includes(foldCase(needle)))
        for (const { start, end } of places) expect(foldCase(text.slice(start, end))).toContain(foldCase(needle))
      }),
    )
  })
})
