import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { pairFilter } from './contract.ts'
import { exclusions, parseFilter, printFilter, toggleTerm } from './filter-language.ts'

const run = '01890a5d-ac96-774b-bcce-b302099a8057'

it('reads every kind of term', () => {
  const { filter, problems } = parseFilter(
    `about the owl type:length.words verdict:fail reviewer:me response~"a table" instruction~list constraint~"at most" words:>300 status:reviewed source:"my \\"file\\"" language:de decision:accepted origin:llm run:${run} duplicate:yes`,
  )
  expect(problems).toEqual([])
  expect(filter).toEqual({
    q: 'about the owl', type: 'length.words', outcome: 'fail', reviewer: 'me', response: 'a table', instruction: 'list', constraint: 'at most', minWords: 301,
    status: 'reviewed', source: 'my "file"', language: 'de', decision: 'accepted', origin: 'llm', run, nearDuplicate: 'yes',
  })
  expect(pairFilter.parse(filter)).toEqual(filter)
})

test.each([
  ['words:>=5', { minWords: 5 }],
  ['words:<5', { maxWords: 4 }],
  ['words:<=5', { maxWords: 5 }],
  ['words:5', { minWords: 5, maxWords: 5 }],
  ['words:>9999999999', { minWords: 2_147_483_647 }],
  ['words:>=2147483647', { minWords: 2_147_483_647 }],
  ['words:10..20', { minWords: 10, maxWords: 20 }],
  ['words:>10 words:<20', { minWords: 11, maxWords: 19 }],
  ['constraints:0', { minConstraints: 0, maxConstraints: 0 }],
  ['cluster:2', { minCluster: 2, maxCluster: 2 }],
  ['cluster:>2 -cluster:>=9', { minCluster: 3, not: 'cluster:>=9' }],
  ['bits:>3', { minBits: 3.001 }],
  ['grade:8', { minGrade: 8, maxGrade: 8 }],
  ['grade:>12 graded:yes', { minGrade: 13, graded: 'yes' }],
  ['grade:6..9 -grade:7', { minGrade: 6, maxGrade: 9, not: 'grade:7' }],
  ['difficulty:2..3.5', { minDifficulty: 2, maxDifficulty: 3.5 }],
  ['difficulty:<2 -difficulty:1', { maxDifficulty: 1.999, not: 'difficulty:1' }],
  ['bits:2..4.5 type:a', { type: 'a', minBits: 2, maxBits: 4.5 }],
  ['bits:>=1.25 bits:<2', { minBits: 1.25, maxBits: 1.999 }],
  ['has:"bits:<2 type:a" -bits:>8', { has: 'type:a bits:<=1.999', not: 'bits:>=8.001' }],
  ['words:<5 constraints:>3', { maxWords: 4, minConstraints: 4 }],
  ['reached:decision reason:vacuous license:CC0-1.0 contaminated:ifeval', { reached: 'decision', reason: 'vacuous', license: 'CC0-1.0', contaminated: 'ifeval' }],
  ['edited:yes model:"my model" prompt:p-1', { edited: 'yes', model: 'my model', prompt: 'p-1' }],
  ['act:undo by:Ada on:2026-11-21', { act: 'undo', by: 'Ada', on: '2026-11-21' }],
  ['act:accept act:edit by:Ada stands:yes', { act: 'accept', also: 'act:edit', by: 'Ada', stands: 'yes' }],
  ['did:"reason:false act:reject" did:by:Ada', { did: '"reason:false act:reject" "by:Ada"' }],
  ['TYPE:a.b', { type: 'a.b' }],
  ['row:pincer-00ff00ff00ff00ff-level-1-of-3', { row: 'pincer-00ff00ff00ff00ff-level-1-of-3' }],
  ['pincer-00ff00ff00ff00ff', { row: 'pincer-00ff00ff00ff00ff' }],
  ['"pincer-00ff00ff00ff00ff"', { q: 'pincer-00ff00ff00ff00ff' }],
  ['row:281474976710655', { row: '281474976710655' }],
  ['"type:x"', { q: 'type:x' }],
  ['10:30 - 5', { q: '10:30 - 5' }],
  ['', {}],
])('%s', (text, filter) => {
  expect(parseFilter(text)).toEqual({ filter, problems: [] })
})

