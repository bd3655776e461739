import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportConstraint, ExportExample } from '#lib/exports/formats/format.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { jsonOf } from '#lib/exports/json-text.ts'

const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\u0001', '\u2028', 'ä', '語', '😀'), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 20 })
const constraint = fc.record<ExportConstraint>({ type: text, text, checker: fc.option(fc.record({ id: text, kwargs: fc.dictionary(text, fc.oneof(fc.integer(), text)) })), proven: fc.boolean() })
const example = fc.record<ExportExample>(
  {
    id: text, source: text, license: fc.option(text), language: fc.option(text), system: fc.option(text), prompt: text, response: text, originalInstruction: text, originalInput: fc.option(text),
    history: fc.array(fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const), content: text }), { maxLength: 2 }),
    constraints: fc.array(constraint, { maxLength: 3 }),
    composed: fc.record({ layout: text, connector: text, inputPosition: fc.option(text), instruction: fc.constantFrom('original' as const, 'refined' as const), refined: text }, { requiredKeys: ['layout', 'connector', 'inputPosition', 'instruction'] }),
    tags: fc.array(text, { minLength: 1, maxLength: 2 }),
    demonstrations: fc.array(fc.record({ id: text, prompt: text, response: text, originalInstruction: text, originalInput: fc.option(text), constraints: fc.array(constraint, { maxLength: 2 }) }), { maxLength: 2 }),
    stage: fc.record({ number: fc.nat(), score: fc.integer() }),
    level: fc.record({ number: fc.nat(), of: fc.nat() }),
    task: fc.oneof(fc.constant({ kind: 'forward' as const }), fc.record({ kind: fc.constant('general' as const), dataset: text })),
  },
  { requiredKeys: ['id', 'source', 'license', 'language', 'system', 'prompt', 'response', 'originalInstruction', 'originalInput', 'history', 'constraints'] },
)

describe.each(exportFormats.flatMap(({ id, toRow, toJson }) => (toJson ? [{ id, toRow, toJson }] : [])))('$id', ({ toRow, toJson }) => {
  it('has as JSON what its row has, to the byte', () => {
    fc.assert(fc.property(example, (of) => void expect(toJson(of)).toBe(JSON.stringify(toRow(of)))), { numRuns: 300 })
  })
})

it('is in columns what it is in the row', () => {
  const inColumns = exportFormats.flatMap(({ toRow, toColumns }) => (toColumns ? [{ toRow, toColumns }] : []))
  expect(inColumns.length).toBeGreaterThan(0)
  for (const { toRow, toColumns } of inColumns) {
    fc.assert(fc.property(example, (of) => {
      const columns = Object.entries(toColumns(of)).map(([name, value]) => [name, jsonOf(value)])
      expect(columns).toEqual(Object.entries(toRow(of)).map(([name, value]) => [name, JSON.stringify(value)]))
    }), { numRuns: 100 })
  }
})

it('is known of the rows that most exports have', () => {
  expect(exportFormats.filter(({ toJson }) => toJson).map(({ id }) => id)).toContain('sft-messages')
})
