import fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalCuts, naturalCuts, stageSizes, type ScoreCounts } from './stage-cuts.ts'

const scoreCounts = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -40, max: 40 }).map((score) => score / 4), fc.integer({ min: 1, max: 9 })), { selector: ([score]) => score, minLength: 1, maxLength: 9 })
  .map((scores): ScoreCounts => scores.toSorted(([a], [b]) => a - b))
const stages = fc.integer({ min: 2, max: 5 })

/** Every way to part the scores into so many stages, as cuts. */
function everyWay(scores: ScoreCounts, count: number): number[][] {
  const values = scores.slice(1).map(([score]) => score)
  const chosen = (from: number, left: number): number[][] => (left === 0 ? [[]] : values.slice(from).flatMap((value, n) => chosen(from + n + 1, left - 1).map((rest) => [value, ...rest])))
  return chosen(0, Math.min(count, scores.length) - 1)
}

function within(scores: ScoreCounts, cuts: readonly number[]): number {
  return [...Map.groupBy(scores, ([score]) => cuts.filter((cut) => score >= cut).length).values()].reduce((all, stage) => {
    const rows = stage.reduce((sum, [, n]) => sum + n, 0)
    const mean = stage.reduce((sum, [score, n]) => sum + score * n, 0) / rows
    return all + stage.reduce((sum, [score, n]) => sum + n * (score - mean) ** 2, 0)
  }, 0)
}

function unequal(scores: ScoreCounts, cuts: readonly number[]): number {
  const sizes = stageSizes(scores, cuts)
  const share = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  return sizes.reduce((sum, size) => sum + (size - share) ** 2, 0)
}

it.each([['natural breaks', naturalCuts, within], ['equal shares', equalCuts, unequal]] as const)('%s are no worse than any other cuts, rise, and leave no stage empty', (_, cutsFor, cost) => {
  fc.assert(
    fc.property(scoreCounts, stages, (scores, count) => {
      const cuts = cutsFor(scores, count)
      expect(cuts).toHaveLength(Math.min(count, scores.length) - 1)
      expect(cuts).toEqual([...new Set(cuts)].toSorted((a, b) => a - b))
      expect(stageSizes(scores, cuts).every((size) => size > 0)).toBe(true)
      for (const others of everyWay(scores, count)) expect(cost(scores, cuts)).toBeLessThanOrEqual(cost(scores, others) + 1e-9)
    }),
  )
})

it('part what lies together, wherever it lies', () => {
  const scores = [[1_000_001, 50], [1_000_001.25, 2], [1_000_003, 1], [1_000_003.25, 1], [1_000_005, 40]] as const
  expect(naturalCuts(scores, 3)).toEqual([1_000_003, 1_000_005])
  expect(equalCuts(scores, 2)).toEqual([1_000_001.25])
})

it('have nothing to part where there is one score, or none', () => {
  expect([naturalCuts([], 3), equalCuts([], 3), naturalCuts([[2, 7]], 3), equalCuts([[2, 7]], 3)]).toEqual([[], [], [], []])
  expect(stageSizes([], [1])).toEqual([0, 0])
})

it('a score at a cut is of the stage above it', () => {
  expect(stageSizes([[1, 3], [2, 4], [3.5, 5]], [2, 3.5])).toEqual([3, 4, 5])
})
