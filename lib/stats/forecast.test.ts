import { describe, expect, it } from 'vitest'
import { seededRng } from '#lib/random.ts'
import { forecast } from './forecast.ts'

describe('forecast', () => {
  it('has no doubt where every day is like the last', () => {
    expect(forecast(Array.from({ length: 14 }, () => 10), 100)).toEqual({ perDay: 10, days: 10, early: 10, late: 10 })
  })

  it('says nothing on fewer than three days of work, and nothing is left of nothing', () => {
    expect(forecast([0, 0, 5, 7], 100)).toBeNull()
    expect(forecast([], 100)).toBeNull()
    expect(forecast([3, 4, 5], 0)).toEqual({ perDay: 4, days: 0, early: 0, late: 0 })
  })

  it('has no late end where the pace may be none', () => {
    const found = forecast([100, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1], 1000)
    expect(found?.early).toBeGreaterThan(0)
    expect(found?.late).toBeNull()
  })

  it('holds the day it came true in about 95 of 100 cases', () => {
    const rng = seededRng(7)
    let held = 0
    const tries = 400
    for (let trial = 0; trial < tries; trial++) {
      // 0 to 40 a day, 20 on average.
      const day = (): number => rng.int(0, 40)
      const found = forecast(Array.from({ length: 14 }, day), 600)
      let [done, days] = [0, 0]
      while (done < 600) {
        done += day()
        days++
      }
      if (found && days >= (found.early ?? 0) && days <= (found.late ?? Infinity)) held++
    }
    expect(held / tries).toBeGreaterThan(0.88)
    expect(held / tries).toBeLessThan(1)
  })
})
