import { describe, expect, it } from 'vitest'
import { readAdded } from '#lib/generation/added-constraints.ts'
import { CallFailed } from '#lib/generation/step.ts'
import { answer } from './answer.ts'
import { constraintState, pairState, scripted, variantState, worked } from './working.fixture.ts'

const commas = readAdded('added 1.1', { text: 'Do not use any commas.', type: 'punctuation.absent' })
const short = readAdded('added 2.1', { text: 'Use at most 10 words.', type: 'length.words' })
const warm = readAdded('added 2.2', { text: 'Sound warm.', type: 'style.tone' })
const first = variantState('one', { meta: { added: [commas], earlier: [] } })
const second = variantState('two', { parentId: 'one', depth: 2, meta: { added: [short], earlier: [commas] } })

describe('answer', () => {
  it('asks the request as its reader gets it, with the input behind, once for each sample', async () => {
    const pair = pairState({ system: 'Be kind.', history: [{ role: 'user', content: 'Hello' }, { role: 'assistant', content: 'Good day' }], input: 'green' })
    const { ask, asked } = scripted(' Tea. ', 'More tea.')
    const { answers } = await worked(answer, pair, { ask, settings: { of: ['original'], samples: 2, temperature: 1, maxTokens: 99 } })
    expect(answers).toEqual([
      { variant: null, text: 'Tea.', model: 'scripted', sample: 0, checks: [], generationId: 'generation 1' },
      { variant: null, text: 'More tea.', model: 'scripted', sample: 1, checks: [], generationId: 'generation 2' },
    ])
    expect(asked[0]?.messages).toEqual([
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Good day' },
      { role: 'user', content: 'Tell me about tea.\n\ngreen' },
    ])
    expect(asked.map(({ sample, temperature, maxTokens }) => [sample, temperature, maxTokens])).toEqual([[0, 1, 99], [1, 1, 99]])
  })

  it('does not say an input twice', async () => {
    const { ask, asked } = scripted('Tea.')
    await worked(answer, pairState({ input: 'green', variants: [variantState('one', { text: 'Tell me about this tea:\ngreen\nNo commas.' })] }), { ask })
    expect(asked[0]?.messages.at(-1)?.content).toBe('Tell me about this tea:\ngreen\nNo commas.')
  })

  it('answers the latest of a kind, and of evolved ones the ladder that leads to it', async () => {
    const old = variantState('old', {})
    const refined = ['r1', 'r2'].map((id) => variantState(id, { kind: 'refined' }))
    const { ask } = scripted('a', 'b', 'c')
    const { answers } = await worked(answer, pairState({ variants: [old, ...refined, first, second] }), { ask, settings: { of: ['evolved', 'refined', 'evolved', 'composed'] } })
    expect(answers?.map(({ variant }) => variant)).toEqual(['one', 'two', 'r2'])
  })

  it('checks each against the constraints of its instruction, the pair\'s and the variant\'s own', async () => {
    const exclamations = constraintState('No exclamation marks', { id: 'c1', checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'exclamation_mark' }, version: 1 } })
    const other = constraintState('No question marks', { id: 'c2', checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'question_mark' }, version: 1 } })
    const composed = variantState('zero', { kind: 'composed', constraintIds: ['c1'] })
    const evolved = variantState('two', { parentId: 'zero', constraintIds: ['c1'], meta: { added: [short, warm], earlier: [commas] } })
    const { ask } = scripted('Tea, in short, is good!')
    const { answers } = await worked(answer, pairState({ constraints: [exclamations, other], variants: [composed, evolved] }), { ask })
    expect(answers?.[0]?.checks).toEqual([
      { constraintId: 'c1', outcome: 'fail' },
      { constraintId: 'added 1.1', outcome: 'fail' },
      { constraintId: 'added 2.1', outcome: 'pass' },
    ])
  })

  it('keeps what got an answer, and gives up when nothing did or the endpoint is down', async () => {
    const truncated = new CallFailed('truncated', 'cut')
    const run = (...script: unknown[]) => worked(answer, pairState({ variants: [first] }), { ask: scripted(...script).ask, settings: { samples: 2 } })
    expect((await run('Tea', truncated)).answers).toHaveLength(1)
    await expect(run(truncated, truncated)).rejects.toThrow('cut')
    await expect(run('Tea', new CallFailed('connection', 'down'))).rejects.toThrow('down')
  })

  it('says so when there is nothing to answer', async () => {
    expect(await worked(answer, pairState(), { settings: { of: ['evolved', 'refined'] } })).toEqual({ dropped: 'no evolved or refined instruction to answer' })
  })
})

describe('the contrast of an evolved instruction', () => {
  const contrasts = async (variants: ReturnType<typeof variantState>[], response: string, ...answers: string[]) =>
    (await worked(answer, pairState({ response, variants }), { ask: scripted(...answers).ask })).measurements

  it('is certain where the answer meets every demand and the text before fails an added one only', async () => {
    const response = 'Tea is a drink, and it comes from China.'
    expect(await contrasts([first, second], response, 'Tea is a drink. It comes from China where people like it warm.', 'Tea is a drink and it comes from China.')).toEqual([
      { kind: 'contrast', value: 1, n: 1, variantId: 'one', model: 'scripted', promptVersion: 'answer/1', detail: { kept: [{ chosen: 'answer 0', rejected: 'response', violated: ['added 1.1'] }], open: [], refused: {}, soft: [] } },
      { kind: 'contrast', value: 1, n: 1, variantId: 'two', model: 'scripted', promptVersion: 'answer/1', detail: { kept: [{ chosen: 'answer 0', rejected: 'answer 0', violated: ['added 2.1'] }], open: [], refused: {}, soft: [] } },
    ])
  })

  it.each([
    ['the answer fails a demand', 'Tea, is a drink.', 'Tea is a drink, and it comes.'],
    ['the text before meets what was added', 'Tea is warm.', 'Tea is a drink.'],
    ['their lengths differ too much', `Tea, ${'and tea '.repeat(20)}`, 'Tea is a drink.'],
  ])('is refused where %s', async (reason, response, one) => {
    const found = await contrasts([first], response, one)
    expect(found?.[0]).toMatchObject({ value: 0, detail: { kept: [], refused: { [reason]: 1 } } })
  })

  it('is refused where the text before fails an earlier demand', async () => {
    const found = await contrasts([first, second], 'Tea, tea.', 'Tea, tea, tea, tea, tea, tea, tea, tea, tea, tea, tea.', 'Tea is a drink and it comes from China.')
    expect(found?.[1]).toMatchObject({ variantId: 'two', value: 0, detail: { refused: { 'the text before fails an earlier demand': 1 } } })
  })

  it('stays open where a soft demand decides', async () => {
    const found = await contrasts([variantState('one', { meta: { added: [warm] } })], 'Tea is cold.', 'Tea is warm.')
    expect(found?.[0]).toMatchObject({ value: 0, detail: { kept: [], open: [{ chosen: 'answer 0', rejected: 'response' }], refused: {}, soft: ['added 2.2'] } })
  })
})
