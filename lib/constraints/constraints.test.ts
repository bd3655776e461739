import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { auditConstraint } from '#lib/constraints/audit.ts'
import { backTranslate, checkConstraint, compileConstraint, crabRuleTypes } from '#lib/constraints/index.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { seededRng } from '#lib/random.ts'

const reference = process.env.PINCER_REFERENCE_DATA

const word = fc.stringMatching(/^[a-z]{1,14}$/)
const sentence = fc
  .tuple(fc.array(fc.oneof({ weight: 8, arbitrary: word }, fc.constantFrom('Dr. Smith', 'e.g. this', '3.14', 'U.S.', '"quoted"', 'naïve', 'well-known')), { minLength: 1, maxLength: 30 }), fc.constantFrom('.', '!', '?', '...', '."', '', ';', ':'))
  .map(([words, stop]) => `${words.join(' ')}${stop}`)
const block = fc.oneof(
  { weight: 6, arbitrary: fc.array(sentence, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' ')) },
  fc.array(sentence, { minLength: 1, maxLength: 5 }).map((parts) => parts.map((part, n) => `${n + 1}. ${part}`).join('\n')),
  fc.array(sentence, { minLength: 1, maxLength: 5 }).map((parts) => parts.map((part) => `- ${part}`).join('\n')),
  sentence.map((text) => `## ${text}`),
  sentence.map((text) => `\`\`\`python\n${text}\n\`\`\``),
  fc.constant('| a | b |\n|---|---|\n| 1 | 2 |'),
  fc.constantFrom('これは日本語の文です。とても短いです。', '今天天气很好，我们去公园。', 'هذا نص عربي، وهو قصير؟', '¿Qué tal? ¡Bien!'),
)
const prose = fc.array(block, { minLength: 1, maxLength: 6 }).chain((parts) => fc.constantFrom('\n\n', '\n').map((gap) => parts.join(gap)))
const anyText = fc.oneof(prose, fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }))

