import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryTable } from '#components/review/browser-table.fixture.ts'
import { constraint, uuid } from '#components/review/constraint.fixture.ts'
import { createOwnOutbox, type OwnWaiting } from '#components/review/own-outbox.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const own = (number: number, text = `Own ${number}`) => ({ id: uuid(number), pairId: uuid(1000), text, elapsedMs: 5 })

function opened(table: ReturnType<typeof memoryTable>['table'], answer: (own: OwnWaiting) => unknown, reviewerId = 'ada') {
  const [sent, added, refused]: [string[], [string, boolean][], string[]] = [[], [], []]
  const outbox = createOwnOutbox({
    table,
    reviewerId,
    send: async (waiting) => {
      sent.push(waiting.id)
      const error = answer(waiting)
      if (error !== undefined) throw error
      return constraint(0, { id: uuid(500 + Number(waiting.text.slice(4))), pairId: waiting.pairId, text: waiting.text })
    },
    onAdded: ({ text }, _, late) => added.push([text, late]),
    onRefused: (message, { text }) => refused.push(`${text}: ${message}`),
  })
  return { outbox, sent, added, refused }
}

test('what is added at once is not kept; what the server refuses is given back', async () => {
  const { table, rows } = memoryTable()
  const refusal = Object.assign(new Error('The pair has it already.'), { status: 409 })
  const { outbox, added, refused } = opened(table, ({ text }) => (text === 'Own 2' ? refusal : undefined))
  expect(await Promise.all([outbox.add(own(1)), outbox.add(own(2)), outbox.add(own(3))])).toMatchObject([{ added: { id: uuid(501) } }, { refused: 'The pair has it already.' }, { added: { id: uuid(503) } }])
  expect([added, refused]).toEqual([[['Own 1', false], ['Own 3', false]], ['Own 2: The pair has it already.']])
  expect(outbox.snapshot()).toMatchObject([{ text: 'Own 2', refused: 'The pair has it already.' }])
  expect(outbox.takeBack(uuid(2))).toBe(true)
  await vi.advanceTimersByTimeAsync(0)
  expect([rows.size, outbox.snapshot()]).toEqual([0, []])
})

test('without a network it waits, outlives the page for its reviewer, and is sent under its id, in order, until the server has it', async () => {
  const { table, rows } = memoryTable()
  const offline = opened(table, () => new TypeError('Failed to fetch'))
  expect(await offline.outbox.add(own(1))).toBe('waits')
  vi.advanceTimersByTime(10)
  expect(await offline.outbox.add(own(2))).toBe('waits')
  expect([offline.outbox.snapshot().length, offline.outbox.unkept(), rows.size]).toEqual([2, 0, 2])

  expect((await opened(table, () => undefined, 'ben').outbox.loaded, rows.size)).toBe(2)
  let down = true
  const again = opened(table, () => (down ? new TypeError('Failed to fetch') : undefined))
  await vi.advanceTimersByTimeAsync(12_000)
  expect(new Set(again.sent)).toEqual(new Set([uuid(1)]))
  down = false
  await vi.advanceTimersByTimeAsync(6000)
  expect(again.added).toEqual([['Own 1', true], ['Own 2', true]])
  expect([again.outbox.snapshot(), rows.size]).toEqual([[], 0])
  offline.outbox.takeBack(uuid(1))
  offline.outbox.takeBack(uuid(2))
})

test('one that was taken back is not sent any more, and one that the browser does not keep is counted', async () => {
  const { table, rows, state } = memoryTable()
  const { outbox, sent } = opened(table, () => new TypeError('Failed to fetch'))
  await outbox.add(own(1))
  outbox.takeBack(uuid(1))
  const before = sent.length
  await vi.advanceTimersByTimeAsync(20_000)
  expect([sent.length, rows.size, outbox.snapshot()]).toEqual([before, 0, []])
  state.broken = new DOMException('It is full.', 'QuotaExceededError')
  await outbox.add(own(2))
  expect(outbox.unkept()).toBe(1)
})

