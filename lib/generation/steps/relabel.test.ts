import { describe, expect, it } from 'vitest'
import { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import type { ConstraintState } from '#lib/generation/step.ts'
import { relabel } from './relabel.ts'
import { constraintState, pairState, scripted, worked } from './working.fixture.ts'

const response = `${'Tea is warm and good. '.repeat(20)}Drink it.`
const checked = (text: string, given: Partial<ConstraintState> = {}) => constraintState(text, { checker: compileConstraint(text)?.checker ?? null, outcome: 'fail', ...given })
const formal = constraintState('Sound formal.', { type: 'style.tone', outcome: 'fail', judged: true })
const pairWith = (constraints: ConstraintState[], given = {}) => pairState({ response, constraints, ...given })
const met = { quote: 'Drink it.', reason: 'Short.', satisfied: 'yes', is_restriction: true, repaired: null }

describe('relabel', () => {
  it('puts what a program finds true in the place of what it finds false, and asks nobody', async () => {
    const failed = checked('Use at least 300 words.')
    const { constraints = [], superseded, variants } = await worked(relabel, pairWith([failed]))
    expect(constraints).toMatchObject([{ repairOfId: failed.id, origin: 'rule', type: 'length.words', checker: { id: 'pincer:word_count', kwargs: { min: 100 } }, verdict: { outcome: 'pass' } }])
    expect(checkConstraint(constraints[0]?.checker ?? { id: '', kwargs: {} }, response).outcome).toBe('pass')
    expect(superseded).toEqual([{ constraintId: failed.id, by: constraints[0]?.ref }])
    expect(variants).toBeUndefined()
  })

  it('believes the program before a stored outcome', async () => {
    expect(await worked(relabel, pairWith([checked('Use at least 50 words.')]))).toEqual({ dropped: 'the response fails no constraint' })
    expect((await worked(relabel, pairWith([checked('Use at least 300 words.', { outcome: 'pass' })]))).constraints).toHaveLength(1)
  })

  it('asks a model what the response did where a judge found the failure, and a judge whether that holds', async () => {
    const { ask, asked } = scripted({ did: 'It chats.', constraint: 'Sound chatty.' }, met)
    const { constraints, superseded } = await worked(relabel, pairWith([formal]), { ask })
    expect(constraints).toMatchObject([{ text: 'Sound chatty.', type: 'style.tone', origin: 'llm', repairOfId: formal.id, verdict: null, generationId: 'generation 1', judgement: { outcome: 'pass', generationId: 'generation 2' } }])
    expect(superseded).toEqual([{ constraintId: formal.id, by: constraints?.[0]?.ref }])
    expect(asked.map(({ promptVersion, step }) => [step, promptVersion])).toEqual([['relabel', 'relabel/1'], ['relabel', 'judge/1']])
  })

  it('takes nothing up that does not hold, does not restrict, or is refuted by a program', async () => {
    const nothing = { dropped: 'what the response did instead says nothing' }
    const tried = async (...answers: unknown[]) => {
      const { ask, left } = scripted(...answers)
      const found = await worked(relabel, pairWith([formal]), { ask })
      expect(left()).toBe(0)
      return found
    }
    expect(await tried({ did: 'Nothing.', constraint: null })).toEqual(nothing)
    expect(await tried({ did: 'x', constraint: 'Use at least 300 words.' })).toEqual(nothing)
    expect(await tried({ did: 'x', constraint: 'Sound chatty.' }, { ...met, satisfied: 'no' })).toEqual(nothing)
    expect(await tried({ did: 'x', constraint: 'Sound chatty.' }, { ...met, is_restriction: false })).toEqual(nothing)
    expect((await tried({ did: 'x', constraint: 'Use at least 70 words.' })).constraints).toMatchObject([{ verdict: { outcome: 'pass' } }])
  })

  it('lets a failed one give way to one that says what holds already', async () => {
    const failed = checked('Use at least 300 words.')
    const holds = checked('Write no fewer than 100 words.', { outcome: 'pass' })
    expect(await worked(relabel, pairWith([failed, holds]))).toEqual({ superseded: [{ constraintId: failed.id, by: holds.id }] })
  })

  it('leaves what a person wrote or decided on where it is', async () => {
    const found = await worked(relabel, pairWith([checked('Use at least 300 words.', { origin: 'human' })]))
    expect([found.constraints?.length, found.superseded]).toEqual([1, undefined])
  })

  it('relabels the instruction, too, where that says the failed constraint to the letter', async () => {
    const failed = checked('Use at least 300 words.')
    const { constraints = [], variants } = await worked(relabel, pairWith([failed, formal], { instruction: 'Tell me about tea. Use at least 300 words. Thank you.' }), {
      ask: scripted({ did: '', constraint: null }).ask,
    })
    expect(variants).toEqual([{ kind: 'relabelled', text: `Tell me about tea. ${constraints[0]?.text} Thank you.`, constraints: [constraints[0]?.ref], depth: 0 }])
  })

  it('touches no word of the instruction that only begins like the constraint', async () => {
    const short = constraintState('Rhyme', { outcome: 'fail', judged: true })
    const { ask } = scripted({ did: '', constraint: 'Write it in plain prose.' }, met)
    expect((await worked(relabel, pairWith([short], { instruction: 'Rhymed or not, tell me about tea.' }), { ask })).variants).toBeUndefined()
  })
})