describe('backTranslate', () => {
  it('emits only what its own checker passes, with evidence that lies in the response', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), (response, instruction, seed) => {
        const mined = backTranslate({ instruction, response }, seededRng(seed))
        expect(new Set(mined.map((constraint) => constraint.type)).size).toBe(mined.length)
        for (const { checker, evidence, text } of mined) {
          expect(checkConstraint(checker, response).outcome).toBe('pass')
          // What is quoted comes from the response, which may hold any word.
          expect(text.replace(/"[^"]*"/g, '')).not.toMatch(/undefined|NaN|Infinity|null/)
          let last = 0
          for (const { start, end } of evidence) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(response.length)
            last = start
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('says the same for the same seed', () => {
    fc.assert(
      fc.property(prose, fc.nat(), (response, seed) => {
        const pair = { instruction: 'Write.', response }
        expect(backTranslate(pair, seededRng(seed))).toEqual(backTranslate(pair, seededRng(seed)))
      }),
    )
  })

  it('states the same types whatever the seed', () => {
    fc.assert(
      fc.property(prose, fc.nat(), fc.nat(), (response, seed, other) => {
        const types = (of: number) => backTranslate({ instruction: 'Write.', response }, seededRng(of)).map(({ type }) => type)
        expect(types(other)).toEqual(types(seed))
      }),
      { numRuns: 300 },
    )
  })

  it("keeps to Crab's six families when asked to", () => {
    const response = 'Rivers carve valleys over long ages. They carry silt down to the sea and build deltas there. Floods renew the fields beside them every year.'
    const types = new Set(Array.from({ length: 40 }, (_, seed) => backTranslate({ instruction: 'Describe rivers', response }, seededRng(seed), { types: 'crab' })).flat().map((item) => item.type))
    expect(types).toEqual(
      new Set(['length.words', 'length.paragraph-sentences', 'length.sentence-words', 'length.word-size', 'lexical.include', 'punctuation.absent']),
    )
  })

  it.skipIf(!reference)('holds its law on real responses', async () => {
    const { readPairs } = await import('#lib/pairs/read.ts')
    let seen = 0
    let made = 0
    for await (const item of readPairs(`${reference}/alpaca-52k.jsonl.gz`, { format: 'alpaca' })) {
      if (item.kind !== 'pair' || seen++ % 20 !== 0) continue
      for (const { checker } of backTranslate(item.record, seededRng(seen))) {
        made++
        expect(checkConstraint(checker, item.record.response).outcome).toBe('pass')
      }
    }
    expect(made).toBeGreaterThan(5000)
  }, 120_000)
})

describe('every checker', () => {
  it('is understood again from each of its own wordings, with the same kwargs', () => {
    for (const checker of checkers) {
      for (const kwargs of checker.examples) {
        const wordings = checker.wordings(kwargs)
        expect(wordings.length).toBeGreaterThan(0)
        expect(new Set(wordings).size).toBe(wordings.length)
        for (const text of wordings) expect({ text, checker: compileConstraint(text)?.checker }).toEqual({ text, checker: { id: checker.id, kwargs, version: checker.version } })
      }
    }
  })

  it('answers any text without throwing, and within its bounds', () => {
    fc.assert(
      fc.property(anyText, (response) => {
        for (const checker of checkers) {
          for (const kwargs of checker.examples) {
            const { outcome, evidence } = checker.check(response, kwargs)
            expect(outcome).not.toBe('error')
            for (const { start, end } of evidence) expect(0 <= start && start < end && end <= response.length).toBe(true)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives an error, never a pass, for kwargs it does not understand', () => {
    for (const checker of checkers) {
      for (const kwargs of [{}, null, { max: -1 }, { min: 'many' }, { mark: 'dash' }, { keywords: [] }]) {
        const result = checkConstraint({ id: checker.id, kwargs }, 'Some text here.')
        expect(result.outcome).toBe('error')
      }
    }
    expect(checkConstraint({ id: 'pincer:no_such', kwargs: {} }, 'x')).toMatchObject({ outcome: 'error', detail: expect.stringContaining('pincer:no_such') })
  })

  it.each(['a', '. ', '*', '"', '`', '- \n', '1. ', 'A.', '(', '\n', ', ', '#', '｡', 'Mr. ', '|', '- a\n', '**a ', '1,', '😀'])(
    'reads long runs of %j in a time that grows with their length only',
    (part) => {
      const response = part.repeat(Math.ceil(2e5 / part.length))
      backTranslate({ instruction: 'x', response }, seededRng(1))
      for (const checker of checkers) expect(checker.check(response, checker.examples[0]).outcome).not.toBe('error')
      expect(compileConstraint(response)).toBeNull()
    },
    60_000,
  )
})

describe('compileConstraint', () => {
  const cases: [string, string, Record<string, unknown>][] = [
    ['Your response should be no more than 310 words long.', 'pincer:word_count', { max: 310 }],
    ['Limit the text length to no fewer than 90 and no more than 130 words to maintain conciseness.', 'pincer:word_count', { min: 90, max: 130 }],
    ['Use fewer than 100 words.', 'pincer:word_count', { max: 99 }],
    ['Write more than 1,000 words.', 'pincer:word_count', { min: 1001 }],
    ['Answer in exactly three sentences.', 'pincer:sentence_count', { min: 3, max: 3 }],
    ['Keep each sentence under 30 words.', 'pincer:sentence_words', { max: 29 }],
    ['Confine word counts to 80 per sentence.', 'pincer:sentence_words', { max: 80 }],
    ['Hold each paragraph to a strict maximum of 3 sentences.', 'pincer:paragraph_sentences', { max: 3 }],
    ['No word in the answer should fall below 15 characters in length.', 'pincer:word_size', { min: 15 }],
    ['Please verify that there are no commas in your entire response.', 'pincer:punctuation_absent', { mark: 'comma' }],
    ["To enhance the quality of your response, don't forget to use the keywords \"a b\", \"c\" throughout.", 'pincer:keywords', { keywords: ['a b', 'c'] }],
    ['Do not use the words "very" or "really".', 'pincer:forbidden_words', { words: ['very', 'really'] }],
  ]
  it.each(cases)('understands %s', (text, id, kwargs) => {
    expect(compileConstraint(text)?.checker).toMatchObject({ id, kwargs })
  })

  it.each([
    'Give it a title of 3 words.',
    'Each paragraph should be about 50 words.',
    'Avoid too many commas.',
    'Use commas sparingly.',
    'Start with the word "Indeed" and a comma.',
    'Write a haiku.',
    'The first sentence should have 10 words.',
    'Each bullet point should have at most 12 words and a verb.',
    'Ensure each description is approximately 40-80 words in length.',
    'Use the word "time" at least 3 times in each paragraph.',
    'Include 3 examples and 2 counterexamples.',
    'Do not use commas except in lists.',
    'Mention the year 1969.',
    '',
  ])('leaves alone what it cannot be sure of: %s', (text) => {
    expect(compileConstraint(text)).toBeNull()
  })
})

const crabRecords = z.array(
  z.object({
    messages: z.array(z.object({ content: z.string() })),
    Aug_instruction: z.object({ Additional_Instruction: z.record(z.string(), z.string()) }),
  }),
)

describe.skipIf(!reference)("the audit of Crab's published sample", () => {
  const records = reference ? crabRecords.parse(JSON.parse(readFileSync(`${reference}/crab-sample.json`, 'utf8'))) : []
  const audits = records.flatMap((record) =>
    Object.entries(record.Aug_instruction.Additional_Instruction)
      .filter(([type]) => crabRuleTypes.includes(type))
      .map(([type, text]) => ({ ...auditConstraint(type, text, record.messages.at(-1)?.content ?? ''), rawType: type })),
  )
  const failed = (rawType: string) => audits.filter((audit) => audit.rawType === rawType && audit.verdict === 'fail').length

  it('refutes the thirty false constraints and no more', () => {
    expect(audits).toHaveLength(85)
    expect(Object.fromEntries(crabRuleTypes.map((type) => [type, failed(type)]))).toEqual({ Digit: 9, Paragraph: 1, Sentence: 0, Word: 20, Keyword: 0, Punctuation: 0 })
  })

  it('shows the number and, but for whole-text minima, the place', () => {
    for (const { verdict, measured, evidence, type } of audits) {
      if (verdict !== 'fail') continue
      expect(measured).toBeTypeOf('number')
      if (type !== 'length.words') expect(evidence.length).toBeGreaterThan(0)
    }
  })
})
