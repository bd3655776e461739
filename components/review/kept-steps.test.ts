import { describe, expect, test } from 'vitest'
import { stateOf } from '#components/review/act.ts'
import type { BrowserTable } from '#components/review/browser-table.ts'
import { memoryTable } from '#components/review/browser-table.fixture.ts'
import { constraint, fakeServer, uuid } from '#components/review/constraint.fixture.ts'
import { createDecisionStore } from '#components/review/decision-store.ts'
import { readAtOnce, stepsKeptIn } from '#components/review/kept-steps.ts'
import { createPairTrail } from '#components/review/pair-trail.ts'
import { pairOf } from '#components/review/pair.fixture.ts'
import { tabStorage } from '#components/review/tab-storage.fixture.ts'
import { travel, undoPair } from '#components/review/travel.ts'
import type { Step } from '#components/review/undo-stacks.ts'

const step = (number: number): Step => ({ constraintId: uuid(number), pairId: uuid(1000), decisionId: uuid(5000 + number), state: stateOf(constraint(number)) })
/** As they come back: what a constraint was, only the server knows. */
const back = (number: number): Step => ({ ...step(number), state: null })
const none = { steps: [], more: false }

describe('the kept steps', () => {
  test('come back in their order, for their reviewer and dataset only', async () => {
    const { table } = memoryTable()
    const kept = stepsKeptIn(table, 'ada', 'one')
    kept.put('done', { at: 1, steps: [step(1), step(2)] })
    kept.put('done', { at: 20, steps: [step(3)] })
    kept.put('done', { at: 3, steps: [step(5)] })
    kept.put('undone', { at: 2, steps: [step(4)] })
    kept.remove('done', 3)
    const again = stepsKeptIn(table, 'ada', 'one')
    expect(await again.load('done')).toEqual({ steps: [{ at: 1, steps: [back(1), back(2)] }, { at: 20, steps: [back(3)] }], more: false })
    expect(await again.load('undone')).toEqual({ steps: [{ at: 2, steps: [back(4)] }], more: false })
    for (const other of [stepsKeptIn(table, 'ben', 'one'), stepsKeptIn(table, 'ada', 'two')]) expect(await other.load('done')).toEqual(none)
    again.clear('undone')
    expect(await kept.load('undone')).toEqual(none)
  })

  test('are read the last ones first', async () => {
    const { table } = memoryTable()
    const kept = stepsKeptIn(table, 'ada', 'one')
    for (let at = 1; at <= readAtOnce + 3; at++) kept.put('done', { at, steps: [step(at)] })
    const last = await kept.load('done')
    expect([last.steps.length, last.more, last.steps[0]?.at, last.steps.at(-1)?.at]).toEqual([readAtOnce, true, 4, readAtOnce + 3])
    expect(await kept.load('done', 4)).toEqual({ steps: [1, 2, 3].map((at) => ({ at, steps: [back(at)] })), more: false })
  })

  test('are none where they cannot be read', async () => {
    const { table, state } = memoryTable()
    const kept = stepsKeptIn(table, 'ada', 'one')
    kept.put('done', { at: 1, steps: [step(1)] })
    for (const corrupt of [null, 'x', [], [{}], [{ ...step(1), pairId: '1' }]]) {
      await table.write([{ put: ['steps', 'ada', 'one', 'done', 1], value: corrupt }])
      expect(await kept.load('done')).toEqual(none)
    }
    state.broken = new DOMException('Not here.', 'SecurityError')
    kept.put('done', { at: 2, steps: [step(1)] })
    await expect(kept.load('done')).rejects.toThrow('Not here.')
  })

  test('of a tab, as earlier versions kept them, are taken over once', async () => {
    const { table } = memoryTable()
    const tab = tabStorage()
    tab.setItem('pincer-undo:ada:one', JSON.stringify({ done: [[step(1), step(2)], [step(3)]], undone: [[step(4)]] }))
    const kept = stepsKeptIn(table, 'ada', 'one', () => tab)
    expect((await kept.load('done')).steps.map(({ steps }) => steps)).toEqual([[back(1), back(2)], [back(3)]])
    expect((await kept.load('undone')).steps.map(({ steps }) => steps)).toEqual([[back(4)]])
    expect(tab.length).toBe(0)
    expect((await kept.load('done')).steps).toHaveLength(2)
  })
})

