import { describe, expect, it } from 'vitest'
import { runPace, runProgress } from '#components/runs/run-words.ts'
import type { RunView } from '#lib/runs/contract.ts'

const run: RunView = {
  id: 'r', kind: 'import', status: 'running', datasetId: 'd', datasetName: 'D', params: {}, seed: 0, total: 200, progress: 50, unit: 'bytes',
  counts: { in: 0, out: 0, dropped: {} }, error: null, stalled: false, createdBy: null, createdAt: '2026-01-01T00:00:00Z',
  startedAt: '2026-01-01T00:00:00Z', finishedAt: null, exportId: null,
}

describe('runProgress', () => {
  it('is the done share, nothing while unknown, and whole at the end', () => {
    expect(runProgress(run)).toBe(0.25)
    expect(runProgress({ ...run, total: null })).toBeNull()
    expect(runProgress({ ...run, status: 'partial' })).toBe(1)
    expect(runProgress({ ...run, total: 0, progress: 0 })).toBe(1)
  })
})

describe('runPace', () => {
  it('tells speed and remaining time of a running run', () => {
    expect(runPace(run, Date.parse('2026-01-01T00:00:10Z'))).toEqual({ perSecond: 5, remainingMs: 30_000 })
  })

  it('says nothing when nothing can be said', () => {
    expect(runPace({ ...run, status: 'paused' }, Date.now())).toBeNull()
    expect(runPace({ ...run, progress: 0 }, Date.now())).toBeNull()
  })
})