test('what was refused late is there with its reason until it is taken back, over a reload too, and is not sent again', async () => {
  const { table, rows } = memoryTable()
  let down = true
  const refusal = Object.assign(new Error('It is too long.'), { status: 400 })
  const { outbox, sent, refused } = opened(table, () => (down ? new TypeError('Failed to fetch') : refusal))
  await outbox.add(own(1))
  vi.advanceTimersByTime(10)
  await outbox.add(own(2))
  down = false
  outbox.retryNow()
  await vi.advanceTimersByTimeAsync(100)
  const both = [{ text: 'Own 1', refused: 'It is too long.' }, { text: 'Own 2', refused: 'It is too long.' }]
  expect([outbox.snapshot(), refused.length, rows.size]).toMatchObject([both, 2, 2])
  const before = sent.length
  await vi.advanceTimersByTimeAsync(20_000)
  expect(sent.length).toBe(before)
  outbox.stop()

  const again = opened(table, () => undefined)
  await again.outbox.loaded
  await vi.advanceTimersByTimeAsync(20_000)
  expect([again.outbox.snapshot(), again.sent]).toMatchObject([both, []])
  expect(await again.outbox.add(own(3))).toHaveProperty('added')
  expect(again.outbox.takeBack(uuid(1))).toBe(true)
  await vi.advanceTimersByTimeAsync(0)
  expect([again.outbox.snapshot(), rows.size]).toMatchObject([both.slice(1), 1])
})

test('what was taken back in another tab is not sent by the first one', async () => {
  const { table, rows } = memoryTable()
  let down = true
  const first = opened(table, () => (down ? new TypeError('Failed to fetch') : undefined))
  await first.outbox.add(own(1))
  await first.outbox.add(own(2))
  const second = opened(table, () => new TypeError('Failed to fetch'))
  await second.outbox.loaded
  await vi.advanceTimersByTimeAsync(0)
  expect(second.outbox.takeBack(uuid(1))).toBe(true)
  second.outbox.stop()
  await vi.advanceTimersByTimeAsync(0)
  first.sent.length = 0
  down = false
  await vi.advanceTimersByTimeAsync(20_000)
  expect([first.sent, first.added, first.outbox.snapshot(), rows.size]).toEqual([[uuid(2)], [['Own 2', true]], [], 0])
})

test('a stopped outbox sends nothing until it goes on', async () => {
  const { table } = memoryTable()
  let down = true
  const { outbox, sent, added } = opened(table, () => (down ? new TypeError('Failed to fetch') : undefined))
  await outbox.add(own(1))
  outbox.stop()
  down = false
  const before = sent.length
  outbox.retryNow()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(sent.length).toBe(before)
  outbox.goOn()
  await vi.advanceTimersByTimeAsync(0)
  expect(added).toEqual([['Own 1', true]])
})

test('what is on its way cannot be taken back, and what was taken back elsewhere meanwhile is not accepted', async () => {
  const { table } = memoryTable()
  const gates: (() => void)[] = []
  const results: [string, boolean][] = []
  const outbox = createOwnOutbox({
    table,
    reviewerId: 'ada',
    send: async ({ id, pairId, text }) => {
      await new Promise<void>((go) => gates.push(go))
      return constraint(0, { id, pairId, text })
    },
    onAdded: ({ text }, { takenBack }) => results.push([text, takenBack === true]),
    onRefused: () => {},
  })
  const first = outbox.add(own(1))
  const behind = outbox.add(own(3))
  await vi.advanceTimersByTimeAsync(0)
  expect([outbox.takeBack(uuid(1)), outbox.takeBack(uuid(3))]).toEqual([false, true])
  expect(outbox.snapshot()).toHaveLength(1)
  gates[0]?.()
  expect([await first, await behind]).toMatchObject([{ added: { text: 'Own 1' } }, 'taken back'])

  const second = outbox.add(own(2))
  await vi.advanceTimersByTimeAsync(0)
  const other = opened(table, () => new TypeError('Failed to fetch')).outbox
  await other.loaded
  await vi.advanceTimersByTimeAsync(0)
  expect(other.takeBack(uuid(2))).toBe(true)
  await vi.advanceTimersByTimeAsync(0)
  gates[1]?.()
  await second
  expect(results).toEqual([['Own 1', false], ['Own 2', true]])
  other.stop()
})
