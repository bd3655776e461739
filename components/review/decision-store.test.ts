import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { constraint, fakeServer, uuid } from '#components/review/constraint.fixture.ts'
import { createDecisionStore, type Conflict } from '#components/review/decision-store.ts'

function opened(count = 3) {
  const constraints = Array.from({ length: count }, (_, index) => constraint(index + 1))
  const server = fakeServer(constraints)
  const refused: string[] = []
  const clashed: Conflict[] = []
  let ids = 100
  const store = createDecisionStore({
    send: server.send,
    onRefused: (message) => refused.push(message),
    onConflict: (conflict) => clashed.push(conflict),
    newId: () => uuid(ids++),
    now: () => 0,
  })
  store.load(constraints)
  const view = (number: number) => store.snapshot().views.get(uuid(number))
  return { store, server, refused, clashed, view, constraints }
}

describe('a decision', () => {
  test('shows at once and is sent with the version it saw', async () => {
    const { store, server, view } = opened()
    expect(store.decide(uuid(1), 'accept')).toBeNull()
    expect(view(1)?.status).toBe('accepted')
    expect(store.snapshot().unsent).toBe(1)
    await store.settled()
    expect(store.snapshot().unsent).toBe(0)
    expect(server.received).toMatchObject([{ constraintId: uuid(1), kind: 'accept', seenVersion: 0 }])
  })

  test('after another on the same constraint builds on the version that one makes', async () => {
    const { store, server, view } = opened()
    store.decide(uuid(1), 'skip')
    store.decide(uuid(1), 'flag')
    store.decide(uuid(2), 'accept')
    store.decide(uuid(1), 'accept')
    await store.settled()
    expect(server.received.filter((input) => input.constraintId === uuid(1)).map((input) => input.seenVersion)).toEqual([0, 1, 2])
    expect(view(1)).toEqual(server.row(uuid(1)))
    expect(view(1)).toMatchObject({ status: 'accepted', version: 3 })
  })

  test('aside lets a rejection wait for its reason, and is not the next step to undo', async () => {
    const { store, server, view } = opened()
    store.decide(uuid(1), 'reject', { askReason: true })
    expect(store.decide(uuid(2), 'accept', { aside: true })).toBeNull()
    expect(store.snapshot().askingReason).toBe(uuid(1))
    await expect.poll(() => server.received).toMatchObject([{ constraintId: uuid(2), kind: 'accept' }])
    store.giveReason('vacuous')
    await store.settled()
    expect(server.received).toMatchObject([{ constraintId: uuid(2) }, { constraintId: uuid(1), kind: 'reject', reason: 'vacuous' }])
    expect(store.undo()).toMatchObject({ constraintId: uuid(1) })
    expect([view(1)?.status, view(2)?.status]).toEqual(['pending', 'accepted'])
  })

  test('to accept what is refuted is refused here, without asking the server', () => {
    const { store, server, view } = opened()
    store.load([constraint(4, { outcome: 'fail', detail: '3 words; 10 were asked for.' })])
    expect(store.decide(uuid(4), 'accept')).toContain('3 words; 10 were asked for.')
    expect(view(4)?.status).toBe('pending')
    expect(server.received).toEqual([])
  })

  test('that the server refuses is rolled back with its message, and what follows is numbered anew', async () => {
    const { store, server, refused, view } = opened()
    server.send([{ id: uuid(1), constraintId: uuid(1), kind: 'flag', seenVersion: 9 }]).catch(() => {})
    const send = vi.spyOn(server, 'send')
    expect(send).not.toHaveBeenCalled()
    store.load([constraint(7)])
    store.decide(uuid(7), 'skip')
    expect(view(7)?.status).toBe('skipped')
    await store.settled()
    expect(refused).toEqual(['There is no such constraint.'])
    expect(view(7)).toMatchObject({ status: 'pending', version: 0 })
    expect(store.snapshot().canUndo).toBe(false)
  })

  test('keeps a rejection back until the reason is given or the time for it is over', async () => {
    const { store, server } = opened()
    store.decide(uuid(1), 'reject', { askReason: true })
    expect(store.snapshot().askingReason).toBe(uuid(1))
    await Promise.resolve()
    expect(server.received).toEqual([])
    store.giveReason('vacuous')
    await store.settled()
    expect(server.received).toMatchObject([{ kind: 'reject', reason: 'vacuous' }])
    expect(store.snapshot().askingReason).toBeNull()
  })

  test('shows the reason at once, before the server has heard it', () => {
    const { store, view } = opened()
    store.decide(uuid(1), 'reject', { askReason: true })
    expect(view(1)?.decision?.reason).toBeNull()
    store.giveReason('leak')
    expect(view(1)?.decision?.reason).toBe('leak')
  })

  test('after a rejection lets that one go without a reason', async () => {
    const { store, server } = opened()
    store.decide(uuid(1), 'reject', { askReason: true })
    store.decide(uuid(2), 'accept')
    await store.settled()
    expect(server.received.map(({ kind, reason }) => [kind, reason])).toEqual([['reject', undefined], ['accept', undefined]])
  })

  test('of an edit keeps the text that was there, for the differences', async () => {
    const { store, view } = opened()
    store.decide(uuid(1), 'edit', { text: ' Constraint one ' })
    expect(view(1)).toMatchObject({ text: 'Constraint one', status: 'accepted', decision: { previousText: 'Constraint 1' } })
    await store.settled()
    expect(view(1)?.text).toBe('Constraint one')
  })

  test('of an edit that the check refutes leaves the constraint undecided', () => {
    const { store, view } = opened()
    const preview = { checker: null, type: null, outcome: 'fail' as const, measured: 3, detail: '3 words', evidence: [], metBy: null, rule: null, bounds: [] }
    store.decide(uuid(1), 'edit', { text: 'Use 10 words.', preview })
    expect(view(1)).toMatchObject({ status: 'pending', outcome: 'fail', detail: '3 words', type: 'length.words' })
  })
})

