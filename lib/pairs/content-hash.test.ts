import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentHash, repairRecord, stripNul } from './content-hash.ts'
import { pairRecord } from './pair-record.fixture.ts'

test('the hash of a pair never changes: it is stored', () => {
  expect(contentHash(pairRecord())).toBe('35438f1e8f4e15ec79f21a0fe4889b960a1543735df3ed7a20aef101e1efb23c')
})

test('the hash counts system, history, instruction, input and response, and nothing else', () => {
  const base = contentHash(pairRecord())
  const turn = { role: 'user', content: 'hello' } as const
  for (const change of [{ system: 's' }, { history: [turn] }, { instruction: 'x' }, { input: 'i' }, { response: 'r' }]) {
    expect(contentHash(pairRecord(change))).not.toBe(base)
  }
  const beside = { externalId: '9', source: 's', language: 'de', license: 'mit', meta: { score: 1 }, refinedInstruction: 'r' }
  expect(contentHash(pairRecord(beside))).toBe(base)
})

test('the hash tells apart what only normalisation or a missing input would make equal', () => {
  expect(contentHash(pairRecord({ response: 'é' }))).not.toBe(contentHash(pairRecord({ response: 'e\u0301' })))
  expect(contentHash(pairRecord({ response: '\ud800' }))).not.toBe(contentHash(pairRecord({ response: '\ufffd' })))
  expect(contentHash(pairRecord({ input: null }))).not.toBe(contentHash(pairRecord({ input: '' })))
})

test('stripNul leaves storable text of the same length, and sound text alone', () => {
  expect(stripNul('a\u0000b\ud83dc😀')).toBe('a\ufffdb\ufffdc😀')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const sound = stripNul(text)
      expect(sound).toHaveLength(text.length)
      expect(sound.isWellFormed() && !sound.includes('\u0000')).toBe(true)
      if (text.isWellFormed() && !text.includes('\u0000')) expect(sound).toBe(text)
    }),
  )
})

test('a record is repaired in every text, and says where', () => {
  const broken = pairRecord({
    response: 'a\u0000',
    history: [{ role: 'user', content: 'x' }, { role: 'assistant', content: '\udc00' }],
    constraints: [{ rawType: 'Digit', text: '\u0000' }],
    meta: { note: ['\u0000'], 'k\u0000': 1 },
  })
  const repaired = repairRecord(broken)
  expect(repaired.meta).toEqual({
    note: ['\ufffd'], 'k\ufffd': 1, repaired: ['history[1]', 'response', 'constraints[0].text', 'meta'],
  })
  expect(JSON.stringify(repaired)).not.toMatch(/\\u0000|\\ud[89a-f]/)
  expect(repairRecord(pairRecord())).toEqual(pairRecord())
})
