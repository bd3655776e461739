import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compileConstraint } from '#lib/constraints/compile.ts'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { officialCounterparts } from '#lib/constraints/official/counterparts.ts'
import { soundTwins } from '#lib/constraints/official/twins.ts'
import { checkers, findChecker } from '#lib/constraints/registry.ts'
import { mapRawType, suggestTypes, vocabulary } from '#lib/constraints/vocabulary.ts'

const reference = process.env.PINCER_REFERENCE_DATA
const instructions = [...(benchmarks.get('ifbench')?.keys() ?? [])]
const titled = <T extends { key: string }>(entries: readonly T[]): [string, T][] => entries.map((item) => [item.key, item])

describe('the vocabulary', () => {
  it('has every key once and every name under one key', () => {
    const names = vocabulary.flatMap(({ key, crab, aliases, benchmarks: ids }) => [key, ...crab, ...aliases, ...ids]).map((name) => name.toLowerCase())
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    for (const { key, facet } of vocabulary) expect(key.split('.')[0]).toBe(facet)
  })

  it('names every checker once, under the type that the checker names', () => {
    expect(vocabulary.flatMap(({ key, checkers: named }) => named.map((id) => [id, key])).toSorted()).toEqual(checkers.map(({ id, type }) => [id, type]).toSorted())
  })

  it('names each of the 83 instructions of IFEval and IFBench once, and nothing else', () => {
    expect(instructions).toHaveLength(83)
    expect(vocabulary.flatMap(({ benchmarks: ids }) => ids).toSorted()).toEqual(instructions.toSorted())
  })

  it.each(instructions)('takes %s for the type of our checker that means the same', (id) => {
    const [twin] = soundTwins(id, {})
    const found = twin ? findChecker(twin.id)?.type : mapRawType(id)
    expect(found).toBe(mapRawType(id))
    expect(found).not.toBe('unmapped')
  })

  it('gives what a checker is called by benchmarks its own type', () => {
    for (const { id, type, examples } of checkers) {
      for (const kwargs of examples) expect(officialCounterparts({ id, kwargs }).map((counterpart) => mapRawType(counterpart.id)).filter((other) => other !== type)).toEqual([])
    }
  })

  it.each(titled(vocabulary.filter(({ key }) => key !== 'unmapped')))('has examples for %s that are understood where there is a checker', (_, { examples, checkers: ids }) => {
    expect(examples.length).toBeGreaterThan(0)
    for (const text of examples) {
      const understood = compileConstraint(text)?.checker.id ?? null
      if (ids.length === 0) expect([text, understood]).toEqual([text, null])
      else expect(ids, text).toContain(understood)
    }
  })

  it('suggests types for a name that it does not know, and maps nothing by likeness', () => {
    expect(mapRawType('Paragraph_Length_Rules')).toBe('unmapped')
    expect(suggestTypes('Paragraph_Length_Rules')[0]).toMatch(/^length\./)
    expect(suggestTypes('JSONOutput')).toContain('format.json')
    expect(suggestTypes('Zzz')).toEqual([])
    for (const { key } of vocabulary.filter((entry) => entry.key !== 'unmapped')) expect(suggestTypes(key)).toContain(key)
  })

  it('folds untidy names and says so when it knows none', () => {
    expect(mapRawType(' Hierarchical_Instructions')).toBe('structure.order')
    expect(mapRawType('Tone Constraints')).toBe('style.tone')
    expect(mapRawType('length_constraints:number_words')).toBe('length.words')
    expect(mapRawType('format:sub-bullets')).toBe('format.list')
    expect(mapRawType('Moon_Phase')).toBe('unmapped')
  })

  it.skipIf(!reference)("knows all 48 keys of Crab's sample as names that Crab uses", () => {
    const sample = z.array(z.object({ Aug_instruction: z.object({ Additional_Instruction: z.record(z.string(), z.string()) }) }))
    const records = sample.parse(JSON.parse(readFileSync(`${reference}/crab-sample.json`, 'utf8')))
    const keys = new Set(records.flatMap((record) => Object.keys(record.Aug_instruction.Additional_Instruction)))
    const known = vocabulary.flatMap(({ crab }) => crab)
    expect(keys.size).toBe(48)
    expect([...keys].filter((key) => !known.includes(key.trim()))).toEqual([])
  })
})
