import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { punktSentences } from './punkt.ts'
import { pyStrip } from './python.ts'

const split = (text: string) => punktSentences(text).map(({ start, end }) => text.slice(start, end))

describe('Punkt sentences', () => {
  it.each<[string, string[]]>([
    ['Hello there. How are you? Fine!', ['Hello there.', 'How are you?', 'Fine!']],
    ['Mr. Smith met Dr. Jones. They left.', ['Mr. Smith met Dr. Jones.', 'They left.']],
    ['He lives in the U.S. Maple Street is big.', ['He lives in the U.S. Maple Street is big.']],
    ['He lives in the U.S. They know.', ['He lives in the U.S.', 'They know.']],
    ['It closed at 5 p.m. However, we stayed.', ['It closed at 5 p.m.', 'However, we stayed.']],
    ['We saw J. Bach. He played.', ['We saw J. Bach.', 'He played.']],
    ['Take vitamin B. Then rest.', ['Take vitamin B.', 'Then rest.']],
    ['Wait... no. Wait... Although it is late.', ['Wait... no.', 'Wait...', 'Although it is late.']],
    ['It was . . . strange. Yes.', ['It was .', '.', '.', 'strange.', 'Yes.']],
    ['1. First\n2. Second', ['1.', 'First\n2.', 'Second']],
    ['1. Review it\n2. Salt\n3. pepper\n4. Who?', ['1. Review it\n2.', 'Salt\n3. pepper\n4. Who?']],
    ['In 2001. Business! No. Who.', ['In 2001. Business!', 'No.', 'Who.']],
    ['It costs 3. something else', ['It costs 3. something else']],
    ['(One.) Two. "Three." Four', ['(One.)', 'Two.', '"Three."', 'Four']],
    ['Very bad!!! I know.', ['Very bad!!!', 'I know.']],
    ['One.Two. Three', ['One.Two.', 'Three']],
    ['A list:\n* one.\n* two.', ['A list:\n* one.', '* two.']],
    ['No end  \n', ['No end']],
    ['', []],
    [' \n', []],
  ])('splits %j', (text, sentences) => {
    expect(split(text)).toEqual(sentences)
  })

  it('covers everything but the white space between, in order', () => {
    const word = fc.constantFrom('Mr.', 'the', 'U.S.', 'end.', '"Go!"', '(a.)', '...', '?', '3.', 'J.', '--', '\n', '\u00a0', 'é', '😀.')
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 20 }), fc.constantFrom(' ', '', '\n\n'), (words, between) => {
        const text = words.join(between)
        let at = 0
        for (const { start, end } of punktSentences(text)) {
          expect(start >= at && end > start).toBe(true)
          expect(pyStrip(text.slice(at, start))).toBe('')
          at = end
        }
        expect(pyStrip(text.slice(at))).toBe('')
      }),
    )
  })

  it.each(['. ', 'a. ', '.) ', '!"', ' .', 'Mr. ', '- ', '.\u00a0', "'", '\n'])('reads a megabyte of %j within a second', (part) => {
    const text = part.repeat(1_000_000 / part.length)
    const before = process.cpuUsage()
    punktSentences(text)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
  })
})
