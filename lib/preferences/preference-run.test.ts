import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkConstraint } from '#lib/constraints/index.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { brokenDemand, preferenceDemand } from '#lib/preferences/contract.ts'
import { addAnswer, datasetOf, evolvedChain, makeAll, response } from '#lib/preferences/dataset.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

interface Row {
  method: string
  prompt: string
  chosen: string
  rejected: string
  demands: unknown
  violatedConstraintIds: string[]
  evidence: unknown
  margin: number
}

/** Holds a preference to what it says, with the checkers themselves. */
function expectProven(row: Row): void {
  const demands = z.array(preferenceDemand).parse(row.demands)
  expect(demands.length).toBeGreaterThan(0)
  expect(demands.map(({ checker }) => checkConstraint(checker, row.chosen).outcome)).toEqual(demands.map(() => 'pass'))
  const failed = demands.filter(({ checker }) => checkConstraint(checker, row.rejected).outcome === 'fail').map(({ id }) => id)
  expect(failed.length).toBeGreaterThan(0)
  expect(row.violatedConstraintIds).toEqual(failed)
  const evidence = z.array(brokenDemand).parse(row.evidence)
  expect(evidence.map(({ constraintId }) => constraintId)).toEqual(failed)
  for (const { spans } of evidence) for (const { start, end } of spans) expect(start < end && end <= row.rejected.length).toBe(true)
  expect(row.margin).toBeCloseTo(failed.length / demands.length)
}

function expectConserved(run: Awaited<ReturnType<typeof makeAll>>['run']): void {
  const { in: all, out, dropped, made = {} } = run.counts
  expect(run.status).toBe('done')
  expect(out + Object.values(dropped).reduce((sum, n) => sum + n, 0)).toBe(all)
  const { candidates, preferences, evolved = 0, answers = 0, edits = 0, mends = 0, ...others } = made
  expect((preferences ?? 0) + Object.values(others).reduce((sum, n) => sum + n, 0)).toBe(candidates)
  expect(evolved + answers + edits + mends).toBe(preferences)
}

describe('preferences of small edits that mend', () => {
  it('ask for one constraint more, which the response fails alone and its edit meets', async () => {
    const given = "It's a calm bay, and you'll like it! The boats leave at nine; the last one is back before dark. Don't forget a coat, for the wind turns cold."
    const { datasetId } = await datasetOf([{}, { response: given, constraints: ['Write at least 20 words.'] }])
    const { run, preferences } = await makeAll(datasetId, { methods: ['mends'], mostPerPair: 5 })
    expectConserved(run)
    expect(run.counts).toMatchObject({ in: 2, out: 2, dropped: {} })
    const own = preferences.filter(({ rejected }) => rejected === given)
    expect(own.map(({ chosen }) => chosen)).toEqual(expect.arrayContaining([given.replace('it!', 'it.'), given.replace('; the', '. The'), given.replace("It's", 'It is').replace("you'll", 'you will').replace("Don't", 'Do not')]))
    for (const row of preferences) {
      expectProven(row)
      expect(row.violatedConstraintIds).toEqual(['mended'])
      for (const { text } of z.array(preferenceDemand).parse(row.demands)) expect(row.prompt).toContain(text.replace(/\.$/, ''))
    }
  })
})