describe('accepting the rest', () => {
  test('takes what is proven and undecided, and is one step to undo', async () => {
    const { store, view } = opened()
    store.load([constraint(4, { outcome: null }), constraint(5, { outcome: 'fail' }), constraint(6, { judge: { generationId: null } })])
    store.decide(uuid(1), 'reject')
    expect(store.acceptProven([1, 2, 3, 4, 5, 6].map(uuid))).toBe(2)
    expect([1, 2, 3, 4, 5, 6].map((number) => view(number)?.status)).toEqual(['rejected', 'accepted', 'accepted', 'pending', 'pending', 'pending'])
    expect(store.undo()).toMatchObject({ count: 2 })
    expect([1, 2, 3].map((number) => view(number)?.status)).toEqual(['rejected', 'pending', 'pending'])
    await store.settled()
    expect([1, 2, 3].map((number) => view(number)?.status)).toEqual(['rejected', 'pending', 'pending'])
  })
})

describe('undo and redo', () => {
  test('name the decision, and the undo, that they take back', async () => {
    const { store, server } = opened()
    store.decide(uuid(1), 'reject')
    store.undo()
    store.redo()
    store.undo()
    await store.settled()
    expect(server.received.map(({ id, kind, undoesId }) => [kind, id, undoesId])).toEqual([
      ['reject', uuid(100), undefined],
      ['undo', uuid(101), uuid(100)],
      ['undo', uuid(102), uuid(101)],
      ['undo', uuid(103), uuid(102)],
    ])
    expect(server.row(uuid(1))).toMatchObject({ status: 'pending', version: 4 })
  })

  test('bring back text, verdict and status', () => {
    const { store, view } = opened()
    store.decide(uuid(1), 'edit', { text: 'Other' })
    store.undo()
    expect(view(1)).toMatchObject({ text: 'Constraint 1', outcome: 'pass', status: 'pending', decision: null })
    store.redo()
    expect(view(1)).toMatchObject({ text: 'Other', status: 'accepted', decision: { kind: 'edit', previousText: 'Constraint 1' } })
  })

  test('a new decision ends what could be redone', () => {
    const { store } = opened()
    store.decide(uuid(1), 'skip')
    store.undo()
    store.decide(uuid(2), 'skip')
    expect(store.snapshot().canRedo).toBe(false)
    expect(store.redo()).toBeNull()
  })

  test('leave what somebody else has decided since, and say who; over theirs one may decide, undo and redo', async () => {
    const { store, server, view } = opened()
    store.decide(uuid(1), 'accept')
    await store.settled()
    const theirs = { id: uuid(500), kind: 'reject' as const, reviewer: 'Ana', mine: false, reason: null, previousText: null, at: new Date(0).toISOString() }
    server.change(uuid(1), { status: 'rejected', decision: theirs })
    store.load([server.row(uuid(1)) ?? constraint(1)])
    expect(store.undo()).toMatchObject({ constraintId: uuid(1), count: 0, overruledBy: 'Ana' })
    expect(view(1)?.status).toBe('rejected')
    store.decide(uuid(1), 'flag')
    expect(store.undo()).toMatchObject({ count: 1 })
    expect(view(1)).toMatchObject({ status: 'rejected', decision: { reviewer: 'Ana' } })
    expect(store.redo()).toMatchObject({ count: 1 })
    expect(view(1)?.status).toBe('flagged')
    await store.settled()
    expect(server.row(uuid(1))?.status).toBe('flagged')
    expect(store.snapshot().unmet).toBe(0)
  })

  test('whatever was done, server and screen agree in the end, and undoing it all gives the beginning', async () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('accept', 'reject', 'skip', 'flag', 'edit', 'undo', 'redo', 'rest', 'wait'), fc.integer({ min: 1, max: 3 })), { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const { store, server, view, refused, clashed, constraints } = opened()
        for (const [act, number] of list) {
          if (act === 'undo' || act === 'redo') store[act]()
          else if (act === 'rest') store.acceptProven([1, 2, 3].map(uuid))
          else if (act === 'wait') await store.settled()
          else store.decide(uuid(number), act, act === 'edit' ? { text: `text ${number} ${list.length}` } : {})
        }
        await store.settled()
        for (const [at, each] of constraints.entries()) expect(view(at + 1)).toEqual(server.row(each.id))
        while (store.undo());
        await store.settled()
        expect([refused, clashed]).toEqual([[], []])
        for (const { id, text, status, outcome } of constraints) expect(server.row(id)).toMatchObject({ text, status, outcome })
      }),
      { numRuns: 100 },
    )
  })
})

