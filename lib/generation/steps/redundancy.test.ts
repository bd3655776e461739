import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileConstraint } from '#lib/constraints/index.ts'
import { alike } from '#lib/generation/alike.ts'
import { mayGiveWay } from '#lib/generation/replacing.ts'
import type { ConstraintState } from '#lib/generation/step.ts'
import { redundancy, redundant } from './redundancy.ts'
import { constraintState, pairState, worked } from './working.fixture.ts'

const named = (id: string, text: string, given: Partial<ConstraintState> = {}) => constraintState(text, { id, checker: compileConstraint(text)?.checker ?? null, ...given })
const friendly = 'Write in a warm and friendly tone.'
const friendlier = 'Write in a warm, friendly tone'

describe('redundancy', () => {
  it('keeps one of two that say the same, the first of equals', async () => {
    const pair = pairState({ constraints: [named('a', friendly), named('b', 'Name no brands.'), named('c', friendlier)] })
    expect(await worked(redundancy, pair)).toEqual({ superseded: [{ constraintId: 'c', by: 'a' }] })
    expect(await worked(redundancy, pair, { settings: { threshold: 0.95 } })).toEqual({ dropped: 'no two constraints say the same' })
  })

  it.each<[string, Partial<ConstraintState>, Partial<ConstraintState>]>([
    ['proven before judged', { outcome: 'pass' }, { outcome: 'pass', checker: { id: 'x', kwargs: {}, version: 1 } }],
    ['judged before unknown', { outcome: null }, { outcome: 'pass' }],
    ['unknown before failed', { outcome: 'fail' }, { outcome: 'unsure' }],
    ['accepted before pending', { outcome: 'pass' }, { status: 'accepted' }],
    ['a person\'s before any', { outcome: 'pass' }, { origin: 'human', outcome: 'unsure' }],
    ['flagged before pending', { outcome: 'pass' }, { status: 'flagged' }],
  ])('keeps the better one: %s', (_, worse, better) => {
    expect(redundant([named('a', friendly, worse), named('b', friendlier, better)], 0.6)).toEqual([{ constraintId: 'a', by: 'b' }])
    expect(redundant([named('b', friendly, better), named('a', friendlier, worse)], 0.6)).toEqual([{ constraintId: 'a', by: 'b' }])
  })

  it('takes nothing away that a person wrote or decided on', () => {
    for (const given of [{ origin: 'human' as const }, { status: 'accepted' as const }, { status: 'skipped' as const }]) {
      expect(redundant([named('a', friendly, given), named('b', friendlier, given)], 0.6)).toEqual([])
    }
  })

  it('lets nothing that is met give way to what is not, even to a person\'s', () => {
    expect(redundant([named('a', friendly, { outcome: 'pass' }), named('b', friendlier, { origin: 'human', outcome: 'fail' })], 0.6)).toEqual([])
  })

  it('keeps two that the third stands between, rather than the third', () => {
    const chain = [named('middle', 'one two three four'), named('left', 'one two three'), named('right', 'two three four')]
    expect(redundant(chain, 0.7)).toEqual([{ constraintId: 'middle', by: 'left' }])
  })

  it('knows apart what programs know apart, however alike the words are', () => {
    expect(redundant([named('a', 'Use at most 10 words.'), named('b', 'Use at least 10 words.'), named('c', 'Use at most 10 sentences.')], 0.6)).toEqual([])
    expect(redundant([named('a', 'Use at most 10 words.'), named('b', 'Your answer must have no more than 10 words.')], 0.9)).toEqual([{ constraintId: 'b', by: 'a' }])
  })

  it('leaves no two that say the same, except what may not give way, and puts a better or equal one that stays in each place', () => {
    const words = fc.array(fc.constantFrom('use', 'warm', 'words', 'no', 'calm', 'lists'), { minLength: 1, maxLength: 5 })
    const given = fc.record({
      text: words.map((list) => list.join(' ')),
      origin: fc.constantFrom<ConstraintState['origin']>('llm', 'human', 'rule'),
      status: fc.constantFrom<ConstraintState['status']>('pending', 'pending', 'accepted', 'flagged'),
      outcome: fc.constantFrom<ConstraintState['outcome']>('pass', 'fail', 'unsure', null),
    })
    fc.assert(
      fc.property(fc.array(given, { maxLength: 8 }), (list) => {
        const constraints = list.map((each, index) => constraintState(each.text, { ...each, id: String(index) }))
        const superseded = redundant(constraints, 0.6)
        const gone = new Map(superseded.map(({ constraintId, by }) => [constraintId, by]))
        expect(gone.size).toBe(superseded.length)
        const stays = constraints.filter(({ id }) => !gone.has(id))
        for (const constraint of constraints) {
          const by = constraints.find(({ id }) => id === gone.get(constraint.id))
          if (!by) continue
          expect(mayGiveWay(constraint) && stays.includes(by) && alike(constraint, by, 0.6)).toBe(true)
          if (constraint.outcome === 'pass') expect(by.outcome).not.toBe('fail')
          if (mayGiveWay(by) && constraint.outcome === 'pass') expect(by.outcome).toBe('pass')
        }
        for (const [index, one] of stays.entries()) {
          for (const other of stays.slice(index + 1)) {
            const metBesideFailed = [one, other].some(({ outcome }) => outcome === 'pass') && [one, other].some(({ outcome }) => outcome === 'fail')
            if (alike(one, other, 0.6) && !metBesideFailed) expect([one, other].some(mayGiveWay)).toBe(false)
          }
        }
      }),
    )
  })
})