describe('after a reload', () => {
  const pairs = [uuid(2001), uuid(2002)] as const
  const constraints = pairs.map((pairId, index) => constraint(index + 1, { pairId }))

  /** What a page load begins with: the second pair is on the screen, the first was decided before and is not fetched. */
  async function loaded(server: ReturnType<typeof fakeServer>, table: BrowserTable, gone: readonly string[] = []) {
    let ids = 100
    const said: string[] = []
    const began = server.received.length
    const store = createDecisionStore({
      send: server.send,
      steps: stepsKeptIn(table, 'ada', 'one'),
      newId: () => uuid(ids++ + began * 10),
      onRefused: (message) => said.push(message),
    })
    const trail = createPairTrail({
      scope: 'undecided',
      load: async ({ at }) => {
        const id = at ?? pairs[1]
        if (at && gone.includes(at)) return []
        store.load(constraints.filter(({ pairId }) => pairId === id).flatMap((view) => server.row(view.id) ?? []))
        return [pairOf(id)]
      },
      settled: store.settled,
    })
    await trail.start(null)
    const back = async (direction: 'undo' | 'redo') => {
      const travelled = await travel({ store, trail }, direction)
      await store.settled()
      return travelled
    }
    return { store, trail, said, back }
  }

  /** Two decisions on two pairs, the last on the first pair; then the page is loaded anew. */
  async function reloaded(gone: readonly string[] = []) {
    const server = fakeServer(constraints)
    const { table } = memoryTable()
    const before = await loaded(server, table)
    before.store.load(constraints)
    before.store.decide(uuid(2), 'skip')
    before.store.decide(uuid(1), 'edit', { text: 'Other words' })
    await before.store.settled()
    return { server, table, ...(await loaded(server, table, gone)) }
  }

  test('undo takes the last decision back, on a pair that is fetched for it, and redo brings it again', async () => {
    const { server, table, store, trail, back } = await reloaded()
    expect(store.snapshot()).toMatchObject({ canUndo: true, canRedo: false })
    expect(await back('undo')).toMatchObject({ text: 'Undone.', where: { pairId: pairs[0], constraintId: uuid(1) } })
    expect(trail.snapshot().pair?.id).toBe(pairs[0])
    expect(server.row(uuid(1))).toMatchObject({ status: 'pending', text: 'Constraint 1', version: 2 })

    const again = await loaded(server, table)
    expect(await again.back('redo')).toMatchObject({ text: 'Redone.' })
    expect(server.row(uuid(1))).toMatchObject({ status: 'accepted', text: 'Other words', version: 3 })
  })

  test('undo pressed several times while the pair is fetched takes back as many, in order', async () => {
    const { server, store, back } = await reloaded()
    expect((await Promise.all([back('undo'), back('undo'), back('undo')])).map(({ text }) => text)).toEqual(['Undone.', 'Undone.', 'There is nothing to undo.'])
    expect([1, 2].map((number) => store.snapshot().views.get(uuid(number))?.status)).toEqual(['pending', 'pending'])
    expect([1, 2].map((number) => server.row(uuid(number))?.version)).toEqual([2, 2])
  })

  test('what somebody decided since stays, and the reviewer is told', async () => {
    const { server, table } = await reloaded()
    server.change(uuid(1), { status: 'rejected' })
    const send: typeof server.send = (inputs) => Promise.resolve(inputs.map(({ id }) => ({ id, outcome: 'refused', message: 'A later decision stands in the way.' })))
    const { store, said, back } = await loaded({ ...server, send }, table)
    await back('undo')
    expect(server.row(uuid(1))).toMatchObject({ status: 'rejected', version: 2 })
    expect(store.snapshot().views.get(uuid(1))).toMatchObject({ status: 'rejected', version: 2 })
    expect([store.snapshot().canRedo, said]).toEqual([false, ['A later decision stands in the way.']])
  })

  test('all that was done last on one pair goes back at once, however many keys it took, and nothing of the pair before', async () => {
    const more = constraint(3, { pairId: pairs[1] })
    const server = fakeServer([...constraints, more])
    const store = createDecisionStore({ send: server.send, steps: stepsKeptIn(memoryTable().table, 'ada', 'one') })
    store.load([...constraints, more])
    const way = { store, trail: createPairTrail({ scope: 'all', load: async ({ at }) => [pairOf(at ?? pairs[1])], settled: store.settled }) }
    await way.trail.start(null)
    store.decide(uuid(2), 'flag')
    store.decide(uuid(1), 'skip')
    store.decide(uuid(2), 'skip')
    store.decide(uuid(3), 'skip')
    store.decide(uuid(3), 'flag')
    const statuses = () => [1, 2, 3].map((number) => store.snapshot().views.get(uuid(number))?.status)
    expect(await undoPair(way)).toMatchObject({ text: 'Undone: 3 decisions on this pair.', where: { pairId: pairs[1] } })
    expect(statuses()).toEqual(['skipped', 'flagged', 'pending'])
    expect(await undoPair(way)).toMatchObject({ text: 'Undone.', where: { pairId: pairs[0] } })
    expect(statuses()).toEqual(['pending', 'flagged', 'pending'])
    await undoPair(way)
    expect(await undoPair(way)).toMatchObject({ text: 'There is nothing to undo.', where: null })
  })

  test('a pair that is not there any more is passed over', async () => {
    const { server, back } = await reloaded([pairs[0]])
    expect(await back('undo')).toMatchObject({ text: 'That cannot be undone: its constraint is not here any more.', tone: 'warn', where: null })
    expect(await back('undo')).toMatchObject({ text: 'Undone.', where: { constraintId: uuid(2) } })
    expect(server.row(uuid(2))).toMatchObject({ status: 'pending' })
  })

  test('a step that is read first is waited for like a pair, so that the next key is for what it leads to', async () => {
    const server = fakeServer(constraints)
    const { table } = memoryTable()
    const open = () => {
      const store = createDecisionStore({ send: server.send, steps: stepsKeptIn(table, 'ada', 'one') })
      store.load(constraints.flatMap(({ id }) => server.row(id) ?? []))
      return store
    }
    const before = open()
    before.decide(uuid(1), 'skip')
    await before.settled()
    const trail = createPairTrail({ scope: 'all', load: async ({ at }) => [pairOf(at ?? pairs[1])], settled: async () => {} })
    await trail.start(null)
    const { came } = trail.snapshot()
    const way = { store: open(), trail }
    const undone = travel(way, 'undo')
    expect(trail.snapshot().moving).toBe(true)
    expect((await undone).text).toBe('Undone.')
    expect(trail.snapshot().moving).toBe(false)
    expect(trail.snapshot().came).toBeGreaterThan(came)
    // What is known takes no time, and nothing moves for it.
    void travel(way, 'redo')
    expect(trail.snapshot().moving).toBe(false)
  })

  test('all of 450 steps can be undone, and done again', async () => {
    const many = Array.from({ length: 450 }, (_, index) => constraint(index + 1, { pairId: pairs[1] }))
    const server = fakeServer(many)
    const { table } = memoryTable()
    let ids = 10_000
    const open = (): ReturnType<typeof createDecisionStore> => {
      const store = createDecisionStore({ send: server.send, steps: stepsKeptIn(table, 'ada', 'one'), newId: () => uuid(ids++) })
      store.load(many.flatMap(({ id }) => server.row(id) ?? []))
      return store
    }
    const way = (store: ReturnType<typeof open>) => ({ store, trail: createPairTrail({ scope: 'all', load: async () => [pairOf(pairs[1])], settled: store.settled }) })
    const before = open()
    for (const { id } of many) before.decide(id, 'skip')
    await before.settled()
    const after = way(open())
    await after.trail.start(null)
    const pending = () => many.filter(({ id }) => server.row(id)?.status === 'pending').length
    for (let time = 1; time <= 450; time++) expect((await travel(after, 'undo')).text, `undo ${time}`).toBe('Undone.')
    await after.store.settled()
    expect(pending()).toBe(450)
    expect((await travel(after, 'undo')).text).toBe('There is nothing to undo.')
    const again = way(open())
    await again.trail.start(null)
    for (let time = 1; time <= 450; time++) expect((await travel(again, 'redo')).text, `redo ${time}`).toBe('Redone.')
    await again.store.settled()
    expect(pending()).toBe(0)
  })
})
