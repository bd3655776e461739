import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern, PatternError } from './python-pattern.ts'

const count = (pattern: string, text: string, flags = { ignoreCase: true }) => compilePattern(pattern, flags).count(text)

describe("Python's patterns", () => {
  it.each<[string, string, number]>([
    ['cat', 'Cat concatenate CAT', 3],
    ['a.c', 'abc a\nc a\rc', 2],
    ['what?', 'wha what WHAT?', 3],
    ['a*', 'baac', 4],
    ['a*?', 'baa', 6],
    ['(a|ab)(c|bcd)', 'abcd', 1],
    ['', 'ab', 3],
    ['\\b', 'ab c', 4],
    ['^a', 'a\na', 1],
    ['a$', 'a\na\n', 1],
    ['x{2}', 'xxxxx', 2],
    ['x{,2}', 'xxx', 3],
    ['x{a}', 'x{a}', 1],
    ['c++', 'ccc c+', 2],
    ['\\$5', '$5 $50', 2],
    ['[^a-c\\]]', 'abcd]e', 2],
    ['[]a]', ']a[', 2],
    ['\\bété\\b', 'été étés ÉTÉ', 2],
    ['\\baa\\b', 'aaa aa baa aa', 2],
    ['\\b😀a\\b', 'x😀a 😀a x😀ab', 1],
    ['\\b\\$5\\b', 'a$5 $5 a$50', 1],
    ['\\b𝒜a\\b', '𝒜a 𝒜𝒜a', 1],
    ['\\w+', 'e\u0301té ½', 3],
    ['[\\W]', 'a-b_ c', 2],
    ['(?:ab)+', 'ababab ab', 2],
    ['(?P<x>a)b', 'ab', 1],
    ['\\x41\\u00e9', 'aÉ', 1],
    ['😀+', '😀😀x😀', 2],
    ['ß', 'SS ẞ', 1],
    ['i', 'iIıİ', 4],
    ['ı+', 'iIıİ', 1],
    ['[^i]', 'iIıİa', 1],
    ['s', 'ſ', 1],
  ])('%s in %j matches %i times', (pattern, text, expected) => {
    expect(count(pattern, text)).toBe(expected)
    expect(compilePattern(pattern, { ignoreCase: true }).search(text)).toBe(expected > 0)
  })

  it.each([
    ['(', 'unterminated subpattern'],
    [')', 'unbalanced parenthesis'],
    ['*a', 'nothing to repeat'],
    ['a**', 'multiple repeat'],
    ['^*', 'nothing to repeat'],
    ['[a', 'unterminated character set'],
    ['[z-a]', 'bad character range'],
    ['\\q', 'bad escape'],
    ['a\\', 'bad escape'],
    ['x{3,2}', 'min repeat greater'],
    ['(?=a)', 'not supported'],
    ['(a)\\1', 'not supported'],
    ['(a{1000}){1000}', 'repeats too much'],
  ])('refuses %s', (pattern, message) => {
    expect(() => compilePattern(pattern)).toThrow(PatternError)
    expect(() => compilePattern(pattern)).toThrow(message)
  })

  it('ends lines at newlines alone under MULTILINE', () => {
    expect(compilePattern('^b.*$', { multiline: true }).count('a\nb\rb\nb')).toBe(2)
  })

  it('counts capturing groups', () => {
    expect(compilePattern('(a)(?:b)((c))').groups).toBe(3)
  })

  it('agrees with JavaScript on patterns that mean the same in both', () => {
    const leaf = fc.constantFrom('a', 'b', '.', '[ab]', '\\b', '^', '$')
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.tuple(tie('pattern'), tie('pattern')).map(([x, y]) => x + y),
        fc.tuple(tie('pattern'), tie('pattern')).map(([x, y]) => `(?:${x}|${y})`),
        fc.tuple(tie('pattern')).map(([x]) => `\\b${x}\\b`),
        fc.tuple(fc.constantFrom('a', 'b', '(?:a|bb)', '(?:ab)'), fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{1,2}')).map(([x, y]) => x + y),
      ),
    }))
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', ' ') }), (source, text) => {
        expect(compilePattern(source).search(text)).toBe(new RegExp(source).test(text))
        const own = new RegExp(source, 'g')
        if (!own.test('') && !text.match(own)?.includes('')) expect(compilePattern(source).count(text)).toBe(text.match(own)?.length ?? 0)
      }),
      { numRuns: 300 },
    )
  })

  it.each(['(a+)+$', '(a|a)*b', '(?:a?){20}a{20}', 'a.*b.*c'])('runs %s on 100,000 characters within a second', (pattern) => {
    const before = process.cpuUsage()
    compilePattern(pattern).search(`${'a'.repeat(100_000)}!`)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
  })
})