describe('a conflict', () => {
  test('shows both sides and keeps the text', async () => {
    const { store, server, clashed, view } = opened()
    server.change(uuid(1), { status: 'rejected' })
    store.decide(uuid(1), 'edit', { text: 'My words' })
    store.decide(uuid(2), 'accept')
    await store.settled()
    expect(clashed).toMatchObject([{ mine: { text: 'My words' }, theirs: { status: 'rejected' }, message: 'This constraint was decided meanwhile by Ana.' }])
    expect(store.snapshot().conflicts.get(uuid(1))).toEqual(clashed[0])
    expect(view(1)).toMatchObject({ status: 'rejected', text: 'Constraint 1' })
    expect(view(2)?.status).toBe('accepted')
  })

  test('stands in the way of further decisions until it is settled', async () => {
    const { store, server, view } = opened()
    server.change(uuid(1), { status: 'rejected' })
    store.decide(uuid(1), 'accept')
    await store.settled()
    expect(store.decide(uuid(1), 'skip')).toContain('whose decision stands')
    store.useTheirs(uuid(1))
    expect(store.snapshot().conflicts.size).toBe(0)
    expect(view(1)?.status).toBe('rejected')
    expect(store.decide(uuid(1), 'skip')).toBeNull()
  })

  test('decided again with mine is a new decision on top of theirs', async () => {
    const { store, server } = opened()
    server.change(uuid(1), { status: 'rejected' })
    store.decide(uuid(1), 'edit', { text: 'My words' })
    await store.settled()
    expect(store.decideAgain(uuid(1))).toBeNull()
    await store.settled()
    expect(server.row(uuid(1))).toMatchObject({ text: 'My words', status: 'accepted', version: 2 })
  })

  test('of several acts on one constraint keeps the last that was not taken back', async () => {
    const { store, server, clashed } = opened()
    server.change(uuid(1), { status: 'flagged' })
    store.decide(uuid(1), 'edit', { text: 'My words' })
    store.decide(uuid(1), 'skip')
    store.undo()
    await store.settled()
    expect(clashed.map(({ mine }) => mine.kind)).toEqual(['edit'])
    expect(store.snapshot()).toMatchObject({ unsent: 0, canUndo: false, canRedo: false })
  })

  test('over an act that was taken back needs no choice', async () => {
    const { store, server, clashed, refused, view } = opened()
    server.change(uuid(1), { status: 'flagged' })
    store.decide(uuid(1), 'skip')
    store.undo()
    await store.settled()
    expect(clashed).toEqual([])
    expect(refused).toHaveLength(1)
    expect(view(1)?.status).toBe('flagged')
  })
})

test('a page that was fetched before a decision was answered does not bring back the old state', async () => {
  const { store, view, constraints } = opened()
  store.decide(uuid(1), 'accept')
  await store.settled()
  store.load(constraints)
  expect(view(1)?.status).toBe('accepted')
})
