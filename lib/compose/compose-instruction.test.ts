import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeInstruction } from '#lib/compose/compose-instruction.ts'
import { inputPositions } from '#lib/compose/input-position.ts'
import { seededRng } from '#lib/random.ts'

const said = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '')
const constraints = fc.array(said.map((text) => ({ text })), { minLength: 1, maxLength: 12 })
const position = fc.constantFrom(...inputPositions)

describe('composeInstruction', () => {
  it('says the instruction, every constraint and the whole input, wherever the input stands', () => {
    fc.assert(
      fc.property(said, fc.option(said), constraints, position, fc.nat(), (instruction, input, given, where, seed) => {
        const { text, inputPosition } = composeInstruction({ instruction, input }, given, seededRng(seed), where)
        if (inputPosition !== 'before') expect(text).toContain(instruction.trim())
        for (const constraint of given) expect(text).toContain(constraint.text.trim())
        if (input) expect(text).toContain(`:\n${input}`)
        expect(inputPosition === null).toBe(input === null)
      }),
    )
  })

  it.each(['after', 'before', 'between', 'twice'] as const)('puts the input %s', (where) => {
    const { text, inputPosition } = composeInstruction({ instruction: 'Summarise the following article', input: 'INPUT-TEXT' }, [{ text: 'Use at most 50 words' }], seededRng(3), where)
    expect(inputPosition).toBe(where)
    const [first, last, input, constraint] = [text.indexOf('Summarise'), text.lastIndexOf('Summarise'), text.indexOf('INPUT-TEXT'), text.indexOf('Use at most')]
    expect({ after: first < input && constraint < input, before: input < first && input < constraint, between: first < input && input < constraint, twice: first < input && input < last }[where]).toBe(true)
  })

  it('puts constraints around the input, in every layout: some before it and the others behind, in their order and under marks that go on', () => {
    const given = [1, 2, 3, 4, 5].map((n) => ({ text: `Constraint-${n}` }))
    const layouts = new Set<string>()
    for (let seed = 0; seed < 400; seed++) {
      const { text, layout, connector, inputPosition } = composeInstruction({ instruction: 'Summarise the following article', input: 'INPUT-TEXT' }, given, seededRng(seed), 'around')
      layouts.add(layout)
      expect(inputPosition).toBe('around')
      const at = given.map((one) => text.indexOf(one.text))
      expect(at).toEqual(at.toSorted((a, b) => a - b))
      const input = text.indexOf('INPUT-TEXT')
      expect([at[0] ?? -1, input, at[4] ?? -1].toSorted((a, b) => a - b)).toEqual([at[0], input, at[4]])
      if (connector === 'numbered') for (const n of [1, 2, 3, 4, 5]) expect(text).toContain(`${n}. Constraint-${n}`)
      expect(text.indexOf('Summarise')).toBeLessThan(input)
    }
    expect([...layouts].toSorted()).toEqual(['bare', 'bare-lines', 'casual', 'constraints-first', 'courteous', 'lead-in', 'slots-bold', 'slots-colon', 'slots-heading'])
  })

  it('puts one constraint alone behind the input where constraints are to stand around it, and says so', () => {
    expect(composeInstruction({ instruction: 'Summarise the article', input: 'INPUT-TEXT' }, [{ text: 'Use at most 50 words' }], seededRng(3), 'around').inputPosition).toBe('between')
  })

  it('varies layouts and connectors: every one is met, and none has more than its share', () => {
    const given = [1, 2, 3, 4].map((n) => ({ text: `Constraint ${n}` }))
    const rows = 2000
    const forms = new Map<string, number>()
    const texts = new Set<string>()
    const count = (of: string): unknown => forms.set(of, (forms.get(of) ?? 0) + 1)
    for (let n = 0; n < rows; n++) {
      const { text, layout, connector } = composeInstruction({ instruction: 'Write a letter', input: null }, given, seededRng(11, String(n), 'compose'))
      count(`${layout} ${connector}`)
      texts.add(text)
    }
    // Nine layouts, of which eight take seven connectors each; lead-ins and names of slots differ beside these.
    expect(forms.size).toBe(8 * 7 + 1)
    expect(Math.max(...forms.values())).toBeLessThan(rows / 8)
    expect(texts.size).toBeGreaterThan(150)
    const shareOf = (said: (form: string) => boolean): number => [...forms].filter(([form]) => said(form)).reduce((sum, [, times]) => sum + times, 0) / rows
    for (const layout of ['bare', 'bare-lines', 'casual', 'constraints-first', 'courteous', 'lead-in', 'slots-bold', 'slots-colon', 'slots-heading']) {
      const share = shareOf((form) => form.startsWith(`${layout} `))
      expect(share, layout).toBeGreaterThan(0.05)
      expect(share, layout).toBeLessThan(0.35)
    }
    for (const connector of ['numbered', 'parenthesised', 'lettered', 'hyphen', 'asterisk', 'bullet', 'plain']) expect(shareOf((form) => form.endsWith(` ${connector}`)), connector).toBeLessThan(0.2)
  })

  it('writes the same text for the same seed, and another for others', () => {
    const pair = { instruction: 'Write a letter', input: null }
    const given = [1, 2, 3].map((n) => ({ text: `Constraint ${n}` }))
    expect(composeInstruction(pair, given, seededRng(7, 'x'))).toEqual(composeInstruction(pair, given, seededRng(7, 'x')))
    expect(new Set(Array.from({ length: 200 }, (_, seed) => composeInstruction(pair, given, seededRng(seed)).text)).size).toBeGreaterThan(60)
  })

  it.each([['写一首诗', '写一首诗。'], ['कविता लिखो', 'कविता लिखो।'], ['Write a poem', 'Write a poem.'], ['详细说明！', '详细说明！'], ['「詩」', '「詩」'], ['เขียนบทกวี', 'เขียนบทกวี']])(
    'ends "%s" with the stop of its script',
    (instruction, sentence) => {
      expect(composeInstruction({ instruction, input: null }, [{ text: 'X.' }], seededRng(1)).text).toContain(sentence)
      expect(composeInstruction({ instruction, input: null }, [{ text: 'X.' }], seededRng(1)).text).not.toContain(`${sentence}.`)
    },
  )

  it('refuses to compose without constraints', () => {
    expect(() => composeInstruction({ instruction: 'x', input: null }, [], seededRng(1))).toThrow(RangeError)
  })
})
