import fc from 'fast-check'
import { expect, it } from 'vitest'
import { disjointSets } from './disjoint-sets.ts'

it('puts together what any chain of joins connects, and names each set by its first member', () => {
  const member = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
  fc.assert(
    fc.property(fc.array(fc.tuple(member, member), { maxLength: 12 }), (joins) => {
      const sets = disjointSets()
      for (const [a, b] of joins) sets.join(a, b)
      // The same by hand: spread the smallest name along the joins until nothing changes.
      const first = new Map('abcdefgh'.split('').map((name) => [name, name]))
      for (let round = 0; round < 8; round++) {
        for (const [a, b] of joins) {
          const [one = a, other = b] = [first.get(a), first.get(b)]
          const least = one < other ? one : other
          first.set(a, least).set(b, least)
        }
      }
      for (const [name, least] of first) expect(sets.firstOf(name)).toBe(least)
      expect(new Map(sets.others())).toEqual(new Map([...first].filter(([name, least]) => name !== least)))
    }),
  )
})
