import { describe, expect, it } from 'vitest'
import { CallFailed } from '#lib/generation/step.ts'
import { backtranslate } from './backtranslate.ts'
import { constraintState, pairState, scripted, worked } from './working.fixture.ts'

const nothing = { 'style.tone': null, 'semantics.topic': null, 'prohibition.content': null, 'language.response': null, other: [] }
const noForm = {
  'structure.order': null, 'format.other': null, 'length.paragraphs': null, 'position.sentence': null, 'format.emphasis': null, 'format.list': null, other: [],
}

describe('backtranslate', () => {
  it('asks once about the whole and once about the form, and keeps what each call proposed apart', async () => {
    const { ask, asked } = scripted(
      { ...nothing, 'style.tone': 'Sound calm and friendly.', other: [{ type: 'Response_Length', text: 'Use at most 20 words.' }, { type: 'Mood', text: 'Make the reader thirsty.' }] },
      { ...noForm, 'length.paragraphs': 'Write exactly two paragraphs.', 'format.list': 'Use at least 3 bullet points.' },
    )
    const { constraints = [], dropped } = await worked(backtranslate, pairState(), { ask })
    expect(dropped).toBeUndefined()
    expect(constraints.map(({ type, rawType, verdict, generationId }) => [type, rawType, verdict?.outcome ?? null, generationId])).toEqual([
      ['style.tone', null, null, 'generation 1'],
      ['length.words', 'Response_Length', 'pass', 'generation 1'],
      ['unmapped', 'Mood', null, 'generation 1'],
      ['length.paragraphs', null, 'pass', 'generation 2'],
      // Refuted, and kept as that.
      ['format.list', null, 'fail', 'generation 2'],
    ])
    expect(constraints.every(({ origin }) => origin === 'llm')).toBe(true)
    expect(asked.map(({ promptVersion, temperature, topP }) => [promptVersion, temperature, topP])).toEqual([
      ['backtranslate-global/1', 0.4, 0.3],
      ['backtranslate-local/1', 0.4, 0.3],
    ])
  })

  it('asks only about the scope that the recipe names', async () => {
    const { ask, asked } = scripted({ ...noForm, 'structure.order': 'Say what it is before where it comes from.' })
    expect((await worked(backtranslate, pairState(), { ask, settings: { scopes: ['local'] } })).constraints).toHaveLength(1)
    expect(asked).toHaveLength(1)
  })

  it('leaves out what the pair has already, and what the other call said', async () => {
    const pair = pairState({ constraints: [constraintState('Sound calm and friendly')] })
    const { ask } = scripted({ ...nothing, 'style.tone': 'Sound calm and friendly.', other: [{ type: 'x', text: 'Use exactly 2 paragraphs.' }] }, { ...noForm, 'length.paragraphs': 'Write exactly two paragraphs.' })
    expect((await worked(backtranslate, pair, { ask })).constraints?.map(({ text }) => text)).toEqual(['Use exactly 2 paragraphs.'])
  })

  it.each([
    [{ ...nothing, 'style.tone': 'N/A', 'semantics.topic': 'NULL' }, 'nothing was proposed'],
    [{ ...nothing, 'style.tone': 'Is it friendly?' }, 'a question, no demand'],
    [{ ...nothing, 'prohibition.content': 'Name no brands and recommend nothing that has to be bought.' }, 'copied from an example of the prompt'],
    [{ ...nothing, 'style.tone': 'Is it friendly?', other: [{ type: 'x', text: 'Use at least 1 word.' }, { type: 'x', text: 'Use at least 2 words.' }] }, 'nearly every response meets it'],
  ])('says why nothing came of it', async (answer, dropped) => {
    const { ask } = scripted(answer)
    expect(await worked(backtranslate, pairState(), { ask, settings: { scopes: ['global'] } })).toEqual({ dropped })
  })

  it('takes no more than three of kinds that were not asked for', async () => {
    const other = ['calmly', 'in haste', 'as a poet would', 'like a child'].map((how) => ({ type: how, text: `Speak ${how}.` }))
    const { ask } = scripted({ ...nothing, other })
    expect((await worked(backtranslate, pairState(), { ask, settings: { scopes: ['global'] } })).constraints).toHaveLength(3)
  })

  it('fails as a whole when one call fails, once the other has been answered', async () => {
    const { ask, asked, left } = scripted(new CallFailed('timeout', 'no answer'), { ...noForm })
    await expect(worked(backtranslate, pairState(), { ask })).rejects.toThrow('no answer')
    expect([asked.length, left()]).toEqual([2, 0])
  })

  it('refuses an answer of another shape, after one repair', async () => {
    const { ask } = scripted('{}', [{ 'style.tone': 1 }])
    await expect(worked(backtranslate, pairState(), { ask, settings: { scopes: ['global'] } })).rejects.toThrow(CallFailed)
  })
})
