import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nowhere, root, runTree } from './run-tree.ts'

const char = fc.constantFrom('a', 'b', 'Z', ' ', 'é', 'я', '我', '\ud83d\ude00')
const run = fc.array(char, { minLength: 1, maxLength: 3 }).map((chars) => chars.join(''))

it('finds each run by its characters, and no other one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(run, { maxLength: 60 }), fc.array(run), (runs, others) => {
      const tree = runTree(runs)
      for (const text of [...runs, ...others]) {
        const place = Array.from(text).reduce((at, next) => tree.child(at, next), root)
        expect(place === nowhere ? nowhere : tree.runAt[place]).toBe(runs.indexOf(text))
      }
    }),
  )
})
