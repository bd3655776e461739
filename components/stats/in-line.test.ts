import { describe, expect, it } from 'vitest'
import { inLine } from '#components/stats/in-line.ts'

describe('questions that may take seconds', () => {
  it('are asked three at once, and not at all where nobody wants to know any more', async () => {
    const { signal } = new AbortController()
    const left = new AbortController()
    const asked: number[] = []
    const answers: (() => void)[] = []
    const ask = (n: number) => () =>
      new Promise<number>((resolve) => {
        asked.push(n)
        answers.push(() => resolve(n))
      })
    const all = [1, 2, 3].map((n) => inLine(signal, ask(n)))
    const fourth = inLine(left.signal, ask(4))
    const fifth = inLine(signal, ask(5))
    await Promise.resolve()
    expect(asked).toEqual([1, 2, 3])
    left.abort()
    answers[0]?.()
    await expect(fourth).rejects.toThrow('aborted')
    await expect.poll(() => asked).toEqual([1, 2, 3, 5])
    for (const answer of answers) answer()
    expect(await Promise.all([...all, fifth])).toEqual([1, 2, 3, 5])
  })
})