describe('preferences of small edits', () => {
  it('break exactly one constraint of the prompt, and the prompt says them all', async () => {
    const { datasetId } = await datasetOf([{}, { response: 'Short lines help. They read well and they scan with ease on any small screen.' }])
    const { run, preferences } = await makeAll(datasetId, { methods: ['edits'], mostPerPair: 5 })
    expectConserved(run)
    expect(run.counts).toMatchObject({ in: 2, out: 2, dropped: {} })
    expect(preferences.length).toBeGreaterThanOrEqual(4)
    for (const row of preferences) {
      expectProven(row)
      expect(row.violatedConstraintIds).toHaveLength(1)
      for (const { text } of z.array(preferenceDemand).parse(row.demands)) expect(row.prompt).toContain(text.replace(/\.$/, ''))
    }
  })

  it('are no more than asked for, the smallest edits first, and the others are counted', async () => {
    const { datasetId } = await datasetOf([{}])
    const all = await makeAll(datasetId, { methods: ['edits'], mostPerPair: 5 })
    const other = await datasetOf([{}])
    const one = await makeAll(other.datasetId, { methods: ['edits'], mostPerPair: 1 })
    const size = ({ chosen, rejected }: { chosen: string; rejected: string }) => Math.abs(chosen.length - rejected.length)
    expect(one.preferences).toHaveLength(1)
    expect(one.run.counts.made?.['more than wanted of one method']).toBe(all.preferences.length - 1)
    expect(size(one.preferences[0] ?? { chosen: 'a', rejected: '' })).toBe(Math.min(...all.preferences.map(size)))
  })

  it('come from accepted constraints that a program proves, and a pair without says why it has none', async () => {
    const { datasetId, pairIds } = await datasetOf([{}, { constraints: ['Use a warm and friendly tone.'] }, { constraints: ['Write at least 90 words.'] }, {}])
    // Accepted before it was refuted.
    await db().constraint.updateMany({ where: { pairId: pairIds[2] ?? '' }, data: { status: 'accepted' } })
    await db().constraint.updateMany({ where: { pairId: pairIds[3] ?? '' }, data: { status: 'rejected' } })
    const { run, preferences } = await makeAll(datasetId, { methods: ['edits'] })
    expectConserved(run)
    expect(new Set(preferences.map(({ pairId }) => pairId))).toEqual(new Set([pairIds[0]]))
    expect(run.counts).toMatchObject({ in: 4, out: 1, dropped: { 'no accepted constraint is proven by program': 2, 'no accepted constraint': 1 } })
  })
})

describe('preferences of several answers to one prompt', () => {
  const fails = 'The old lamp, which is tall, turns once in twelve seconds. Fishermen like it.'
  const passes = 'A tall lamp turns at night over the bay. Boats find their way home by it.'

  it('set what meets all against what fails, and never the other way', async () => {
    const { datasetId } = await datasetOf([{ answers: [fails, passes, 'Yes.'] }])
    const { run, preferences } = await makeAll(datasetId, { methods: ['answers'], mostPerPair: 9 })
    expectConserved(run)
    expect(preferences).toHaveLength(1)
    for (const row of preferences) {
      expectProven(row)
      expect(row.rejected).toBe(fails)
      expect([response, passes]).toContain(row.chosen)
    }
    expect(run.counts.made?.['their lengths differ too much']).toBe(2)
  })

  it('take the responses of pairs that ask the very same, and go with them', async () => {
    const { datasetId, pairIds } = await datasetOf([{ instruction: 'Tell me of the lamp.' }, { instruction: 'Tell me of the lamp.', response: fails, constraints: ['Write at least 10 words.'] }, { instruction: 'Tell me of the ship.', response: passes }])
    const { run, preferences } = await makeAll(datasetId, { methods: ['answers'] })
    expectConserved(run)
    expect(preferences).toHaveLength(1)
    const [row] = preferences
    if (row) expectProven(row)
    expect(row).toMatchObject({ pairId: pairIds[0], chosen: response, rejected: fails, chosenPairId: null, rejectedPairId: pairIds[1] })
    expect(run.counts.dropped).toEqual({ 'nothing to compare': 1, 'the rejected text fails no constraint': 1 })
    await db().pair.delete({ where: { id: pairIds[1] ?? '' } })
    expect(await db().preference.count({ where: { datasetId } })).toBe(0)
  })

  it('leave out what refuses, other conversations, and responses under another licence', async () => {
    const same = { instruction: 'Tell me of the lamp.' }
    const { datasetId, pairIds } = await datasetOf([same, { ...same, response: `I am sorry, but I cannot. ${fails}` }, { ...same, response: `${fails} It stands.` }, { ...same, response: `${fails} It is old.` }])
    await db().pair.update({ where: { id: pairIds[2] ?? '' }, data: { license: 'CC-BY-NC-4.0' } })
    await db().pair.update({ where: { id: pairIds[3] ?? '' }, data: { system: 'Be brief.' } })
    const { run, preferences } = await makeAll(datasetId, { methods: ['answers'] })
    expectConserved(run)
    expect(preferences).toEqual([])
    expect(run.counts.made).toMatchObject({ 'the rejected text sounds like a refusal': 1, 'another pair’s response is under another licence': 4 })
  })

  it('say so where all answers meet the constraints', async () => {
    const { datasetId } = await datasetOf([{ answers: [passes] }])
    const { run, preferences } = await makeAll(datasetId, { methods: ['answers'] })
    expectConserved(run)
    expect(preferences).toEqual([])
    expect(run.counts.dropped).toEqual({ 'the rejected text fails no constraint': 1 })
  })
})

