import { describe, expect, it } from 'vitest'
import { slots, slotsEach } from './slots.ts'

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

describe('slots of each', () => {
  it('lets so many in of one, whoever else waits, and nobody waits for another', async () => {
    const places = slotsEach(2)
    const entered: string[] = []
    const releases: (() => void)[] = []
    for (const key of ['ada', 'ada', 'ada', 'ben']) void places.take(key).then((release) => (entered.push(key), releases.push(release)))
    await settled()
    expect(entered).toEqual(['ada', 'ada', 'ben'])
    for (const release of releases.slice(0, 2)) release()
    // A second time gives nothing back.
    releases[0]?.()
    void places.take('ada').then(() => entered.push('ada again'))
    void places.take('ada').then(() => entered.push('ada too many'))
    await settled()
    expect(entered).toEqual(['ada', 'ada', 'ben', 'ada', 'ada again'])
  })
})
