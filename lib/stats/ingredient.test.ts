import { describe, expect, it, vi } from 'vitest'
import { ingredient } from '#lib/stats/ingredient.ts'
import { scopeOf } from '#lib/stats/scope.ts'

const stateKey = vi.hoisted(() => vi.fn<(question: { datasetId: string; part: string; filter: object }) => Promise<string | null>>())
vi.mock('#lib/stats/kept-answers.ts', () => ({ stateKey }))

const german = scopeOf('01a1ff0d-5871-7000-9542-82c3933de7b5', { language: 'de' })

describe('what several parts are made of', () => {
  it('is counted once for all who ask, until something was counted since', async () => {
    let state = 1
    stateKey.mockImplementation(({ datasetId, part, filter }) => Promise.resolve(JSON.stringify([datasetId, part, filter, state])))
    const groups = ingredient<number>('groups')
    const count = vi.fn<() => Promise<number>>(() => Promise.resolve(state * 10))
    expect(await Promise.all([groups(german, count), groups(german, count)])).toEqual([10, 10])
    expect(await groups(german, count)).toBe(10)
    expect(count).toHaveBeenCalledTimes(1)
    state = 2
    expect(await groups(german, count)).toBe(20)
    await groups(scopeOf(german.datasetId, { language: 'fr' }), count)
    expect(count).toHaveBeenCalledTimes(3)
  })

  it('is counted anew after ten minutes, though no count has changed: people may have other names', async () => {
    stateKey.mockResolvedValue('state')
    const groups = ingredient<number>('groups')
    let n = 0
    const ask = () => groups(german, () => Promise.resolve(++n))
    const now = vi.spyOn(Date, 'now').mockReturnValue(1_000_000)
    expect([await ask(), await ask()]).toEqual([1, 1])
    now.mockReturnValue(1_600_001)
    expect([await ask(), await ask()]).toEqual([2, 2])
    now.mockRestore()
  })

  it('is counted by who waits for it where the one who counted was stopped', async () => {
    stateKey.mockResolvedValue('state')
    const asked = stateKey.mock.calls.length
    const groups = ingredient<string>('groups')
    let stop = (_: Error): void => {}
    const first = groups(german, () => new Promise((_, reject) => (stop = reject)))
    const second = groups(german, () => Promise.resolve('counted'))
    await expect.poll(() => stateKey.mock.calls.length).toBe(asked + 2)
    stop(new Error('stopped'))
    await expect(first).rejects.toThrow('stopped')
    expect(await second).toBe('counted')
    expect(await groups(german, () => Promise.resolve('counted after'))).toBe('counted after')
  })

  it('is counted each time in a dataset whose answers are not kept', async () => {
    stateKey.mockResolvedValue(null)
    const groups = ingredient<number>('groups')
    let n = 0
    expect([await groups(german, () => Promise.resolve(++n)), await groups(german, () => Promise.resolve(++n))]).toEqual([1, 2])
  })
})
