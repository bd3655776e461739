import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { countedOn } from '#lib/constraints/counted.ts'
import { backTranslate, checkConstraint } from '#lib/constraints/index.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'

const responses: string[] = []
for await (const item of readPairs(join(projectRoot, 'prisma', 'sample', 'pairs.jsonl'), { format: 'messages' })) {
  if (item.kind === 'pair') responses.push(item.record.response)
}
const on = (response: string, id: string, kwargs: Record<string, unknown>) => countedOn(response, { id: `pincer:${id}`, kwargs })

test('numbers what is counted, in order of place, and says what the benchmark counts', () => {
  const counted = on('A well-known, open port.', 'word_count', { min: 4, max: 4 })
  expect(counted).toMatchObject({ one: 'word', many: 'words', total: 4, perPart: false })
  expect(counted?.units.map(({ label }) => label)).toEqual(['1', '2', '3', '4'])
  expect(counted?.counts).toEqual([
    { who: 'Pincer', count: 4, holds: true },
    { who: 'IFEval', count: 5, holds: false },
  ])
})

test('tells readings apart where they disagree', () => {
  expect(on('We met Dr. Brown. It rained.', 'sentence_count', { max: 2 })?.counts).toEqual([
    { who: 'Pincer, the coarse reading', count: 2, holds: true },
    { who: 'Pincer, the fine reading', count: 3, holds: false },
    { who: 'IFEval', count: 2, holds: true },
  ])
})

test('labels parts with what they measure', () => {
  const counted = on('One two three. Four five.', 'sentence_words', { max: 3 })
  expect(counted).toMatchObject({ perPart: true, total: 2, counts: [{ who: 'Pincer', count: 3, holds: true }] })
  expect(counted?.units.map(({ label }) => label)).toEqual(['3', '2'])
})

test('says what a benchmark decides where nothing is counted, and nothing where nobody counts', () => {
  expect(on('Done.', 'ends_with', { phrase: 'Done.' })).toMatchObject({ units: [], counts: [{ who: 'IFEval', count: null, holds: true }] })
  expect(on('Done.', 'letter_case', { case: 'lower' })).toBeNull()
  expect(on('今天很好。', 'word_count', { min: 2 })?.units).toEqual([])
  expect(countedOn('x', { id: 'pincer:no_such', kwargs: {} })).toBeNull()
})

test('counts what the verdict names, for every constraint that is mined from real responses', () => {
  let seen = 0
  for (const [index, response] of responses.slice(0, 80).entries()) {
    for (const { checker } of backTranslate({ instruction: '', response }, seededRng(index))) {
      const counted = countedOn(response, checker)
      if (!counted || counted.total === 0) continue
      seen++
      const { measured } = checkConstraint(checker, response)
      const { counts, units, total, perPart } = counted
      if (!perPart && checker.id !== 'pincer:keywords') expect(total, checker.id).toBe(measured)
      if (typeof checker.kwargs.min === 'number' || typeof checker.kwargs.max === 'number') expect(counts.map(({ holds }) => holds), checker.id).not.toContain(false)
      for (const { start, end } of units) expect(start >= 0 && start < end && end <= response.length, checker.id).toBe(true)
      expect(units.toSorted((a, b) => a.start - b.start)).toEqual(units)
    }
  }
  expect(seen).toBeGreaterThan(100)
})
