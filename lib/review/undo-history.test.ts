import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standingDecision, undoTarget } from '#lib/review/undo-history.ts'

const act = (id: string) => ({ id, kind: 'accept', undoesId: null })
const undo = (id: string, undoesId: string) => ({ id, kind: 'undo', undoesId })

describe('standingDecision', () => {
  it('is the last act that was not taken back', () => {
    expect(standingDecision([])).toBeNull()
    expect(standingDecision([act('a'), act('b')])?.id).toBe('b')
    expect(standingDecision([act('a'), act('b'), undo('u', 'b')])?.id).toBe('a')
    expect(standingDecision([act('a'), undo('u', 'a')])).toBeNull()
  })

  it('is the act itself, not its redo', () => {
    expect(standingDecision([act('a'), act('b'), undo('u', 'b'), undo('r', 'u')])?.id).toBe('b')
  })
})

describe('undoTarget', () => {
  it('takes back the last act, and only the last', () => {
    expect(undoTarget([act('a'), act('b')], 'b')).toBe('b')
    expect(undoTarget([act('a'), act('b')], 'a')).toBeNull()
  })

  it('reaches the act before once the last one is undone', () => {
    expect(undoTarget([act('a'), act('b'), undo('u', 'b')], 'a')).toBe('a')
    expect(undoTarget([act('a'), act('b'), undo('u', 'b')], 'b')).toBeNull()
  })

  it('redoes by undoing the undo, and undoes again by either name', () => {
    const redone = [act('a'), undo('u', 'a'), undo('r', 'u')]
    expect(undoTarget([act('a'), undo('u', 'a')], 'u')).toBe('u')
    expect(undoTarget(redone, 'r')).toBe('r')
    expect(undoTarget(redone, 'a')).toBe('r')
  })

  it('redoes several steps in the reverse order of their undoing', () => {
    const undone = [act('a'), act('b'), undo('ub', 'b'), undo('ua', 'a')]
    expect(undoTarget(undone, 'ua')).toBe('ua')
    expect(undoTarget(undone, 'ub')).toBeNull()
    expect(undoTarget([...undone, undo('ra', 'ua')], 'ub')).toBe('ub')
  })

  it('offers no redo after a new act', () => {
    expect(undoTarget([act('a'), undo('u', 'a'), act('b')], 'u')).toBeNull()
  })

  it('agrees with a text editor that keeps the states themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('act', 'undo', 'redo'), { maxLength: 40 }), (steps) => {
        // The model: a list of states and a position in it.
        let states = [0]
        let at = 0
        const decisions: { id: string; kind: string; undoesId: string | null; before: number }[] = []
        const names: string[] = []
        const undoNames: string[] = []
        for (const [index, step] of steps.entries()) {
          const id = `d${index}`
          const before = states[at] ?? -1
          if (step === 'act') {
            states = [...states.slice(0, at + 1), index + 1]
            at++
            names.splice(at - 1, Infinity, id)
            undoNames.length = 0
            decisions.push({ id, kind: 'accept', undoesId: null, before })
          } else if (step === 'undo' && at > 0) {
            const name = names[at - 1] ?? ''
            const target = undoTarget(decisions, name)
            at--
            expect(decisions.find((decision) => decision.id === target)?.before).toBe(states[at])
            undoNames.push(id)
            decisions.push({ id, kind: 'undo', undoesId: name, before })
          } else if (step === 'redo' && undoNames.length > 0) {
            const name = undoNames.pop() ?? ''
            const target = undoTarget(decisions, name)
            at++
            expect(decisions.find((decision) => decision.id === target)?.before).toBe(states[at])
            decisions.push({ id, kind: 'undo', undoesId: name, before })
          }
        }
      }),
    )
  })
})
