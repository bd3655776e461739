import { describe, expect, it } from 'vitest'
import { createLeaseKeeper } from '#components/review/lease-keeper.ts'
import type { Held } from '#lib/review/contract.ts'

function open() {
  let time = 0
  let answer: Held[] | Error = []
  const sent: object[] = []
  const told: string[] = []
  const keeper = createLeaseKeeper({
    now: () => time,
    onHeld: ({ pairId, reviewer }) => told.push(`${reviewer} ${pairId}`),
    send: async (body, { leaving }) => {
      sent.push({ ...body, leaving })
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { keeper, sent, told, pass: (ms: number) => void (time += ms), answerWith: (next: Held[] | Error) => void (answer = next) }
}

const page = (ids: string[], held: Held[] = []) => ({ pairs: ids.map((id) => ({ id })), held })
const bens = (pairId: string): Held => ({ pairId, reviewer: 'Ben', until: '2026-01-01T00:00:00.000Z' })

describe('the keeper of leases', () => {
  it('renews what is on the screen and what comes next, not what was passed', async () => {
    const { keeper, sent } = open()
    keeper.took(page(['a', 'b', 'c']))
    keeper.shown('a')
    keeper.shown('b')
    await keeper.beat()
    expect(sent).toEqual([{ renew: ['b', 'c'], leaving: false }])
  })

  it('asks at once for a pair that is come back to', () => {
    const { keeper, sent } = open()
    keeper.took(page(['a', 'b']))
    keeper.shown('a')
    keeper.shown('b')
    expect(sent).toEqual([])
    keeper.shown('a')
    expect(sent).toEqual([{ renew: ['a'], leaving: false }])
  })

  it('gives back what was only fetched ahead when the page closes', () => {
    const { keeper, sent } = open()
    keeper.took(page(['a', 'b', 'c']))
    keeper.shown('a')
    keeper.leave()
    keeper.leave()
    expect(sent).toEqual([{ release: ['b', 'c'], leaving: true }])
  })

  it('lets go of what was fetched for another way through the pairs', async () => {
    const { keeper, sent } = open()
    keeper.took(page(['a', 'b']))
    keeper.shown('a')
    keeper.restart()
    keeper.took(page(['c', 'd']))
    keeper.shown('c')
    await keeper.beat()
    expect(sent).toEqual([{ renew: ['c', 'd'], leaving: false }])
  })

  it('falls silent when nobody has been at the page for a long time, and speaks again at a sign', async () => {
    const { keeper, sent, pass } = open()
    keeper.took(page(['a']))
    keeper.shown('a')
    pass(11 * 60_000)
    await keeper.beat()
    expect(sent).toHaveLength(0)
    keeper.sign()
    await keeper.beat()
    expect(sent).toHaveLength(1)
  })

  it('tells once who has the pair on the screen, and only when it is on the screen', async () => {
    const { keeper, told, answerWith } = open()
    keeper.took(page(['a', 'b'], [bens('b')]))
    keeper.shown('a')
    expect(told).toEqual([])
    keeper.shown('b')
    answerWith([bens('b')])
    await keeper.beat()
    expect(told).toEqual(['Ben b'])
  })

  it('tells when a lease was lost meanwhile, and outlives a beat that fails', async () => {
    const { keeper, told, answerWith } = open()
    keeper.took(page(['a']))
    keeper.shown('a')
    answerWith(new Error('offline'))
    await keeper.beat()
    answerWith([bens('a')])
    await keeper.beat()
    expect(told).toEqual(['Ben a'])
  })
})
