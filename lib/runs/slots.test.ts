import { describe, expect, it } from 'vitest'
import { slots } from './slots.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('slots', () => {
  it('lets so many in, and the others in the order in which they came', async () => {
    const places = slots(2)
    const entered: number[] = []
    const releases = new Map<number, () => void>()
    for (let n = 0; n < 5; n++) void places.take().then((release) => (entered.push(n), releases.set(n, release)))
    await settled()
    expect(entered).toEqual([0, 1])
    releases.get(1)?.()
    // A second time gives nothing back.
    releases.get(1)?.()
    await settled()
    expect(entered).toEqual([0, 1, 2])
    releases.get(0)?.()
    releases.get(2)?.()
    await settled()
    expect(entered).toEqual([0, 1, 2, 3, 4])
  })

  it('keeps order and number over a long line', async () => {
    const places = slots(3)
    const order: number[] = []
    let inside = 0
    let most = 0
    await Promise.all(Array.from({ length: 3000 }, async (_, n) => {
      const release = await places.take()
      order.push(n)
      most = Math.max(most, ++inside)
      await Promise.resolve()
      inside--
      release()
    }))
    expect(most).toBe(3)
    expect(order).toEqual(Array.from({ length: 3000 }, (_, n) => n))
  })

  it('sends away whoever waits when it is closed, and nobody who is in', async () => {
    const places = slots(1)
    const release = await places.take()
    const waiting = places.take()
    places.close(new Error('closed'))
    await expect(waiting).rejects.toThrow('closed')
    await expect(places.take()).rejects.toThrow('closed')
    release()
  })
})