test.each([
  ['source:Sea source:"My file" source:Sea', { source: 'Sea', also: 'source:"My file"' }, 'source:Sea source:"My file"'],
  ['type:a verdict:fail type:b verdict:pass', { type: 'a', outcome: 'fail', also: 'type:b verdict:pass' }, 'type:a type:b verdict:fail verdict:pass'],
  ['words:0..49 words:100..149', { minWords: 0, maxWords: 49, also: 'words:100..149' }, 'words:0..49 words:100..149'],
  ['words:>=1000 words:0..49', { minWords: 1000, also: 'words:0..49' }, 'words:>=1000 words:0..49'],
  ['words:0..49 words:>=1000', { minWords: 0, maxWords: 49, also: 'words:>=1000' }, 'words:0..49 words:>=1000'],
])('takes any of several values: %s', (text, filter, printed) => {
  expect(parseFilter(text)).toEqual({ filter, problems: [] })
  expect(pairFilter.parse(filter)).toEqual(filter)
  expect(printFilter(pairFilter.parse(filter))).toBe(printed)
})

it('puts a term in and takes it out again, and the other values of its field stay', () => {
  const start = parseFilter('owl source:Sea -verdict:fail').filter
  const more = toggleTerm(start, 'source:Air')
  expect(printFilter(more)).toBe('owl source:Sea source:Air -verdict:fail')
  expect(toggleTerm(more, 'source:Sea')).toEqual({ q: 'owl', source: 'Air', not: 'verdict:fail' })
  expect(toggleTerm(more, 'source:Air')).toEqual(start)
  expect(toggleTerm(toggleTerm({ minWords: 0, maxWords: 49 }, 'words:100..149'), 'words:0..49')).toEqual({ minWords: 100, maxWords: 149 })
})

it('keeps what is excluded as terms of its own', () => {
  const { filter } = parseFilter('-owl night -verdict:fail -source:"a b" -words:>300 -verdict:fail')
  expect(filter).toEqual({ q: 'night', not: '"owl" verdict:fail source:"a b" words:>=301' })
  expect(exclusions(filter.not ?? '')).toEqual([{ q: 'owl' }, { outcome: 'fail' }, { source: 'a b' }, { minWords: 301 }])
})

test.each([
  ['owl verdikt:fail', 5, 'Did you mean verdict, as in verdict:fail?'],
  ['verdict:false', 1, 'it is pass, fail, unsure, error, none, judged-pass or judged-fail'],
  ['response:table', 1, 'response is searched with ~, as in response~"table".'],
  ['type~x', 1, 'type takes a colon'],
  ['a type:', 3, 'type: needs a value, as in type:length.words.'],
  ['words:many', 1, 'write words:300, words:>300'],
  ['words:2.5', 1, 'is no number here'],
  ['grade:8.5', 1, 'write grade:8, grade:>8, grade:<=8 or grade:6..9'],
  ['grade:none', 1, 'is no number here'],
  ['graded:none', 1, 'it is yes or no'],
  ['has:"grade:>8"', 1, 'has takes what is asked of a constraint'],
  ['bits:some', 1, 'write bits:3, bits:>3, bits:<=3 or bits:2..4.5'],
  ['bits:1.23456', 1, 'is no number here'],
  ['did:"bits:>3"', 1, 'did takes what is asked of an act'],
  ['cluster:big', 1, 'write cluster:3, cluster:>3'],
  ['cluster:<0', 1, 'cluster has nothing below 0'],
  ['words:20..10', 1, 'write words:10..20'],
  ['words:<0', 1, 'words has nothing below 0'],
  ['with:a with:b', 8, 'exclude one with a minus, as in -with:'],
  ['words:>3 words:>5', 10, 'write a range'],
  ['owl status:reviewed night', 21, 'put it together'],
  ['source:"a b', 8, 'put a " at the end'],
  ['source:"a"b', 11, 'A space has to stand behind the closing quotes'],
  ['run:12', 1, 'the id of a run'],
  ['on:2026-02-30', 1, 'is no day, such as 2026-11-21'],
  ['on:0000-01-01', 1, 'is no day, such as 2026-11-21'],
  ['http://x', 1, 'To search for the text itself, put it in quotes: "http://x".'],
])('says of %s what is wrong at column %i, and what would be right', (text, column, message) => {
  const [problem] = parseFilter(text).problems
  expect(problem?.column).toBe(column)
  expect(problem?.message).toContain(message)
})

