import { describe, expect, it } from 'vitest'
import { compileConstraint } from '#lib/constraints/index.ts'
import { CallFailed, type ConstraintState } from '#lib/generation/step.ts'
import { judge } from './judge.ts'
import { constraintState, pairState, scripted, worked } from './working.fixture.ts'

const says = (satisfied: 'yes' | 'no' | 'unsure', given: Record<string, unknown> = {}) => ({
  quote: 'It comes from China.', reason: 'The quote says so', satisfied, is_restriction: true, repaired: null, ...given,
})
const calm = constraintState('Sound calm.', { type: 'style.tone' })
const pairWith = (...constraints: ConstraintState[]) => pairState({ constraints })
const checked = (text: string, given: Partial<ConstraintState> = {}) => constraintState(text, { checker: compileConstraint(text)?.checker ?? null, ...given })

describe('judge', () => {
  it('gives the verdict with its quote in place, asked with instruction, response and constraint', async () => {
    const { ask, asked } = scripted(says('yes'))
    const pair = pairWith(calm)
    const { verdicts, constraints, superseded } = await worked(judge, pair, { ask })
    expect(verdicts).toEqual([
      { constraintId: calm.id, outcome: 'pass', meaningful: true, detail: 'The quote says so.', evidence: [{ start: 16, end: 36, role: 'support' }], generationId: 'generation 1' },
    ])
    expect(pair.response.slice(16, 36)).toBe('It comes from China.')
    expect([constraints, superseded]).toEqual([undefined, undefined])
    const user = asked[0]?.messages.at(-1)?.content
    for (const text of [pair.instruction, pair.response, calm.text]) expect(user).toContain(text)
    expect(asked[0]).toMatchObject({ promptVersion: 'judge/1', temperature: 0, sample: 0 })
  })

  it('never asks about what a program decides, and asks where it cannot', async () => {
    const unsure = checked('Write exactly 3 sentences.')
    const pair = { ...pairWith(checked('Use at most 40 words.', { outcome: 'unsure' }), checked('Use at least 400 words.'), unsure), response: 'See e.g. Tea. It is good. Enjoy' }
    const { ask, asked } = scripted(says('yes', { quote: 'Enjoy' }))
    expect((await worked(judge, pair, { ask })).verdicts?.map(({ constraintId }) => constraintId)).toEqual([unsure.id])
    expect(asked).toHaveLength(1)
  })

  it('does not judge twice, unless asked to', async () => {
    const pair = pairWith({ ...calm, judged: true, outcome: 'pass' })
    expect(await worked(judge, pair)).toEqual({ dropped: 'no constraint needs a judge' })
    const { ask } = scripted(says('no'))
    expect((await worked(judge, pair, { ask, settings: { judged: true } })).verdicts?.[0]?.outcome).toBe('fail')
  })

  it.each(['It came from China.', 'it comes from China.', 'It comes from  China.', '“It comes from China.”', 'It … China.', ' '])('sends a quote back that is not in the response to the letter: %j', async (quote) => {
    const { ask } = scripted(says('yes', { quote }), says('yes'))
    expect((await worked(judge, pairWith(calm), { ask })).verdicts?.[0]?.outcome).toBe('pass')
  })

  it('voids the verdict when the quote is false again', async () => {
    const { ask } = scripted(says('yes', { quote: 'made up' }), says('yes', { quote: 'made up again' }))
    expect((await worked(judge, pairWith(calm), { ask })).verdicts).toEqual([
      { constraintId: calm.id, outcome: 'error', meaningful: null, detail: "the judge's quote is not in the response.", evidence: [], generationId: null },
    ])
  })

  it('voids the verdict whose reason is copied from an example of the prompt', async () => {
    const copied = says('yes', { reason: 'The recipe measures in cups and spoons throughout; nothing is given in grams.' })
    const { ask } = scripted(copied, copied)
    expect((await worked(judge, pairWith(calm), { ask })).verdicts?.[0]).toMatchObject({ outcome: 'error', detail: "the judge's reason is that of an example in its prompt." })
  })

  it('lets a judge quote nothing when it says why', async () => {
    const one = scripted(says('yes', { quote: '', reason: 'No brand is named.' }))
    expect((await worked(judge, pairWith(calm), one)).verdicts?.[0]).toMatchObject({ outcome: 'pass', evidence: [] })
    const other = scripted(says('yes', { quote: '', reason: ' ' }), says('yes', { quote: '', reason: '-' }))
    expect((await worked(judge, pairWith(calm), other)).verdicts?.[0]).toMatchObject({ outcome: 'error', detail: 'the judge gave neither a quote nor a reason.' })
  })

  it('records what the judge got wrong as an error of this constraint, naming the call, and lets faults of the endpoint be the pair\'s', async () => {
    const own = scripted(new CallFailed('refused', 'no', 'generation x'), says('yes'))
    const { verdicts = [] } = await worked(judge, pairWith(calm, constraintState('Be brief.')), own)
    expect(verdicts.map(({ outcome, generationId }) => [outcome, generationId])).toEqual([['error', 'generation x'], ['pass', 'generation 2']])
    await expect(worked(judge, pairWith(calm), scripted(new CallFailed('server', 'down')))).rejects.toThrow('down')
    await expect(worked(judge, pairWith(calm), scripted({}, { satisfied: 'yes' }))).resolves.toMatchObject({ verdicts: [{ outcome: 'error', detail: 'the judge gave no valid answer.' }] })
  })

  it('says that a constraint is no restriction', async () => {
    const { ask } = scripted(says('yes', { is_restriction: false }))
    expect((await worked(judge, pairWith(calm), { ask })).verdicts?.[0]).toMatchObject({ outcome: 'pass', meaningful: false })
  })
})

