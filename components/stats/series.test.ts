import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyBand, everyDay, everyNumber, labelStep, ticks } from '#components/stats/series.ts'

describe('axis of a chart', () => {
  it('has few, whole, evenly spaced marks from zero past the largest value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (max) => {
        const marks = ticks(max)
        const step = marks[1] ?? 0
        expect(marks[0]).toBe(0)
        expect(marks.at(-1)).toBeGreaterThanOrEqual(max)
        expect(marks.at(-1)).toBeLessThan(max + step)
        expect(marks.length).toBeLessThanOrEqual(6)
        expect(marks.every((mark, index) => mark === index * step && Number.isInteger(mark))).toBe(true)
      }),
    )
  })

  it('stands even when there is nothing to show', () => {
    expect(ticks(0)).toEqual([0, 1])
  })

  it('leaves out labels where they would run into each other', () => {
    expect(labelStep(20, 400, 40)).toBe(2)
    expect(labelStep(3, 400, 40)).toBe(1)
  })
})

describe('gaps of a series', () => {
  it('shows days without decisions as zero, over the end of a month and a leap day', () => {
    expect(everyDay([{ day: '2028-03-01', count: 2 }, { day: '2028-02-28', count: 5 }])).toEqual([
      { day: '2028-02-28', count: 5 },
      { day: '2028-02-29', count: 0 },
      { day: '2028-03-01', count: 2 },
    ])
    expect(everyDay([])).toEqual([])
  })

  it('shows numbers of constraints that no pair has', () => {
    expect(everyNumber([{ constraints: 2, pairs: 7 }])).toEqual([
      { constraints: 0, pairs: 0 }, { constraints: 1, pairs: 0 }, { constraints: 2, pairs: 7 },
    ])
    expect(everyNumber([])).toEqual([])
  })

  it('shows empty bands of words and keeps the open one', () => {
    const bands = everyBand([{ from: 0, to: 49, pairs: 3 }, { from: 1000, to: null, pairs: 1 }])
    expect(bands).toHaveLength(21)
    expect(bands[1]).toEqual({ from: 50, to: 99, pairs: 0 })
    expect(bands[20]).toEqual({ from: 1000, to: null, pairs: 1 })
    expect(everyBand([])).toEqual([])
  })
})
