import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FaultLog } from '#lib/exports/audit/faults.ts'
import { NearLeakFinder, type NearLeakLimits } from '#lib/exports/audit/near-leaks.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import { jaccard, reachesJaccard } from '#lib/text/minhash.ts'

const both: NearDuplicateSearch = { field: 'both', threshold: 0.8 }
const said = (about: string): string => `The keeper of the ${about} writes down each night when the lamp was lit, how far its light was seen and which ships went by in the ${about}'s waters before dawn.`
const prompt = { text: 'Tell me.', field: 'prompt' }

/** A row that asks about something and answers it. */
const row = (asked: string, answer: string, more: Partial<RowFacts> = {}): RowFacts => ({ prompt, asked, response: { text: answer, field: 'response' }, ...more })
const rungs = (...answers: string[]): Pick<RowFacts, 'rungs' | 'isAnswer'> => ({ isAnswer: true, rungs: answers.map((response, n) => ({ stated: n, prompt: 'Tell me.', response })) })

/** What is told of one row of test and rows of training. */
function told(held: RowFacts, training: readonly RowFacts[], search: NearDuplicateSearch | null): { faults: string[]; notes: string[] } {
  const [finder, log] = [new NearLeakFinder(search), new FaultLog()]
  finder.hold('test.jsonl', 1, held)
  for (const [n, facts] of training.entries()) finder.compare('train.jsonl', n + 1, facts)
  finder.compare('test.jsonl', 1, held)
  const notes = finder.report(log, () => false)
  return { faults: log.faults.map(({ file, line, problem }) => `${file} ${line} ${problem}`), notes }
}

it('finds what is nearly the same as a lower answer of a conversation, which the manifest does not promise', () => {
  const conversation = row('Tell me of a harbour.', `${said('mill')} At last.`, rungs(said('quay'), said('harbour')))
  const twin = row('Tell me of a harbour.', `${said('harbour')} Good night.`)
  const answers = [expect.stringMatching(/^1 row that is held out is nearly the same as one of another split by an answer of a conversation/)]
  expect(told(conversation, [twin], both)).toEqual({ faults: [], notes: answers })
  expect(told(twin, [conversation], both)).toEqual({ faults: [], notes: answers })
  expect(told(conversation, [row('Tell me of a barn.', said('barn'))], both)).toEqual({ faults: [], notes: [] })
  expect(told(conversation, [twin], null).notes).toEqual([expect.stringContaining('1 row that is held out is nearly the same as one of another split. The manifest does not say')])
})

it('compares both texts of a preference', () => {
  const rejected = { field: 'rejected', violated: [0], margin: 1 }
  const held = row('Tell me of a harbour.', said('quay'), { isAnswer: true, rejected: { ...rejected, text: said('harbour') } })
  for (const about of ['quay', 'harbour']) expect(told(held, [row('Tell me of a harbour.', `${said(about)} Good night.`)], both).notes).toHaveLength(1)
})

it('tells of what is promised as a fault, also where an answer was found first', () => {
  const held = row('Tell me of a harbour.', said('harbour'))
  const training = [row('Tell me of a harbour.', said('quay'), rungs(`${said('harbour')} Yes.`)), row('Tell me of a harbour.', `${said('harbour')} No.`)]
  expect(told(held, training, both)).toEqual({ faults: ['test.jsonl 1 is nearly the same as line 2 of train.jsonl, which is in another split'], notes: [] })
})

it('says what was not compared, and why', () => {
  const training = [row('A barn?', 'Yes.'), row('A mill?', 'No.'), row('A loft?', said('loft'), { task: { kind: 'general', dataset: 'Talk' } }), { prompt, task: null }, row('A sea?', 'x '.repeat(600_000)), { ...row('', said('well')), asked: undefined }, { ...row('A pond?', ''), response: undefined }]
  const notes = ['Rows and answers not compared with what is held out: 2 of less than 100 characters, 1 of a general set, 1 that may be turned round, 1 of more than 1,000,000 characters, 1 that do not say what their pair was asked, 1 that do not hold a response.']
  expect(told(row('A harbour?', said('harbour')), training, null)).toEqual({ faults: [], notes })
  // Where nothing is held out there is nothing to compare with.
  const finder = new NearLeakFinder(null)
  for (const facts of training) finder.compare('train.jsonl', 1, facts)
  expect(finder.report(new FaultLog(), () => false)).toEqual([])
})

it('compares thousands of rows that refuse in the same words', () => {
  const [finder, log] = [new NearLeakFinder({ ...both, field: 'response' }), new FaultLog()]
  const refusing = (n: number): RowFacts => row(`Tell me of harbour ${n}.`, `${said('harbour')} ${n}`, { isAnswer: true, rejected: { field: 'rejected', violated: [0], margin: 1, text: said('quay') } })
  const rows = 3000
  for (let n = 1; n <= rows; n++) finder.hold('test.jsonl', n, refusing(n))
  for (let n = 1; n <= rows; n++) finder.compare('train.jsonl', n, refusing(-n))
  for (let n = 1; n <= rows; n++) finder.compare('test.jsonl', n, refusing(n))
  expect(finder.report(log, () => false)).toEqual([expect.stringContaining('3,000 rows that are held out are nearly the same')])
})