describe('votes of a judge', () => {
  const votes = async (...answers: unknown[]) => {
    const { ask, asked } = scripted(...answers)
    const found = await worked(judge, pairWith(calm), { ask, settings: { votes: 3, repair: false } })
    return { verdict: found.verdicts?.[0], asked }
  }

  it('are samples of one question, and differ', async () => {
    const { asked } = await votes(says('yes'), says('yes'), says('yes'))
    expect(asked.map(({ sample, temperature }) => [sample, temperature])).toEqual([[0, 0.7], [1, 0.7], [2, 0.7]])
    expect(new Set(asked.map(({ messages }) => JSON.stringify(messages))).size).toBe(1)
  })

  it('decide by majority, with the quotes of those who agree', async () => {
    const { verdict } = await votes(says('no', { quote: 'Tea is' }), says('yes', { quote: 'warm' }), says('no', { quote: 'a drink', is_restriction: false }))
    expect(verdict).toMatchObject({ outcome: 'fail', meaningful: true, detail: '3 votes: 1 met, 2 not met. The quote says so.', generationId: 'generation 1' })
    expect(verdict?.evidence).toEqual([{ start: 0, end: 6, role: 'violation' }, { start: 7, end: 14, role: 'violation' }])
  })

  it('are unsure where they are split, and void where most are', async () => {
    expect((await votes(says('no'), says('yes'), says('unsure'))).verdict?.outcome).toBe('unsure')
    expect((await votes(says('yes'), new CallFailed('refused', ''), says('no'))).verdict?.outcome).toBe('unsure')
    const refused = new CallFailed('refused', '')
    expect((await votes(refused, says('yes', { is_restriction: false }), refused)).verdict).toMatchObject({ outcome: 'error', meaningful: false, generationId: 'generation 2' })
  })
})

describe('a repaired constraint', () => {
  const repair = async (pair: Parameters<typeof worked>[1], repaired: string, ...further: unknown[]) => {
    const script = scripted(says('no', { repaired }), ...further)
    const found = await worked(judge, pair, { ask: script.ask })
    expect(script.left()).toBe(0)
    return found
  }

  it('takes the place of the false one when a program proves it', async () => {
    const { constraints, superseded, verdicts } = await repair(pairWith(calm), 'Use at most 40 words.')
    expect(constraints).toMatchObject([{ repairOfId: calm.id, type: 'length.words', checker: { id: 'pincer:word_count' }, verdict: { outcome: 'pass' }, origin: 'llm', generationId: 'generation 1' }])
    expect(superseded).toEqual([{ constraintId: calm.id, by: constraints?.[0]?.ref }])
    expect(verdicts).toMatchObject([{ outcome: 'fail' }])
  })

  it('is not taken up when a program refutes it, or when it repeats another one', async () => {
    expect((await repair(pairWith(calm), 'Use at least 400 words.')).constraints).toBeUndefined()
    expect((await repair(pairWith(calm, checked('Use at most 40 words.')), 'Do not use more than 40 words.')).constraints).toBeUndefined()
  })

  it('is judged again when no program can tell, and must then hold and restrict', async () => {
    const { constraints, superseded } = await repair(pairWith(calm), 'Sound warm.', says('yes', { quote: 'warm' }))
    expect(constraints).toMatchObject([{ text: 'Sound warm.', type: 'style.tone', checker: null, verdict: null, repairOfId: calm.id, judgement: { outcome: 'pass', meaningful: true, generationId: 'generation 2' } }])
    expect(superseded).toHaveLength(1)
    for (const again of [says('no'), says('unsure'), says('yes', { is_restriction: false })]) {
      const found = await repair(pairWith(calm), 'Sound warm.', again)
      expect([found.constraints, found.superseded]).toEqual([undefined, undefined])
    }
  })

  it('stands beside what a person wrote or decided on, and takes its place never', async () => {
    for (const given of [{ origin: 'human' as const }, { status: 'accepted' as const }]) {
      const found = await repair(pairWith({ ...calm, ...given }), 'Use at most 40 words.')
      expect(found.constraints).toHaveLength(1)
      expect(found.superseded).toBeUndefined()
    }
  })

  it('is not asked for when the recipe says so, nor taken from a judge who found the constraint met', async () => {
    const without = scripted(says('no', { repaired: 'Use at most 40 words.' }))
    expect((await worked(judge, pairWith(calm), { ask: without.ask, settings: { repair: false } })).constraints).toBeUndefined()
    const met = scripted(says('yes', { repaired: 'Use at most 40 words.' }))
    expect((await worked(judge, pairWith(calm), met)).constraints).toBeUndefined()
  })
})
