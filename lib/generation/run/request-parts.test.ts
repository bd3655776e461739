import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { foldRequest, keepParts, unfoldRequest } from './request-parts.ts'

useInstallation()

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((value) => value.isWellFormed() && !value.includes('\u0000'))
const requests = fc.record(
  {
    model: text,
    messages: fc.array(fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: text }), { maxLength: 4 }),
    response_format: fc.record({ type: fc.constant('json_schema'), json_schema: fc.dictionary(fc.constantFrom('name', 'schema'), text, { noNullPrototype: true }) }, { noNullPrototype: true }),
    temperature: fc.integer(),
  },
  { requiredKeys: ['model'], noNullPrototype: true },
)

describe('requests in parts', () => {
  it('come back as they were sent', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { request: stored, parts } = foldRequest(request)
        await keepParts(parts)
        expect(await unfoldRequest(z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(stored))))).toEqual(request)
      }),
      { numRuns: 60 },
    )
  })

  it('hold a prompt once, however many send it', async () => {
    const prompt = 'Judge with care. '.repeat(400)
    const sent = ['a', 'b', 'c'].map((content) => foldRequest({ messages: [{ role: 'system', content: prompt }, { role: 'user', content }] }))
    for (const { parts } of sent) await keepParts(parts)
    const hash = createHash('sha256').update(JSON.stringify(prompt)).digest('hex')
    expect(sent.map(({ request }) => JSON.stringify(request).length < 200)).toEqual([true, true, true])
    expect(await db().requestPart.count({ where: { hash } })).toBe(1)
  })

  it('of which a part is missing show what is missing', async () => {
    const { request } = foldRequest({ messages: [{ role: 'system', content: 'never kept' }] })
    expect(await unfoldRequest(request)).toEqual(request)
  })

  it('without parts are as they are', async () => {
    const request = { messages: [{ role: 'user', content: 'hello' }], completion: 'there', prompt_logprobs: true }
    expect(foldRequest(request)).toEqual({ request, parts: new Map() })
    expect(await unfoldRequest(request)).toEqual(request)
  })
})
