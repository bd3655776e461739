import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formulaAt, looksLikeTex } from '#components/reading/formula-place.ts'

/** The formulas of a text, found from left to right. */
function formulas(text: string): string[] {
  const found: string[] = []
  for (let at = 0; at < text.length; at++) {
    const place = formulaAt(text, at)
    if (!place) continue
    found.push(text.slice(at, place.end))
    at = place.end - 1
  }
  return found
}

describe('what is a formula', () => {
  test.each([
    ['It costs $5 and $10.', []],
    ['Between $5-$10, or $1,000/$2,000.', []],
    ['From $3+$4 to US$5 (or A$7).', []],
    ['Pay $5 or 7$ now.', []],
    ['Run echo $HOME/$USER or $PATH:$HOME.', []],
    ['Set $foo_bar,$baz_qux and $a=$b.', []],
    ['$AAPL and $TSLA rose; $ 5 $.', []],
    ['That is worth $$ and more $$ to them.', []],
    ['A \\(remark in brackets\\) and \\[1\\] and \\[x\\] and \\[link\\](there).', []],
    ['a line $x^2\n\n y$ broken', []],
    ['We know $x$, $n$th, $x_i^2$ and $10^{3}$.', ['$x$', '$n$', '$x_i^2$', '$10^{3}$']],
    ['So $a + b = c$; $f(x)$, $(0, 1)$, $\\frac{1}{2}$, $n!$, $2n$, $1/2$.', ['$a + b = c$', '$f(x)$', '$(0, 1)$', '$\\frac{1}{2}$', '$n!$', '$2n$', '$1/2$']],
    ['costs $5, where $x = 5$ and $10 is left', ['$x = 5$']],
    ['\\(x\\) and \\(5\\) and \\(a = \\text{words here}\\)', ['\\(x\\)', '\\(5\\)', '\\(a = \\text{words here}\\)']],
    ['\\[ area = width \\times height \\] $$E = mc^2$$', ['\\[ area = width \\times height \\]', '$$E = mc^2$$']],
    ['$\\text{price} = \\$5$', ['$\\text{price} = \\$5$']],
  ])('in %j', (text, expected) => {
    expect(formulas(text)).toEqual(expected)
  })

  test('amounts are none, however they are joined', () => {
    const amount = fc.tuple(fc.constantFrom('$', 'US$', 'A$'), fc.nat(99_999), fc.constantFrom('', '.50', 'k', ' million', ',000')).map((parts) => parts.join(''))
    const joint = fc.constantFrom(' ', ' and ', ' or ', ', ', '-', '–', '/', ' + ', '+', ' = ', '. A ', ' (', ') ', ' x ', '\n')
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, joint), { minLength: 1, maxLength: 8 }), (parts) => {
        expect(formulas(parts.flat().join(''))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('takes time in proportion to the text', () => {
    const from = process.cpuUsage()
    for (const piece of ['$', '\\(', '\\[', '$$', '$x,', '$(', '$a, ', '\\(a,,,,']) formulas(piece.repeat(6000))
    for (const piece of ['a,', '(', '1', 'a ', ', ', '(,']) looksLikeTex(piece.repeat(3000))
    expect(process.cpuUsage(from).user / 1e6).toBeLessThan(3)
  })
})
