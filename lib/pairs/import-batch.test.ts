import { expect, it } from 'vitest'
import { addTo, emptyBatch, isFull } from './import-batch.ts'
import { pairRecord } from './pair-record.fixture.ts'
import type { PairRecord } from './record.ts'

const long = 'x'.repeat(1_000_000)

it.each<[string, Partial<PairRecord>]>([
  ['instructions', { instruction: long }],
  ['responses', { response: long }],
  ['inputs', { input: long }],
  ['system prompts', { system: long }],
  ['earlier turns', { history: [{ role: 'user', content: long }, { role: 'assistant', content: 'Yes.' }] }],
  ['refined instructions', { refinedInstruction: long }],
  ['constraints', { constraints: [{ rawType: 'Style', text: long }] }],
])('a batch ends after a few records with long %s', (_, changes) => {
  const batch = emptyBatch()
  for (let line = 1; !isFull(batch) && line < 1000; line++) addTo(batch, { kind: 'pair', line, record: pairRecord(changes) })
  expect(batch.items).toBe(4)
})

it('a batch of short records, broken ones among them, ends at 1000', () => {
  const batch = emptyBatch()
  for (let line = 1; !isFull(batch); line++) {
    if (line % 3 === 0) addTo(batch, { kind: 'error', error: { line, field: null, reason: 'is empty', raw: '' } })
    else if (line % 3 === 1) addTo(batch, { kind: 'skip', line, reason: 'no assistant turn' })
    else addTo(batch, { kind: 'pair', line, record: pairRecord() })
  }
  expect([batch.items, batch.pairs.length + batch.errors.length + batch.skipped.length]).toEqual([1000, 1000])
})
