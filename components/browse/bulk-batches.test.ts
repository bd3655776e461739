import { expect, it } from 'vitest'
import type { BatchView } from '#lib/review/bulk-contract.ts'
import { batchWords, offered } from './bulk-batches.tsx'

const batch: BatchView = {
  id: '1', kind: 'reject', type: 'length.words', which: 'refuted', template: null, reason: 'false', status: 'done', runId: null, total: 1200, applied: 1190, stale: 8, refused: 2,
  restored: 0, left: 0, createdBy: 'Ada', mayUndo: true, createdAt: '2026-01-01T00:00:00Z',
}

it('says what was decided, what was left, and what an undo left', () => {
  expect(batchWords(batch)).toBe('1,190 of 1,200; 8 left to whoever decided them meanwhile, 2 refused.')
  expect(batchWords({ ...batch, applied: 1200, stale: 0, refused: 0 })).toBe('1,200 of 1,200.')
  expect(batchWords({ ...batch, status: 'working', applied: 100, stale: 0, refused: 0 })).toBe('100 of 1,200 so far.')
  expect(batchWords({ ...batch, status: 'undone', restored: 1189, left: 1 })).toBe('Taken back: 1,189; 1 left, as somebody has decided them since.')
})

it('says what a stopped batch has done, and offers to go on or to take it back', () => {
  const stopped: BatchView = { ...batch, status: 'stopped', applied: 300, stale: 0, refused: 1 }
  expect(batchWords(stopped)).toBe('Stopped after 301 of 1,200: 300 decisions were taken and stand until they are undone.')
  expect(offered(stopped)).toEqual(['retry', 'undo'])
  expect(offered({ ...stopped, applied: 0 })).toEqual(['retry'])
  expect(batchWords({ ...batch, status: 'undo-stopped', restored: 90, left: 10 })).toBe('Stopped taking back after 100 of 1,190: the others stand.')
  expect(offered({ ...stopped, mayUndo: false })).toEqual(['retry'])
  expect(offered({ ...batch, mayUndo: false })).toEqual([])
  expect(offered({ ...batch, status: 'working' })).toEqual(['cancel'])
  expect(offered({ ...batch, status: 'undone', restored: 1190 })).toEqual([])
})