describe('preferences of evolved instructions', () => {
  const answer = 'The old lamp turns at night. Fishermen have steered by it for a great many years.'

  it('set the answer against the text before, which misses what was added', async () => {
    const { datasetId, variantId } = await evolvedChain('Write at least 16 words.', answer)
    const { run, preferences } = await makeAll(datasetId, { methods: ['evolved'] })
    expectConserved(run)
    expect(preferences).toHaveLength(1)
    const [row] = preferences
    expect(row).toMatchObject({ method: 'evolved', variantId, chosen: answer, rejected: response, violatedConstraintIds: ['added 1.1'], prompt: 'Tell me about the lamp. Write at least 16 words.', status: 'pending' })
    if (row) expectProven(row)
  })

  it('take the texts that differ least first, not those that are alike in length', async () => {
    const { datasetId, variantId } = await evolvedChain('Write at least 16 words.', answer)
    const { pairId } = await db().variant.findUniqueOrThrow({ where: { id: variantId } })
    const nearer = 'The old lamp turns once in twelve seconds. Fishermen have steered by it for years and years.'
    await addAnswer(datasetId, pairId, variantId, nearer)
    const { preferences } = await makeAll(datasetId, { methods: ['evolved'], mostPerPair: 1 })
    expect(preferences.map(({ chosen }) => chosen)).toEqual([nearer])
  })

  it('are none where a program cannot tell, the answer fails, or a constraint of the instruction is gone', async () => {
    for (const [added, given, own, reason] of [
      ['Sound like a poet.', answer, { soft: true }, 'a demand that no program can check'],
      ['Write at least 20 words.', answer, {}, 'the answer fails a demand'],
      ['Write at least 16 words.', `I am sorry, but I cannot. ${answer}`, {}, 'the chosen text sounds like a refusal'],
      ['Write your whole response in capital letters.', response.toUpperCase(), {}, 'the texts are the same but for hardly a word'],
      ['Write at least 16 words.', answer, { ids: [newId()] }, 'a constraint of the evolved instruction is not accepted'],
    ] as const) {
      const { datasetId } = await evolvedChain(added, given, { ...own, ids: 'ids' in own ? [...own.ids] : [] })
      const { run, preferences } = await makeAll(datasetId, { methods: ['evolved'] })
      expectConserved(run)
      expect(preferences).toEqual([])
      expect(run.counts.dropped).toEqual({ [reason]: 1 })
    }
  })
})

describe('a run of preferences', () => {
  it('makes nothing twice', async () => {
    const { datasetId } = await datasetOf([{}, {}])
    const first = await makeAll(datasetId)
    const second = await makeAll(datasetId)
    expect(first.preferences.length).toBeGreaterThan(0)
    expect(second.preferences).toEqual(first.preferences)
    expectConserved(second.run)
    expect(second.run.counts.out).toBe(first.run.counts.out)
    expect(second.run.counts.made).toMatchObject({ preferences: 0, 'known already': first.preferences.length })
  })
})
