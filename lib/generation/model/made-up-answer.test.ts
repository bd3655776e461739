import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { madeUpInstance, madeUpText } from './made-up-answer.fixture.ts'

const tree: z.ZodType = z.lazy(() => z.object({ name: z.string(), parts: z.array(tree).max(2) }))
const schemas = {
  bounds: z.object({ rating: z.int().min(1).max(5), share: z.number().min(0).max(1), positive: z.number().positive(), whole: z.int().gt(3).lt(5) }),
  texts: z.object({ short: z.string().max(4), long: z.string().min(200), id: z.uuid(), of: z.enum(['a', 'b']), fixed: z.literal('x') }),
  choices: z.object({ maybe: z.string().nullable(), either: z.union([z.int(), z.boolean()]), kind: z.discriminatedUnion('is', [z.object({ is: z.literal('a'), n: z.int() }), z.object({ is: z.literal('b') })]) }),
  lists: z.object({ some: z.array(z.object({ text: z.string(), yes: z.boolean() })).min(2).max(4), any: z.array(z.string()), optional: z.string().optional() }),
  tree,
}

describe('an answer made up from a JSON schema', () => {
  test.each(Object.entries(schemas))('%s: valid for any seed', (_, schema) => {
    for (let seed = 0; seed < 200; seed++) {
      const made = madeUpInstance(z.toJSONSchema(schema, { io: 'input' }), String(seed))
      expect(schema.safeParse(made).error?.issues ?? []).toEqual([])
    }
  })

  test('is the same for the same seed and another for another', () => {
    const schema = z.toJSONSchema(schemas.lists)
    expect(madeUpInstance(schema, 'a')).toEqual(madeUpInstance(schema, 'a'))
    expect(madeUpInstance(schema, 'a')).not.toEqual(madeUpInstance(schema, 'b'))
    expect(madeUpText('a')).toBe(madeUpText('a'))
    expect(madeUpText('a')).not.toBe(madeUpText('b'))
  })

  test('takes quotes from the prompt', () => {
    const prompt = 'Judge this.\nThe fox, which was brown, jumped over the dog twice before noon.\nThanks.'
    const made = z.object({ quote: z.string() }).parse(madeUpInstance(z.toJSONSchema(z.object({ quote: z.string() })), 's', prompt))
    expect(made.quote.length).toBeGreaterThan(5)
    expect(prompt).toContain(made.quote)
  })
})
