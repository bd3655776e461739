import { describe, expect, it } from 'vitest'
import { droppedWords, madeWords, paceWords, runProgress } from '#components/runs/run-words.ts'

describe('the progress of a run', () => {
  it('is the done share, nothing while the whole is unknown, and whole at the end', () => {
    expect(runProgress({ status: 'running', total: 200, progress: 50 })).toBe(0.25)
    expect(runProgress({ status: 'running', total: null, progress: 50 })).toBeNull()
    expect(runProgress({ status: 'partial', total: 200, progress: 50 })).toBe(1)
    expect(runProgress({ status: 'running', total: 0, progress: 0 })).toBe(1)
  })

  it('never goes beyond the whole', () => {
    expect(runProgress({ status: 'running', total: 10, progress: 11 })).toBe(1)
  })
})

describe('the further numbers of a run', () => {
  it('name the refuted constraints after all constraints, whatever their order in the answer', () => {
    expect(madeWords('import', { refuted: 3, constraints: 9 }).map(({ n }) => n)).toEqual([9, 3])
  })

  it('keep a number that nobody has words for', () => {
    expect(madeWords('verify', { surprises: 2 })).toEqual([{ label: 'surprises', n: 2 }])
  })
})

describe('why something was left out', () => {
  it('is said in words where a call failed, and as it stands otherwise', () => {
    expect(droppedWords('failed: bad_json')).toBe('failed (no usable answer, even when repaired)')
    expect(droppedWords('no constraints')).toBe('no constraints')
  })
})

describe('how fast a run is', () => {
  it.each([[12.4, '12 pairs a second'], [1.2, '72 pairs a minute'], [0.03, '2 pairs a minute'], [0.01, '36 pairs an hour']])('%f a second is %s', (perSecond, words) => {
    expect(paceWords(perSecond, 'pairs')).toBe(words)
  })
})
