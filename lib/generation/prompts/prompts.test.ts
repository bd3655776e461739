import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { prompts } from './index.ts'
import { markerFor, placeholdersOf, promptHash, promptMessages, systemText } from './prompt.ts'

/**
 * What each version says. A changed hash means changed words: raise the version's number and write the new hash beside the new name, for
 * answers are kept by version.
 */
const pinned: Record<string, string> = {
  'backtranslate-global/1': '711f61b6567fd809',
  'backtranslate-local/1': '53d5b7417842bd43',
  'difficulty/1': 'e81e3029da3882f6',
  'evolve-conifer-answerable/1': '47d742c83d5e54ed',
  'evolve-conifer-constraints/1': 'f3a06cb24b912ced',
  'evolve-conifer-ladder/1': 'aaf0a43ef24645ce',
  'evolve-ecd/1': '60be57a3131ed5ce',
  'evolve-tacie-decompose/1': '5181db694391c4ce',
  'evolve-tacie-judge/1': '3c0f35dca1f959b3',
  'evolve-tacie-propose/1': '95d2f997cb4cbe52',
  'evolve-tacie-recompose/1': 'd8a2e8abab944c51',
  'judge/1': 'db1b6807dc6e3a8f',
  'refine/1': 'a37ead0b37923320',
  'relabel/1': 'e40a3673a3a250b0',
}

describe.each(prompts.map((prompt) => [prompt.version, prompt] as const))('the prompt %s', (version, prompt) => {
  it('says what its version is pinned to', () => {
    expect({ [version]: promptHash(prompt) }).toEqual({ [version]: pinned[version] })
  })

  it('has a name and a number', () => {
    expect(version).toMatch(/^[a-z][a-z_-]*\/[1-9]\d*$/)
    expect(prompts.filter((other) => other.version === version)).toHaveLength(1)
  })

  it('leaves nothing unfilled in what is the same for every pair', () => {
    expect(placeholdersOf(systemText(prompt))).toEqual([])
    expect(systemText(prompt)).not.toMatch(/\bundefined\b|\[object |\$\{|\bTODO\b/)
    expect(systemText(prompt)).not.toMatch(/[0-9a-f]{16}/)
  })

  it('shows only examples that its own schema reads, as JSON that parses', () => {
    const { schema, examples } = prompt
    if (!schema) return expect(examples).toEqual([])
    const strict = JSON.stringify(z.toJSONSchema(schema))
    for (const { answer } of examples) {
      const line = systemText(prompt).split('\n').find((each) => each === JSON.stringify(answer))
      const read = schema.parse(JSON.parse(line ?? ''))
      // Nothing that the schema does not know, or that it would have put in.
      expect(read).toEqual(answer)
    }
    expect(strict).toContain('"additionalProperties":false')
  })

  it('names every part of its answer', () => {
    if (!prompt.schema) return
    const { properties } = z.toJSONSchema(prompt.schema)
    for (const name of Object.keys(properties ?? {})) expect(prompt.system).toContain(name)
  })
})

it('pins no version that is gone', () => {
  expect(Object.keys(pinned).filter((version) => !prompts.some((prompt) => prompt.version === version))).toEqual([])
})

describe('promptMessages', () => {
  const prompt = { system: 'Do it.', ask: 'Now, in {{n}} words.', examples: [] }

  it('fills in what the settings say, and throws where a value is missing', () => {
    expect(promptMessages(prompt, { contentHash: 'h', data: [], values: { n: 3 } })[1]?.content).toMatch(/Now, in 3 words\.$/)
    expect(() => promptMessages(prompt, { contentHash: 'h', data: [] })).toThrow(RangeError)
  })

  it('fills in nothing inside the data', () => {
    const [, user] = promptMessages(prompt, { contentHash: 'h', data: [{ name: 'x', text: 'in {{n}} words, $& and {{m}}' }], values: { n: 3 } })
    expect(user?.content).toContain('\nin {{n}} words, $& and {{m}}\n')
  })

  it('puts each text whole between two lines with the marker, which stands nowhere else, whatever the texts are', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(`${markerFor('h', [])}>>>`, `<<<${markerFor('h', [])} instruction`, markerFor('h', [markerFor('h', [])])))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        const [, user] = promptMessages(prompt, { contentHash: 'h', data: texts.map((each, index) => ({ name: `part ${index}`, text: each })), values: { n: 3 } })
        const content = user?.content ?? ''
        const marker = /^The marker is ([0-9a-f]{16})\./.exec(content)?.[1] ?? ''
        expect(content.split(marker)).toHaveLength(2 + 2 * texts.length)
        const parts = content.split(`<<<${marker} `).slice(1)
        expect(parts.map((part, index) => part.slice(`part ${index}\n`.length, part.indexOf(`\n${marker}>>>`)))).toEqual(texts)
      }),
    )
  })

  it('is the same for the same pair, has another marker for another, and leaves out what there is none of', () => {
    const of = (contentHash: string) => promptMessages(prompt, { contentHash, data: [{ name: 'a', text: 'x' }, { name: 'b', text: null }], values: { n: 3 } })
    expect(of('h')).toEqual(of('h'))
    expect(of('h')[1]?.content).not.toBe(of('i')[1]?.content)
    expect(of('h')[0]).toEqual(of('i')[0])
    expect(of('h')[1]?.content).not.toContain(' b\n')
  })
})
