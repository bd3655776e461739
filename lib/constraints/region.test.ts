import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { trueRegion } from '#lib/constraints/region.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { readPairs } from '#lib/pairs/read.ts'

const responses: string[] = []
for await (const item of readPairs(join(projectRoot, 'prisma', 'sample', 'pairs.jsonl'), { format: 'messages' })) {
  if (item.kind === 'pair') responses.push(item.record.response)
}
const bounded = checkers.filter(({ parse }) => parse({ min: 1 }).ok || parse({ max: 1 }).ok).map(({ id }) => id)

test.each(bounded)('the true region of %s is exact: its ends hold, what is tighter does not, what is looser does', (id) => {
  const holds = (response: string, kwargs: Record<string, unknown>): boolean => checkConstraint({ id, kwargs }, response).outcome === 'pass'
  fc.assert(
    fc.property(fc.constantFrom(...responses), (response) => {
      const { min, max } = trueRegion(id, response) ?? { min: null, max: null }
      if (min) {
        expect(holds(response, { min: min.tight })).toBe(true)
        expect(holds(response, { min: min.tight + 1 })).toBe(false)
        expect(min.tight >= min.natural && min.natural >= min.loose).toBe(true)
        for (const bound of [min.natural, min.loose].filter((n) => n > 0)) expect(holds(response, { min: bound })).toBe(true)
      }
      if (max) {
        expect(holds(response, { max: max.tight })).toBe(true)
        if (max.tight > 1) expect(holds(response, { max: max.tight - 1 })).toBe(false)
        for (const bound of [max.natural, max.loose]) expect(holds(response, { max: bound })).toBe(true)
      }
    }),
    { numRuns: 8 },
  )
})

test('a response of three bullets has a region around three; a kind without bounds has none', () => {
  expect(trueRegion('pincer:bullet_count', '- one\n- two\n- three')).toEqual({ min: { tight: 3, natural: 3, loose: 2 }, max: { tight: 3, natural: 3, loose: 4 } })
  expect(trueRegion('pincer:bullet_count', 'No list.')).toEqual({ min: null, max: { tight: 0, natural: 0, loose: 1 } })
  expect(trueRegion('pincer:word_count', 'word '.repeat(328))).toMatchObject({ min: { tight: 328, natural: 300, loose: 250 }, max: { tight: 328, natural: 350, loose: 400 } })
  expect(trueRegion('pincer:keywords', 'Tide.')).toBeNull()
  expect(trueRegion('pincer:no_such', 'Tide.')).toBeNull()
})
