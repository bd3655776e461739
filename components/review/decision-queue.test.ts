import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Act } from '#components/review/act.ts'
import { constraint, fakeServer, uuid } from '#components/review/constraint.fixture.ts'
import { createDecisionQueue } from '#components/review/decision-queue.ts'
import { keptNowhere } from '#components/review/unsent-acts.ts'
import type { DecisionInput, DecisionResult } from '#lib/review/contract.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function skip(number: number): Act {
  const input: DecisionInput = { id: uuid(100 + number), constraintId: uuid(number), kind: 'skip', seenVersion: 0 }
  return { input, pairId: uuid(1000), madeAt: number, restores: null, preview: null, before: null }
}

const five = [1, 2, 3, 4, 5]
const idsOf = (acts: readonly { id: string }[]): string[] => acts.map(({ id }) => id)
const idsOfFive = five.map((number) => uuid(100 + number))

/** A queue before a server that fails as `failure` says: with what it throws, or not at all. */
function queueWith(failure: (inputs: readonly DecisionInput[]) => unknown) {
  const server = fakeServer(five.map((number) => constraint(number)))
  const sent: { at: number; ids: string[] }[] = []
  const results: DecisionResult[] = []
  const began = Date.now()
  const queue = createDecisionQueue({
    send: (inputs) => {
      sent.push({ at: Date.now() - began, ids: idsOf(inputs) })
      const error = failure(inputs)
      return error === undefined ? server.send(inputs) : Promise.reject(error)
    },
    unsent: keptNowhere,
    onResult: (_, result) => results.push(result),
    onChange: () => {},
  })
  for (const number of five) queue.add(skip(number))
  return { queue, server, sent, results }
}

describe('a batch', () => {
  test('of which the server refuses one is sent one by one: the other four arrive once, and nothing is tried again', async () => {
    const bad = uuid(103)
    const refusal = Object.assign(new Error('This is no decision.'), { status: 400 })
    const { queue, server, sent, results } = queueWith((inputs) => (inputs.some(({ id }) => id === bad) ? refusal : undefined))
    await vi.advanceTimersByTimeAsync(0)

    expect(sent.map(({ ids }) => ids)).toEqual([idsOfFive, ...idsOfFive.map((id) => [id])])
    expect(idsOf(server.received)).toEqual(idsOfFive.filter((id) => id !== bad))
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual(idsOfFive.map((id) => [id, id === bad ? 'refused' : 'applied']))
    expect(results[2]).toMatchObject({ message: 'This is no decision.' })
    expect([queue.size(), queue.trouble()]).toEqual([0, null])
    await vi.advanceTimersByTimeAsync(120_000)
    expect(sent).toHaveLength(6)
  })

  test('that does not get through for two minutes is tried at least every half minute, and then arrives in order, under its ids, once', async () => {
    const began = Date.now()
    const { queue, server, sent } = queueWith(() => (Date.now() - began < 120_000 ? new TypeError('Failed to fetch') : undefined))
    await vi.advanceTimersByTimeAsync(119_000)
    expect(queue.trouble()).toBe('Failed to fetch')
    expect(idsOf(queue.pending().map(({ input }) => input))).toEqual(idsOfFive)
    expect(server.received).toEqual([])

    await vi.advanceTimersByTimeAsync(31_000)
    expect(idsOf(server.received)).toEqual(idsOfFive)
    expect([queue.size(), queue.trouble()]).toEqual([0, null])
    for (const { ids } of sent) expect(ids).toEqual(idsOfFive)
    const waits = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0))
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
    await vi.advanceTimersByTimeAsync(120_000)
    expect(server.received).toHaveLength(5)
  })
})
