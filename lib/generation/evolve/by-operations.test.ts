import { describe, expect, it } from 'vitest'
import { readAdded } from '#lib/generation/added-constraints.ts'
import { CallFailed } from '#lib/generation/step.ts'
import { evolve } from '#lib/generation/steps/evolve.ts'
import { constraintState, pairState, scripted, variantState, worked } from '#lib/generation/steps/working.fixture.ts'
import { problemWith } from './by-operations.ts'

const answer = (text: string, added: { text: string; type: string }[], kept: number[] = []) => ({ rationale: 'harder', added_constraints: added, evolved_instruction: text, kept })
const short = { text: 'Use at most 40 words.', type: 'length.words' }
const warm = { text: 'Sound like an old friend.', type: 'tone' }
const first = answer('Tell me about tea, and use at most 40 words.', [short])
const second = answer('Tell me about tea, use at most 40 words and sound like an old friend.', [warm], [1])

describe('evolution by operations', () => {
  it('makes a chain in which each knows what it adds and what was there', async () => {
    const { ask, asked } = scripted(first, second)
    const { variants, ...others } = await worked(evolve, pairState(), { ask, settings: { rounds: 2, operations: ['format'] } })
    const checker = { id: 'pincer:word_count', kwargs: { max: 40 }, version: expect.any(Number) }
    expect(variants).toEqual([
      {
        ref: 'round 1', kind: 'evolved', text: first.evolved_instruction, constraints: [], depth: 1, operation: expect.stringMatching(/^format\.\w+$/), generationId: 'generation 1',
        meta: { method: 'ecd', rationale: 'harder', added: [{ id: 'added 1.1', text: short.text, type: 'length.words', checker }], earlier: [] },
      },
      {
        ref: 'round 2', kind: 'evolved', text: second.evolved_instruction, parent: 'round 1', constraints: [], depth: 2, operation: expect.stringMatching(/^format\.\w+ > format\.\w+$/), generationId: 'generation 2',
        meta: { method: 'ecd', rationale: 'harder', added: [{ id: 'added 2.1', text: warm.text, type: 'unmapped', checker: null }], earlier: [{ id: 'added 1.1', text: short.text, type: 'length.words', checker }] },
      },
    ])
    // What a variant adds is no claim about the pair's response.
    expect(others).toEqual({})
    expect(asked[1]?.messages.at(-1)?.content).toContain(`demands\n1. ${short.text}`)
    expect(asked[1]?.messages.at(-1)?.content).toContain(first.evolved_instruction)
    expect(asked[0]?.messages.at(-1)?.content).not.toContain(' demands\n')
  })

  it('chooses operations by the seed, among those of the recipe', async () => {
    const operations = async (seed: number) => (await worked(evolve, pairState(), { ask: scripted(first, second).ask, settings: { rounds: 2, operations: ['style', 'reasoning'] }, seed })).variants?.[1]?.operation
    const found = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(operations))
    expect(await operations(3)).toBe(found[2])
    expect(new Set(found).size).toBeGreaterThan(3)
    expect(found.every((path) => path?.split(' > ').every((one) => /^(style|reasoning)\./.test(one)))).toBe(true)
  })

  it('goes on from a composed instruction and keeps the constraints that it says', async () => {
    const calm = constraintState('Stay calm.', { id: 'c1' })
    const pair = pairState({ constraints: [calm, constraintState('Other.')], variants: [variantState('zero', { kind: 'composed', text: 'Tell me about tea. Stay calm.', constraintIds: ['c1'], depth: 0 })] })
    const { ask, asked } = scripted(answer('Tell me about tea. Stay calm. Use at most 40 words.', [short], [1]))
    expect((await worked(evolve, pair, { ask })).variants?.[0]).toMatchObject({ parent: 'zero', constraints: ['c1'], depth: 1, meta: { earlier: [] } })
    expect(asked[0]?.messages.at(-1)?.content).toContain('demands\n1. Stay calm.')
  })

  it('ends the chain where a later round fails for its answer, and fails as a whole where the first does or the endpoint', async () => {
    const run = (...script: unknown[]) => worked(evolve, pairState(), { ask: scripted(...script).ask, settings: { rounds: 3 } })
    expect((await run(first, first, first)).variants).toHaveLength(1)
    expect((await run(first, new CallFailed('refused', 'no'))).variants).toHaveLength(1)
    await expect(run({}, {})).rejects.toThrow(CallFailed)
    await expect(run(first, new CallFailed('connection', 'down'))).rejects.toThrow('down')
  })
})

describe('a harder instruction', () => {
  const stage = (text: string, ...demands: { text: string; type: string }[]) => ({ text, demands: demands.map((one) => readAdded('', one)) })
  const plain = stage('Tell me about tea.')
  const shortened = stage('Tell me about tea, and use at most 40 words.', short)

  it('is well when it keeps what there is and says what it adds', () => {
    expect(problemWith(first, plain)).toBeNull()
    expect(problemWith(second, shortened)).toBeNull()
  })

  it.each([
    ['the same text', answer('Tell me, about TEA', [warm]), plain, 'the same as before'],
    ['an unsaid addition', answer('Tell me all about tea.', [warm]), plain, 'does not say added demand 1'],
    ['a demand that is not named as kept', answer(second.evolved_instruction, [warm], []), shortened, 'no longer makes demand 1'],
    ['a demand that is named as kept and gone', answer('Tell me about tea and sound like an old friend.', [warm], [1]), shortened, 'number'],
    ['a soft demand that is named as kept and gone', answer('Tell me about tea in the words of a sailor on the sea.', [{ text: 'Use the words of a sailor.', type: 'x' }], [1]), stage('Tell me about tea and sound like an old friend.', warm), 'no longer makes demand 1'],
    ['what was demanded before', answer('Tell me about green tea, and use at most 40 words.', [{ text: 'Use no more than 40 words.', type: 'x' }], [1]), shortened, 'no addition'],
    ['the same addition twice', answer('Tell me about tea, and use at most 40 words.', [short, { text: 'Use no more than 40 words.', type: 'x' }]), plain, 'Added demand 2 says what another'],
    ['a contradiction', answer('Tell me about tea, and use at most 40 words and at least 90 words.', [{ text: 'Use at least 90 words.', type: 'x' }], [1]), shortened, 'Demands 1 and 2'],
    ['too many words', answer(`${first.evolved_instruction} ${'more tea '.repeat(45)}`, [short]), plain, 'words more than the one before'],
    ['another language', answer('Erzähle mir bitte alles über Tee und verwende dabei auf keinen Fall mehr als 40 words, höchstens 40 words.', [short]), stage('Tell me about tea and about everything that people like to do with it'), 'language'],
  ])('is refused with %s', (_, given, before, problem) => {
    expect(problemWith(given, before)).toContain(problem)
  })

  it.each([
    ['code block', 'Explain this.\n\n```js\nlet tea = 1\n```'],
    ['address', 'Explain https://example.org/tea for me.'],
    ['table', 'Explain this.\n\n| a | b |\n|---|---|\n| 1 | 2 |'],
  ])('is refused when it loses a %s, without saying it', (kind, text) => {
    const problem = problemWith(answer('Explain this, and use at most 40 words.', [short]), stage(text))
    expect(problem).toBe(`A ${kind} of the instruction is missing or changed; copy every ${kind} to the letter.`)
    expect(problemWith(answer(`${text}\n\nUse at most 40 words.`, [short]), stage(text))).toBeNull()
  })
})
