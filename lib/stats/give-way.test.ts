import { expect, it, vi } from 'vitest'
import { turns, type Piece } from './give-way.ts'

const going = new AbortController().signal
const long = 3_600_000

/** A piece that ends when it is told to, or fails for being stopped. */
function slowPiece() {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const piece = vi.fn<Piece>((stop) => Promise.race([ended, new Promise<void>((_, fail) => stop.addEventListener('abort', () => fail(new Error('cancelled'))))]))
  return { piece, end }
}

it('while nobody reviews, pieces follow each other at once', async () => {
  const { inTurn } = turns(going, { atWork: async () => false, lookMs: 1, patienceMs: long })
  const done: number[] = []
  for (const n of [1, 2, 3]) await inTurn(async () => void done.push(n))
  expect(done).toEqual([1, 2, 3])
})

it('while somebody reviews, a piece waits', async () => {
  let atWork = true
  const look = vi.fn<() => Promise<boolean>>(async () => atWork)
  const { inTurn } = turns(going, { atWork: look, lookMs: 1, patienceMs: long })
  const piece = vi.fn<Piece>(async () => {})
  const turn = inTurn(piece)
  await expect.poll(() => look.mock.calls.length).toBeGreaterThan(3)
  expect(piece).not.toHaveBeenCalled()
  atWork = false
  await turn
  expect(piece).toHaveBeenCalledTimes(1)
})

it('a piece that is under way when somebody begins to review is given up, and done again when they have gone', async () => {
  let atWork = false
  const { inTurn, spentMs } = turns(going, { atWork: async () => atWork, lookMs: 1, patienceMs: long })
  const { piece, end } = slowPiece()
  const turn = inTurn(piece)
  await expect.poll(() => piece.mock.calls.length).toBe(1)
  atWork = true
  await expect.poll(() => piece.mock.calls[0]?.[0].aborted).toBe(true)
  expect(piece).toHaveBeenCalledTimes(1)
  atWork = false
  await expect.poll(() => piece.mock.calls.length).toBe(2)
  end()
  await turn
  expect(spentMs()).toBeGreaterThanOrEqual(0)
})

it('where people review without an end, a piece is done to its end once it has waited for long enough; so is the next', async () => {
  let began = Date.now()
  const { inTurn } = turns(going, { atWork: async () => true, lookMs: 1, patienceMs: 30, turnMs: 0 })
  for (const _ of [1, 2]) {
    const { piece, end } = slowPiece()
    const turn = inTurn(piece)
    await expect.poll(() => piece.mock.calls.length).toBe(1)
    expect(Date.now() - began).toBeGreaterThanOrEqual(30)
    began = Date.now()
    end()
    await turn
    expect(piece).toHaveBeenCalledTimes(1)
  }
})

it('short pieces follow each other then for as long as a turn is', async () => {
  const { inTurn } = turns(going, { atWork: async () => true, lookMs: 1, patienceMs: 200, turnMs: 600_000 })
  await inTurn(async () => {})
  const { piece, end } = slowPiece()
  end()
  const began = Date.now()
  for (let n = 0; n < 100; n += 1) await inTurn(piece)
  expect(piece).toHaveBeenCalledTimes(100)
  expect(Date.now() - began).toBeLessThan(100 * 200)
})

it('a piece that took long has the next one wait twenty times as long', async () => {
  const { inTurn } = turns(going, { atWork: async () => true, lookMs: 1, patienceMs: 1, turnMs: 0 })
  let [took, ended] = [0, 0]
  await inTurn(async () => {
    const began = Date.now()
    await new Promise((done) => setTimeout(done, 20))
    ended = Date.now()
    took = ended - began
  })
  await inTurn(async () => {})
  expect(took).toBeGreaterThan(0)
  expect(Date.now() - ended).toBeGreaterThanOrEqual(20 * took)
})

it('what fails by itself is told, and what is told to stop does nothing more', async () => {
  const { inTurn } = turns(going, { atWork: async () => false })
  await expect(inTurn(() => Promise.reject(new Error('out of beans')))).rejects.toThrow('out of beans')
  const stopping = new AbortController()
  const stopped = turns(stopping.signal, { atWork: async () => false, lookMs: 1 })
  const { piece } = slowPiece()
  const turn = stopped.inTurn(piece)
  await expect.poll(() => piece.mock.calls.length).toBe(1)
  stopping.abort()
  await turn
  await stopped.inTurn(piece)
  expect(piece).toHaveBeenCalledTimes(1)
})
