import { describe, expect, test } from 'vitest'
import { stateOf } from '#components/review/act.ts'
import { constraint, fakeServer, uuid } from '#components/review/constraint.fixture.ts'
import { createDecisionStore } from '#components/review/decision-store.ts'
import { mostKept, stepsKeptIn } from '#components/review/kept-steps.ts'
import { createPairTrail } from '#components/review/pair-trail.ts'
import { pairOf } from '#components/review/pair.fixture.ts'
import { travel } from '#components/review/travel.ts'
import type { Step } from '#components/review/undo-stacks.ts'

/** The storage of a tab that takes this many characters. */
function tabStorage(room = Number.POSITIVE_INFINITY): Storage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('It is full.', 'QuotaExceededError')
      entries.set(key, value)
    },
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  }
}

const step = (number: number): Step => ({ constraintId: uuid(number), pairId: uuid(1000), decisionId: uuid(5000 + number), state: stateOf(constraint(number)) })
const steps = (count: number): Step[][] => Array.from({ length: count }, (_, index) => [step(index + 1)])

describe('the kept steps', () => {
  test('come back as they were, for their reviewer and dataset only', () => {
    const storage = tabStorage()
    const kept = stepsKeptIn(() => storage, 'ada', 'one')
    kept.keep({ done: [[step(1), step(2)], [step(3)]], undone: [[step(4)]] })
    expect(stepsKeptIn(() => storage, 'ada', 'one').load()).toEqual({ done: [[step(1), step(2)], [step(3)]], undone: [[step(4)]] })
    for (const other of [stepsKeptIn(() => storage, 'ben', 'one'), stepsKeptIn(() => storage, 'ada', 'two')]) expect(other.load()).toEqual({ done: [], undone: [] })
  })

  test('are the last ones, as many as are kept, or as there is room for', () => {
    const storage = tabStorage()
    stepsKeptIn(() => storage, 'ada', 'one').keep({ done: steps(mostKept + 50), undone: [] })
    expect(stepsKeptIn(() => storage, 'ada', 'one').load().done).toEqual(steps(mostKept + 50).slice(50))

    const small = tabStorage(JSON.stringify(steps(60)).length)
    stepsKeptIn(() => small, 'ada', 'one').keep({ done: steps(mostKept), undone: [] })
    expect(stepsKeptIn(() => small, 'ada', 'one').load().done).toEqual(steps(mostKept).slice(-50))
  })

  test('are none where they cannot be read, or nothing can be kept', () => {
    const storage = tabStorage()
    const kept = stepsKeptIn(() => storage, 'ada', 'one')
    kept.keep({ done: steps(2), undone: [] })
    const [key = '', whole = ''] = [storage.key(0) ?? '', storage.getItem(storage.key(0) ?? '') ?? '']
    for (const corrupt of ['', '{', 'null', '[]', '{"done":[]}', whole.slice(0, -9), whole.replace('pending', 'unheard of'), whole.replace(uuid(1), '1')]) {
      storage.setItem(key, corrupt)
      expect(kept.load(), corrupt).toEqual({ done: [], undone: [] })
    }
    const forbidden = stepsKeptIn(() => { throw new DOMException('Not here.', 'SecurityError') }, 'ada', 'one')
    forbidden.keep({ done: steps(1), undone: [] })
    expect(forbidden.load()).toEqual({ done: [], undone: [] })
  })
})

describe('after a reload', () => {
  const pairs = [uuid(2001), uuid(2002)] as const
  const constraints = pairs.map((pairId, index) => constraint(index + 1, { pairId }))

  /** What a page load begins with: the second pair is on the screen, the first was decided before and is not fetched. */
  async function loaded(server: ReturnType<typeof fakeServer>, storage: Storage, gone: readonly string[] = []) {
    let ids = 100
    const said: string[] = []
    const began = server.received.length
    const store = createDecisionStore({
      send: server.send,
      steps: stepsKeptIn(() => storage, 'ada', 'one'),
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
    const storage = tabStorage()
    const before = await loaded(server, storage)
    before.store.load(constraints)
    before.store.decide(uuid(2), 'skip')
    before.store.decide(uuid(1), 'edit', { text: 'Other words' })
    await before.store.settled()
    return { server, storage, ...(await loaded(server, storage, gone)) }
  }

  test('undo takes the last decision back, on a pair that is fetched for it, and redo brings it again', async () => {
    const { server, storage, store, trail, back } = await reloaded()
    expect(store.snapshot()).toMatchObject({ canUndo: true, canRedo: false })
    expect(await back('undo')).toMatchObject({ text: 'Undone.', where: { pairId: pairs[0], constraintId: uuid(1) } })
    expect(trail.snapshot().pair?.id).toBe(pairs[0])
    expect(server.row(uuid(1))).toMatchObject({ status: 'pending', text: 'Constraint 1', version: 2 })

    const again = await loaded(server, storage)
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
    const { server, storage } = await reloaded()
    server.change(uuid(1), { status: 'rejected' })
    const send: typeof server.send = (inputs) => Promise.resolve(inputs.map(({ id }) => ({ id, outcome: 'refused', message: 'A later decision stands in the way.' })))
    const { store, said, back } = await loaded({ ...server, send }, storage)
    await back('undo')
    expect(server.row(uuid(1))).toMatchObject({ status: 'rejected', version: 2 })
    expect(store.snapshot().views.get(uuid(1))).toMatchObject({ status: 'rejected', version: 2 })
    expect([store.snapshot().canRedo, said]).toEqual([false, ['A later decision stands in the way.']])
  })

  test('a pair that is not there any more is passed over', async () => {
    const { server, back } = await reloaded([pairs[0]])
    expect(await back('undo')).toMatchObject({ text: 'That cannot be undone: its constraint is not here any more.', tone: 'warn', where: null })
    expect(await back('undo')).toMatchObject({ text: 'Undone.', where: { constraintId: uuid(2) } })
    expect(server.row(uuid(2))).toMatchObject({ status: 'pending' })
  })
})