test.each(['source:"a b', '"', 'owl "at ni', 'license:', 'verdict:f', 'run:0189', 'on:2026-1', 'words:>', 'words:300..4', 'bits:2.', 'bits:>2.', 'bits:1.5..', 'has:"ty', 'has:"verdict:f"'])('takes %s for what may come right as it is written on', (text) => {
  expect(parseFilter(text).problems[0]).toMatchObject({ unfinished: true })
})

test.each(['verdikt:fail', 'verdict:never', 'type~x', 'words:many', 'source:"a"b', 'with:a with:b', `source:${'x'.repeat(101)}`])('takes %s for a mistake at once', (text) => {
  expect(parseFilter(text).problems[0]).toMatchObject({ unfinished: false })
})

describe('the round trip', () => {
  const value = fc.oneof(fc.constantFrom('a', 'length.words', 'a b', '"', '\\', 'x:y', '-z', 'me', '10..20', 'pass', 'yes'), fc.string({ minLength: 1, maxLength: 12 }))
  const term = fc.oneof(
    value,
    fc.tuple(fc.constantFrom('', '-'), fc.constantFrom('type', 'verdict', 'reviewer', 'source', 'words', 'response', 'duplicate', 'nonsense'), fc.constantFrom(':', '~'), fc.constantFrom('', '>', '<='), value).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('', '-'), fc.constantFrom('type:a', 'verdict:fail', 'constraint~x', 'owl'), value).map(([minus, first, text]) => `${minus}has:${JSON.stringify(`${first} constraint~${JSON.stringify(text)}`)}`),
    fc.tuple(fc.constantFrom('', '-'), fc.constantFrom('source:', 'response~', ''), value).map(([minus, name, text]) => `${minus}${name}${JSON.stringify(text)}`),
  )
  const filterText = fc.array(term, { maxLength: 6 }).map((terms) => terms.join(' '))

  it('prints what reads as the same filter, without problems', () => {
    fc.assert(
      fc.property(filterText, (text) => {
        const { filter } = parseFilter(text)
        const printed = printFilter(filter)
        expect(parseFilter(printed)).toEqual({ filter, problems: [] })
        expect(printFilter(parseFilter(printed).filter)).toBe(printed)
      }),
      { numRuns: 2000, examples: [['type:a source:a source:" " type:#']] },
    )
  })

  it('reads nothing that the contract refuses', () => {
    fc.assert(fc.property(filterText, (text) => pairFilter.safeParse(parseFilter(text).filter).success))
  })

  it('points into the text', () => {
    fc.assert(
      fc.property(filterText, (text) => {
        for (const { column, endColumn } of parseFilter(text).problems) {
          expect(column).toBeGreaterThan(0)
          expect(endColumn).toBeGreaterThan(column)
          expect(endColumn).toBeLessThanOrEqual(text.length + 2)
        }
      }),
    )
  })
})

it('refuses in the contract further values of fields that take one, and what cannot be read', () => {
  for (const also of ['with:style.tone', 'response~"x"', 'owl', '-source:Sea', 'verdict:maybe']) expect(pairFilter.safeParse({ also }).success).toBe(false)
})

it('refuses in the contract what excludes nothing that can be read', () => {
  expect(pairFilter.safeParse({ not: 'verdict:fail "owl"' }).success).toBe(true)
  expect(pairFilter.safeParse({ not: 'verdict:maybe' }).success).toBe(false)
  expect(pairFilter.safeParse({ not: '-verdict:fail' }).success).toBe(false)
})
