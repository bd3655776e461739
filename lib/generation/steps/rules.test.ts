import { describe, expect, it } from 'vitest'
import { checkConstraint } from '#lib/constraints/index.ts'
import { rules } from './rules.ts'
import { constraintState, pairState, worked } from './working.fixture.ts'

describe('rules', () => {
  it('states only what holds, with its proof, and asks nobody', async () => {
    const pair = pairState()
    const { constraints = [], dropped } = await worked(rules, pair)
    expect(constraints.length).toBeGreaterThan(1)
    expect(dropped).toBeUndefined()
    for (const { origin, verdict, checker } of constraints) {
      expect([origin, verdict?.outcome]).toEqual(['rule', 'pass'])
      expect(checker && checkConstraint(checker, pair.response).outcome).toBe('pass')
    }
  })

  it('says the same for the same seed, and keeps to Crab\'s families when asked', async () => {
    expect(await worked(rules, pairState())).toEqual(await worked(rules, pairState()))
    const { constraints = [] } = await worked(rules, pairState(), { settings: { types: 'crab' } })
    const all = (await worked(rules, pairState())).constraints ?? []
    expect(constraints.length).toBeGreaterThan(0)
    expect(constraints.length).toBeLessThan(all.length)
  })

  it('adds no second constraint of a type that a rule made one of, while those of a model are no reason', async () => {
    const made = (await worked(rules, pairState())).constraints ?? []
    const had = made.map(({ type, text }) => constraintState(text, { type, origin: 'rule' }))
    expect(await worked(rules, pairState({ constraints: had }))).toEqual({ dropped: 'had these constraints already' })
    const [, ...others] = had
    const again = (await worked(rules, pairState({ constraints: others }))).constraints ?? []
    expect(again.map(({ type }) => type)).toEqual([made[0]?.type])
    const ofModels = had.map((constraint) => ({ ...constraint, origin: 'llm' as const }))
    expect((await worked(rules, pairState({ constraints: ofModels }))).constraints).toHaveLength(made.length)
  })

  it('leaves out responses without anything to say of, and those too long to measure', async () => {
    expect(await worked(rules, pairState({ response: '' }))).toEqual({ dropped: 'nothing worth stating' })
    expect(await worked(rules, pairState({ response: 'a '.repeat(500_001) }))).toEqual({ dropped: 'response of more than 1,000,000 characters' })
  })
})
