import { describe, expect, it } from 'vitest'
import { runPace, tokenPace, withSample } from '#components/runs/run-pace.ts'

const run = { status: 'running' as const, total: 200, progress: 50 }

describe('the pace of a run', () => {
  it('is what was done between the samples, and how long the rest takes at that', () => {
    const samples = [{ at: 0, progress: 0 }, { at: 10_000, progress: 50 }]
    expect(runPace(run, samples)).toEqual({ perSecond: 5, remainingMs: 30_000 })
  })

  it('is unknown with one sample, without progress, without a total and while nothing runs', () => {
    const samples = [{ at: 0, progress: 0 }, { at: 10_000, progress: 50 }]
    expect(runPace(run, samples.slice(0, 1))).toBeNull()
    expect(runPace(run, [{ at: 0, progress: 50 }, { at: 10_000, progress: 50 }])).toBeNull()
    expect(runPace({ ...run, total: null }, samples)).toBeNull()
    expect(runPace({ ...run, status: 'paused' }, samples)).toBeNull()
  })
})

describe('the tokens of a run', () => {
  it('are counted by the second, in and out', () => {
    const samples = [{ at: 0, progress: 0, inputTokens: 100, outputTokens: 10 }, { at: 10_000, progress: 50, inputTokens: 1100, outputTokens: 60 }]
    expect(tokenPace(samples)).toEqual({ in: 100, out: 5 })
    expect(tokenPace(samples.slice(1))).toBeNull()
  })
})

describe('the samples of a run', () => {
  it('forget what is too old to matter', () => {
    const samples = [{ at: 0, progress: 0 }, { at: 15_000, progress: 5 }]
    expect(withSample(samples, { at: 30_000, progress: 9 })).toEqual([{ at: 15_000, progress: 5 }, { at: 30_000, progress: 9 }])
  })

  it('begin anew when the run began anew', () => {
    expect(withSample([{ at: 0, progress: 90 }], { at: 1000, progress: 3 })).toEqual([{ at: 1000, progress: 3 }])
  })
})
