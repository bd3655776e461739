import { expect, test } from 'vitest'
import { memoryTable } from '#components/review/browser-table.fixture.ts'
import { constraint, fakeServer, uuid } from '#components/review/constraint.fixture.ts'
import { createDecisionStore } from '#components/review/decision-store.ts'
import { tabStorage } from '#components/review/tab-storage.fixture.ts'
import { keptIn } from '#components/review/unsent-acts.ts'

const constraints = [1, 2, 3].map((number) => constraint(number))
const noNetwork = () => Promise.reject(new TypeError('Failed to fetch'))
const later = () => new Promise((done) => setTimeout(done, 0))

function openedIn(table: ReturnType<typeof memoryTable>['table'], send: ReturnType<typeof fakeServer>['send'], began: number, earlier?: () => Storage) {
  let ids = began
  const store = createDecisionStore({ send, unsent: keptIn(table, 'ada', earlier), newId: () => uuid(ids++) })
  store.load(constraints)
  return store
}

test('what was decided without a network arrives once, in order, from a page that is opened later; nobody else sends it', async () => {
  const server = fakeServer(constraints)
  const { table, rows } = memoryTable()
  const store = openedIn(table, noNetwork, 100)
  store.decide(uuid(1), 'skip')
  store.decide(uuid(1), 'flag')
  store.decide(uuid(2), 'accept')
  await store.settled()
  expect([store.unkept(), rows.size]).toEqual([0, 3])

  expect(await keptIn(table, 'ben').load()).toEqual([])
  const again = openedIn(table, server.send, 200)
  await again.settled()
  expect(server.received.map(({ kind, seenVersion }) => [kind, seenVersion]).toSorted()).toEqual([['accept', 0], ['flag', 1], ['skip', 0]])
  expect(server.row(uuid(1))).toMatchObject({ status: 'flagged', version: 2 })
  await later()
  expect(rows.size).toBe(0)
})

test('two tabs keep their own and do not take each other\'s away; an act that both send is taken once', async () => {
  const server = fakeServer(constraints)
  const { table, rows } = memoryTable()
  const [one, two] = [openedIn(table, noNetwork, 100), openedIn(table, noNetwork, 200)]
  await Promise.all([one.settled(), two.settled()])
  one.decide(uuid(1), 'skip')
  two.decide(uuid(2), 'skip')
  await Promise.all([one.settled(), two.settled()])
  expect(rows.size).toBe(2)
  const [third, fourth] = [openedIn(table, server.send, 300), openedIn(table, server.send, 400)]
  await Promise.all([third.settled(), fourth.settled()])
  expect([1, 2, 3].map((number) => server.row(uuid(number))?.version)).toEqual([1, 1, 0])
})

test('a storage that is full or forbidden is told, counts what would be lost, and takes the rest once there is room', async () => {
  const { table, rows, state } = memoryTable()
  state.broken = new DOMException('It is full.', 'QuotaExceededError')
  const store = openedIn(table, noNetwork, 100)
  await store.settled()
  expect(store.snapshot()).toMatchObject({ keeps: false, unsent: 0 })
  expect(store.unkept()).toBe(0)
  store.decide(uuid(1), 'skip')
  expect(store.snapshot().views.get(uuid(1))?.status).toBe('skipped')
  await later()
  expect(store.snapshot()).toMatchObject({ keeps: false, unsent: 1 })
  expect(store.unkept()).toBe(1)

  state.broken = null
  store.decide(uuid(2), 'skip')
  await later()
  expect(store.snapshot()).toMatchObject({ keeps: true, unsent: 2 })
  expect([store.unkept(), rows.size]).toEqual([0, 2])
})

test('a decision counts as kept only once it is written', async () => {
  const { table } = memoryTable()
  let written: () => void = () => {}
  const slow = { ...table, write: async (changes: Parameters<typeof table.write>[0]) => {
    await new Promise<void>((done) => (written = done))
    await table.write(changes)
  } }
  const store = openedIn(slow, noNetwork, 100)
  await store.settled()
  store.decide(uuid(1), 'skip')
  expect([store.snapshot().views.get(uuid(1))?.status, store.unkept()]).toEqual(['skipped', 1])
  written()
  await later()
  expect(store.unkept()).toBe(0)
})

test('what earlier versions kept is taken over, and taken from there only then', async () => {
  const server = fakeServer(constraints)
  const { table, state } = memoryTable()
  const storage = tabStorage()
  const input = { id: uuid(50), constraintId: uuid(3), kind: 'skip', seenVersion: 0 }
  storage.setItem(`pincer-unsent:ada:${uuid(50)}`, JSON.stringify({ input, pairId: uuid(1000), madeAt: 5 }))
  storage.setItem('pincer-unsent:ben:1', 'his')
  storage.setItem('pincer-unsent:ada:2', '{')
  state.broken = new DOMException('Not here.', 'SecurityError')
  await openedIn(table, server.send, 100, () => storage).settled()
  expect(storage.length).toBe(3)
  state.broken = null
  await openedIn(table, server.send, 200, () => storage).settled()
  expect(server.row(uuid(3))).toMatchObject({ status: 'skipped', version: 1 })
  expect(Object.keys(storage)).toEqual(['pincer-unsent:ben:1'])
})
