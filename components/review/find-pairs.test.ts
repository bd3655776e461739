import { afterEach, expect, test, vi } from 'vitest'
import { findPairs } from '#components/review/find-pairs.ts'

afterEach(() => void vi.unstubAllGlobals())

/** A server with so many pairs of which only the last ones have constraints; it answers what it is asked, in pages. */
function serverWith(all: number, constrained: number): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string) => {
    const { searchParams } = new URL(address, 'http://localhost')
    asked.push(searchParams.toString())
    const rows = Array.from({ length: all }, (_, index) => ({ id: `pair ${index + 1}`, instruction: `Walrus ${index + 1}`, constraintCount: index >= all - constrained ? 2 : 0 }))
    const fitting = searchParams.get('reached') === 'constraints' ? rows.filter(({ constraintCount }) => constraintCount > 0) : rows
    return Promise.resolve(Response.json({ rows: fitting.slice(0, Number(searchParams.get('limit'))), next: null, total: null }))
  })
  return asked
}

const search = (went: string[]) => findPairs('d', 'walrus & co', { onPair: (id) => went.push(id), onAll: (href) => went.push(href) }, new AbortController().signal)

test('the one pair that has constraints is found, wherever it stands among those with the words', async () => {
  serverWith(26, 1)
  const went: string[] = []
  const found = await search(went)
  expect(found.map(({ group, label }) => [group, label])).toEqual([['Pairs', 'Walrus 26']])
  found[0]?.run()
  expect(went).toEqual(['pair 26'])
})

test('of more than twenty the first twenty are shown, as what they are, with the way to all', async () => {
  serverWith(26, 21)
  const went: string[] = []
  const found = await search(went)
  expect(found).toHaveLength(21)
  expect(new Set(found.slice(0, 20).map(({ group }) => group))).toEqual(new Set(['Pairs, the first 20']))
  found[20]?.run()
  expect(went).toEqual(['/datasets/d/browse?q=walrus+%26+co&reached=constraints'])
  serverWith(26, 20)
  expect(await search(went)).toHaveLength(20)
})