/** What is told of rows of test and training, most of which are made of the same words. */
function toldOfMany(held: readonly RowFacts[], training: readonly RowFacts[], search: NearDuplicateSearch | null, limits: NearLeakLimits): { faults: string[]; notes: string[] } {
  const [finder, log] = [new NearLeakFinder(search, limits), new FaultLog()]
  for (const [n, facts] of held.entries()) finder.hold(n % 3 === 0 ? 'validation.jsonl' : 'test.jsonl', n + 1, facts)
  for (const [n, facts] of training.entries()) finder.compare('train.jsonl', n + 1, facts)
  for (const [n, facts] of held.entries()) finder.compare(n % 3 === 0 ? 'validation.jsonl' : 'test.jsonl', n + 1, facts)
  const notes = finder.report(log, () => false)
  return { faults: log.faults.map(({ file, line, problem }) => `${file} ${line} ${problem}`), notes }
}

const never: NearLeakLimits = { crowd: Number.POSITIVE_INFINITY, most: 0 }
/** A letter with some of its words chosen: near to most others, and to some nearly the same. */
const letter = fc
  .record({ ship: fc.constantFrom('brig', 'sloop', 'ketch', 'yawl'), from: fc.constantFrom('north', 'south', 'east'), night: fc.integer({ min: 1, max: 4 }), end: fc.constantFrom('', ' All was well.', ' Nobody was lost, and the lamp was lit again.') })
  .map(({ ship, from, night, end }) => `Dear keeper, on the night of the ${night}th we saw a ${ship} come in from the ${from} under little sail, and the harbour master wrote her name down in the great book beside the lamp before he went home to bed.${end}`)
const aRow = fc.tuple(letter, fc.option(letter, { nil: undefined })).map(([answer, rejected]) => row('Write the letter.', answer, rejected === undefined ? {} : { isAnswer: true, rejected: { field: 'rejected', violated: [0], margin: 1, text: rejected } }))
const rows = fc.array(aRow, { minLength: 1, maxLength: 14 })

it('tells of crowds of texts that are almost alike what comparing each with each tells', () => {
  let found = 0
  fc.assert(
    fc.property(rows, rows, fc.constantFrom(null, both, { ...both, threshold: 0.6 }, { field: 'response' as const, threshold: 0.9 }), fc.integer({ min: 0, max: 3 }), (held, training, search, crowd) => {
      const slowly = toldOfMany(held, training, search, never)
      expect(toldOfMany(held, training, search, { crowd, most: 1000 })).toEqual(slowly)
      found += slowly.faults.length + slowly.notes.length
    }),
    { numRuns: 150 },
  )
  expect(found).toBeGreaterThan(50)
})

it('says how many texts it has not compared with all that they are like', () => {
  const notes = (limits: NearLeakLimits): string[] => {
    const finder = new NearLeakFinder({ ...both, threshold: 0.9 }, limits)
    for (let n = 1; n <= 9; n++) finder.hold('test.jsonl', n, row('Write the letter.', `${said('harbour')} Good night to all.`))
    for (let n = 1; n <= 5; n++) finder.compare('train.jsonl', n, row('Write the letter.', said('harbour')))
    return finder.report(new FaultLog(), () => false)
  }
  expect(notes({ crowd: 2, most: 9 })).toEqual([])
  expect(notes({ crowd: 2, most: 8 })).toEqual(['Rows and answers not compared with what is held out: 5 compared with no more than 8 of the texts that they are like.'])
})

it('looks at few of thousands of texts that are almost alike', () => {
  const finder = new NearLeakFinder({ ...both, field: 'response' })
  const many = 4000
  // Two in three of their runs of words are the same; the names of each are its own.
  const letters = (of: string) => Array.from({ length: many }, (_, n) => row('Write.', `${said('harbour')} It was signed by ${of}${n}, by ${n}${of} and by the mate ${of}x${n} that night.`))
  for (const [n, facts] of letters('a').entries()) finder.hold('test.jsonl', n + 1, facts)
  for (const [n, facts] of letters('b').entries()) finder.compare('train.jsonl', n + 1, facts)
  expect(finder.report(new FaultLog(), () => false)).toEqual([])
})

it('finds whether two sets reach a similarity as by counting all that they share', () => {
  const sets = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }).map((items) => new Set(items))
  fc.assert(fc.property(sets, sets, fc.constantFrom(0.05, 0.5, 0.6, 0.7, 0.8, 0.9, 1), (a, b, threshold) => {
    expect(reachesJaccard(a, b, threshold)).toBe(jaccard(a, b) >= threshold)
  }))
})
