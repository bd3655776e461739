import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reverseExample } from '#lib/compose/reverse.ts'
import { readTarget, reverseAsks, targetFormats, writeTarget } from '#lib/compose/reverse-target.ts'
import { seededRng } from '#lib/random.ts'

/** Texts that break what is put together from pieces: quotes, braces, line breaks, marks, headings, half a pair of code units. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('"', '"}', '\\', '\\"', "{'a': 1}", '1. one\n2. two', '- a\n- b', '## Constraints\n1. x', 'a\n\n## Constraints\n1. b', '</response>', '"""', '\u2028', '\ud800', '\u0000', '```json\n{}\n```', '=====', 'end\r\n'),
)
const said = hostile.filter((text) => text.trim() !== '')
const constraint = fc.record({ text: said, checker: fc.constantFrom(null, { id: 'pincer:word_count', kwargs: { min: 3 } }) })
const subject = fc.record({ instruction: said, input: fc.option(said), response: said, refined: fc.option(said), constraints: fc.array(constraint, { minLength: 1, maxLength: 9 }) })

describe('reverseExample', () => {
  it('writes an answer that reads back as what was meant, whatever the texts are', () => {
    fc.assert(
      fc.property(subject, fc.constantFrom(...reverseAsks), fc.boolean(), fc.nat(), (of, asks, graded, seed) => {
        const made = reverseExample(of, asks, graded, seededRng(seed))
        expect(made === null).toBe(asks !== 'constraints' && of.refined === null)
        if (!made) return
        const read = readTarget(made.answer, made.format, asks)
        expect(read?.constraints.map(({ text }) => text)).toEqual(asks === 'refined' ? [] : of.constraints.map(({ text }) => text.trim()))
        expect(read?.refined).toBe(asks === 'constraints' ? null : of.refined)
        if (made.format === 'json') expect(() => JSON.parse(made.answer)).not.toThrow()
        expect(made.prompt).toContain(of.response)
        expect(made.prompt).toContain(of.instruction)
      }),
      { numRuns: 2000 },
    )
  })

  it('makes every format of plain texts, with the marks that its prompt asks for', () => {
    const plain = { instruction: 'Write.', input: null, response: 'A text.', refined: 'Write a text.', constraints: [{ text: 'Use a dot.', checker: null }, { text: 'Be short.', checker: null }] }
    const found = new Set<string>()
    for (let seed = 0; seed < 60; seed++) {
      const made = reverseExample(plain, 'constraints', false, seededRng(seed))
      found.add(made?.format ?? '')
      expect(made?.prompt).not.toMatch(/undefined|\[object|\$\{|\bnull\b/)
      if (made?.format === 'hyphens') expect([made.prompt.includes('hyphen'), made.answer]).toEqual([true, '- Use a dot.\n- Be short.'])
      if (made?.format === 'numbered') expect([made.prompt.includes('numbered list'), made.answer]).toEqual([true, '1. Use a dot.\n2. Be short.'])
      if (made?.format === 'json') expect([made.prompt.includes('JSON'), made.answer]).toEqual([true, '{"constraints":["Use a dot.","Be short."]}'])
      if (made && /There should be (\d+)/.test(made.prompt)) expect(made.prompt).toContain('There should be 2 of them')
    }
    expect(found).toEqual(new Set(targetFormats))
  })

  it('grades what it names: how few other responses meet it', () => {
    const graded = { instruction: 'Write.', input: null, response: 'A text.', refined: null, constraints: [{ text: 'Use at least 1 word.', checker: { id: 'pincer:word_count', kwargs: { min: 1 } } }, { text: 'Use at least 900 words.', checker: { id: 'pincer:word_count', kwargs: { min: 900 } } }, { text: 'Be kind.', checker: null }] }
    const made = reverseExample(graded, 'constraints', true, seededRng(1))
    expect(JSON.parse(made?.answer ?? '')).toEqual({ constraints: [{ text: 'Use at least 1 word.', strength: 'weak' }, { text: 'Use at least 900 words.', strength: 'strong' }, { text: 'Be kind.', strength: null }] })
  })

  it('does not take for an answer what is none', () => {
    expect(readTarget('{"constraints": ["a"', 'json', 'constraints')).toBeNull()
    expect(readTarget('{"constraints": []}', 'json', 'constraints')).toBeNull()
    expect(readTarget('{"constraints": ["a"]}', 'json', 'both')).toBeNull()
    expect(readTarget('1. a\n3. b', 'numbered', 'constraints')).toBeNull()
    expect(readTarget('a', 'headings', 'refined')).toBeNull()
    expect(readTarget(writeTarget({ refined: 'a', constraints: [{ text: 'b' }] }, 'headings'), 'headings', 'both')).toEqual({ refined: 'a', constraints: [{ text: 'b' }] })
  })
})
