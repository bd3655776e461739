import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binMs, idleAfterMs, paceOf, streakOf, type PaceBin } from '#lib/review/pace/pace.ts'

const bin = (seconds: number): number => Math.floor((seconds * 1000) / binMs)
const took = (seconds: number, count = 1, kind: PaceBin['kind'] = 'accept'): PaceBin => ({ kind, bin: bin(seconds), count })

describe('pace', () => {
  it('is the median time, and decisions over the time that they took', () => {
    const pace = paceOf([took(2, 3), took(4, 3), took(10, 3)])
    expect(pace.medianSeconds).toBeCloseTo(4.05)
    expect(pace.perHour).toBeCloseTo(9 / ((3 * (2.05 + 4.05 + 10.05)) / 3600))
    expect(pace.medianInterval?.[0]).toBeCloseTo(2.05)
    expect(pace.medianInterval?.[1]).toBeCloseTo(10.05)
  })

  it('leaves idle gaps out: a decision of more than two minutes changes neither median nor rate', () => {
    const busy = paceOf([took(3, 10)])
    const interrupted = paceOf([took(3, 10), took(125), took(36_000)])
    expect(interrupted).toMatchObject({ decisions: 12, idle: 2, medianSeconds: busy.medianSeconds, perHour: busy.perHour })
    expect(paceOf([took(119.9)]).idle).toBe(0)
    expect(paceOf([took(idleAfterMs / 1000)]).idle).toBe(1)
  })

  it('counts what one key press accepted together in the rate, not in the median', () => {
    const pace = paceOf([took(6, 1), { kind: 'accept', bin: null, count: 4 }])
    expect(pace.medianSeconds).toBeCloseTo(6.05)
    expect(pace.perHour).toBeCloseTo(5 / (6.05 / 3600))
  })

  it('counts no undo, and takes shares of what was judged only', () => {
    const pace = paceOf([took(1, 6), took(1, 3, 'reject'), took(1, 1, 'edit'), took(1, 5, 'skip'), took(1, 9, 'undo')])
    expect(pace).toMatchObject({ decisions: 15, editRate: { share: 0.1 }, rejectRate: { share: 0.3 } })
  })

  it('says nothing of nothing', () => {
    expect(paceOf([])).toEqual({ decisions: 0, medianSeconds: null, medianInterval: null, perHour: null, idle: 0, editRate: null, rejectRate: null })
  })

  it('has its median within its interval, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ kind: fc.constant('accept' as const), bin: fc.nat(1500), count: fc.integer({ min: 1, max: 50 }) }), { maxLength: 40 }), (bins) => {
        const { medianSeconds, medianInterval } = paceOf(bins)
        if (medianInterval === null || medianSeconds === null) return
        expect(medianInterval[0]).toBeLessThanOrEqual(medianSeconds)
        expect(medianInterval[1]).toBeGreaterThanOrEqual(medianSeconds)
      }),
    )
  })
})

describe('a streak', () => {
  it('is days in a row up to today or yesterday', () => {
    expect(streakOf(['2026-03-01', '2026-02-28', '2026-02-27'], '2026-03-01')).toEqual({ now: 3, longest: 3 })
    expect(streakOf(['2026-02-28', '2026-02-27'], '2026-03-01')).toEqual({ now: 2, longest: 2 })
    expect(streakOf(['2026-02-20', '2026-02-21', '2026-02-26'], '2026-03-01')).toEqual({ now: 0, longest: 2 })
    expect(streakOf([], '2026-03-01')).toEqual({ now: 0, longest: 0 })
  })
})
