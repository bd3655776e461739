import { describe, expect, it } from 'vitest'
import { truthGate } from '#lib/exports/truth-gate.ts'

const response = 'Three short words.'
const accepted = { status: 'accepted', outcome: 'pass', checkerId: 'pincer:word_count', kwargs: { max: 5 } }

describe('truthGate', () => {
  it('lets through what a person accepted and a program proves', () => {
    expect(truthGate(accepted, response)).toEqual({ passes: true, proven: true })
  })

  it('lets through what a person accepted where no program can tell', () => {
    expect(truthGate({ status: 'accepted', outcome: null, checkerId: null, kwargs: null }, response)).toEqual({ passes: true, proven: false })
  })

  it.each(['pass', 'fail', 'error'])('calls nothing proven that only a judge has spoken of, and lets a person overrule its %s', (outcome) => {
    expect(truthGate({ status: 'accepted', outcome, checkerId: null, kwargs: null }, response)).toEqual({ passes: true, proven: false })
  })

  it.each(['pending', 'rejected', 'flagged', 'skipped', 'superseded'])('holds back what is %s, proven or not', (status) => {
    expect(truthGate({ ...accepted, status }, response)).toEqual({ passes: false, reason: 'not accepted' })
  })

  it('checks now, and does not trust the verdict that is remembered', () => {
    expect(truthGate({ ...accepted, kwargs: { min: 100 } }, response)).toEqual({ passes: false, reason: 'refuted' })
  })

  it('never takes a check that could not run for a pass', () => {
    for (const broken of [{ ...accepted, checkerId: 'pincer:gone' }, { ...accepted, kwargs: null }, { ...accepted, kwargs: { max: 'five' } }]) {
      expect(truthGate(broken, response)).toEqual({ passes: false, reason: 'checker could not run' })
    }
  })
})
