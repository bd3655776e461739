import { describe, expect, it } from 'vitest'
import { truthGate } from '#lib/exports/truth-gate.ts'

const response = 'Three short words.'
const accepted = { status: 'accepted', checkerId: 'pincer:word_count', kwargs: { max: 5 } }

describe('truthGate', () => {
  it('lets through what a person accepted and a program proves', () => {
    expect(truthGate(accepted, response)).toEqual({ passes: true, proven: true })
  })

  it('lets through what a person accepted where no program can tell', () => {
    expect(truthGate({ status: 'accepted', checkerId: null, kwargs: null }, response)).toEqual({ passes: true, proven: false })
  })

  it.each(['pass', 'fail'] as const)('calls nothing proven that has no checker, whatever else found a %s', (found) => {
    expect(truthGate({ status: 'accepted', checkerId: null, kwargs: null, found }, response)).toEqual({ passes: true, proven: false })
  })

  it.each(['pending', 'rejected', 'flagged', 'skipped', 'superseded', 'disputed'])('holds back what is %s, proven or not', (status) => {
    expect(truthGate({ ...accepted, status }, response)).toEqual({ passes: false, reason: 'not accepted' })
  })

  it('takes what the same checker has found of the same response, and does not let it overrule a decision', () => {
    expect(truthGate({ ...accepted, found: 'pass' }, response)).toEqual({ passes: true, proven: true })
    expect(truthGate({ ...accepted, found: 'unsure' }, response)).toEqual({ passes: true, proven: false })
    expect(truthGate({ ...accepted, found: 'fail' }, response)).toEqual({ passes: false, reason: 'refuted' })
    expect(truthGate({ ...accepted, status: 'rejected', found: 'pass' }, response)).toEqual({ passes: false, reason: 'not accepted' })
  })

  it('checks now where nothing of that kind is known', () => {
    expect(truthGate({ ...accepted, kwargs: { min: 100 } }, response)).toEqual({ passes: false, reason: 'refuted' })
  })

  it('never takes a check that could not run for a pass', () => {
    for (const broken of [{ ...accepted, checkerId: 'pincer:gone' }, { ...accepted, kwargs: null }, { ...accepted, kwargs: { max: 'five' } }]) {
      expect(truthGate(broken, response)).toEqual({ passes: false, reason: 'checker could not run' })
    }
  })
})
