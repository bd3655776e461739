import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alike } from './alike.ts'
import { readProposal, saysNothing } from './proposals.ts'

const pair = { system: null, history: [], instruction: 'Tell me about tea.', input: null, response: 'Tea is a drink that people like warm. It comes from China, where it was first grown. Enjoy it!' }
const read = (text: string | null, rawType = 'style.tone', others: Parameters<typeof readProposal>[2] = []) => readProposal({ text, rawType }, pair, others, 'g')

describe('readProposal', () => {
  it('compiles what a program can tell, and proves it', () => {
    expect(read('Use at most 40 words.', 'Response_Length')).toMatchObject({
      type: 'length.words', rawType: 'Response_Length', origin: 'llm', checker: { id: 'pincer:word_count', kwargs: { max: 40 } }, verdict: { outcome: 'pass' }, generationId: 'g',
    })
  })

  it('keeps what the program refutes, as refuted', () => {
    expect(read('Use at least 300 words.')).toMatchObject({ type: 'length.words', verdict: { outcome: 'fail', measured: 19 } })
  })

  it('names the type of the vocabulary, and what the model called it where that differs', () => {
    expect(read('Write as a friend would.', 'Desired_Writing_Style')).toMatchObject({ type: 'style.tone', rawType: 'Desired_Writing_Style', checker: null, verdict: null })
    expect(read('Write as a friend would.', 'style.tone')).toMatchObject({ type: 'style.tone', rawType: null })
    expect(read('Write as a friend would.', 'Vibe')).toMatchObject({ type: 'unmapped', rawType: 'Vibe' })
  })

  it.each([
    [null, 'nothing was proposed'],
    ['N/A', 'nothing was proposed'],
    [`Write ${'very '.repeat(60)}warmly.`, 'longer than 60 words'],
    ['json', 'a single word, no demand'],
    ['Should it be friendly?', 'a question, no demand'],
    ['Begin with the words "Tea is a drink that people like warm."', 'gives the response away'],
    ['Say that it comes from China where it was first grown', 'gives the response away'],
    ['Use at least 1 word.', 'nearly every response meets it'],
  ])('refuses %j: %s', (text, refused) => {
    expect(read(text)).toEqual({ refused })
  })

  it('refuses what the prompt itself gave as an example', () => {
    const examples = ['Name no brands and recommend nothing that has to be bought.']
    expect(readProposal({ text: 'name no brands, and recommend nothing that has to be bought', rawType: 'x' }, pair, [], 'g', examples)).toEqual({ refused: 'copied from an example of the prompt' })
    expect(readProposal({ text: 'Name no brands of tea.', rawType: 'x' }, pair, [], 'g', examples)).toHaveProperty('text')
  })

  it('takes a polite demand and a quoted question for no question', () => {
    expect(read('Could you keep it free of any commas, please?')).toHaveProperty('text')
    expect(read("Start the conclusion with 'Why tea?'")).toHaveProperty('text')
  })

  it('lets a short closing phrase be asked for, and what the instruction says itself', () => {
    expect(read('End with "Enjoy it!"', 'Specific_Sentence')).toMatchObject({ verdict: { outcome: 'pass' } })
  })

  it('refuses what another constraint says, in the same words or to the same program', () => {
    const others = [{ text: 'Keep it under 41 words', checker: { id: 'pincer:word_count', kwargs: { max: 40 }, version: 1 } }, { text: 'Write as a good friend would', checker: null }]
    expect(read('Use at most 40 words.', 'x', others)).toEqual({ refused: 'says what another constraint says' })
    expect(read('Write as a friend would.', 'x', others)).toEqual({ refused: 'says what another constraint says' })
    expect(read('Use at most 30 words.', 'x', others)).toHaveProperty('text')
  })

  it('never gives out a constraint that says nothing, whatever a model writes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, rawType) => {
        const found = readProposal({ text, rawType }, pair, [], 'g')
        if ('text' in found) {
          expect(found.text).toMatch(/[\p{L}\p{N}]/u)
          expect(found.text).not.toMatch(/\n/)
          expect(found.checker === null).toBe(found.verdict === null)
        }
      }),
    )
  })
})

describe('saysNothing', () => {
  it.each(['', ' - ', 'NULL', 'null.', '"None"', 'N/A', 'n/a', 'Not applicable.', '(none)', 'No constraint.'])('%j says nothing', (text) => {
    expect(saysNothing(text)).toBe(true)
  })

  it.each(['None of the sentences may be a question.', 'Nothing but a list.', 'No constraint is to be named twice.', 'NA is the sign for sodium'])('%j says something', (text) => {
    expect(saysNothing(text)).toBe(false)
  })
})

describe('alike', () => {
  const checked = (text: string, id: string, kwargs: Record<string, unknown>) => ({ text, checker: { id: `pincer:${id}`, kwargs, version: 1 } })

  it('knows what programs check apart, however alike the words are', () => {
    expect(alike(checked('Use at most 3 words.', 'word_count', { max: 3 }), checked('Use at most 3 paragraphs.', 'paragraph_count', { max: 3 }), 0.6)).toBe(false)
    expect(alike(checked('Use at most 10 words.', 'word_count', { max: 10 }), checked('Use at least 10 words.', 'word_count', { min: 10 }), 0.6)).toBe(false)
    expect(alike(checked('Use at most 10 words.', 'word_count', { max: 10 }), checked('Use at most 20 words.', 'word_count', { max: 20 }), 0.6)).toBe(true)
  })

  it('knows the same demand in other words, in whatever order its kwargs stand', () => {
    expect(alike(checked('Two to four words.', 'word_count', { min: 2, max: 4 }), checked('Be brief!', 'word_count', { max: 4, min: 2 }), 0.6)).toBe(true)
  })

  it('compares words where a program checks but one', () => {
    expect(alike(checked('Use at most 3 words.', 'word_count', { max: 3 }), { text: 'Use at most three words', checker: null }, 0.6)).toBe(true)
    expect(alike(checked('Use at most 3 words.', 'word_count', { max: 3 }), { text: 'Be kind', checker: null }, 0.6)).toBe(false)
  })
})
