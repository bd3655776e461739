import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MerkleTree, rootFrom, sidesOf } from '#lib/exports/merkle.ts'

/** RFC 6962, section 2.1, as it is written: split at the largest power of two below the size. */
function referenceRoot(records: readonly string[]): Buffer {
  const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
  if (records.length === 0) return sha()
  if (records.length === 1) return sha(Buffer.from([0]), Buffer.from(records[0] ?? ''))
  let k = 1
  while (k * 2 < records.length) k *= 2
  return sha(Buffer.from([1]), referenceRoot(records.slice(0, k)), referenceRoot(records.slice(k)))
}

function treeOf(records: readonly string[], follow?: number): MerkleTree {
  const tree = new MerkleTree(follow)
  for (const record of records) tree.add(record)
  return tree
}

it('has the root of RFC 6962, and its test vectors', () => {
  expect(treeOf([]).root()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(treeOf(['']).root()).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  fc.assert(fc.property(fc.array(fc.string(), { maxLength: 40 }), (records) => { expect(treeOf(records).root()).toBe(referenceRoot(records).toString('hex')) }))
})

it('proves every record, and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), fc.nat(), fc.string(), (records, n, other) => {
      const place = n % records.length
      const tree = treeOf(records, place)
      const root = tree.root()
      const record = records[place] ?? ''
      expect(rootFrom(record, tree.path)).toBe(root)
      expect(tree.path.map(({ side }) => side)).toEqual(sidesOf(place, records.length))
      for (let elsewhere = 0; elsewhere < records.length; elsewhere++) if (elsewhere !== place) expect(sidesOf(elsewhere, records.length)).not.toEqual(sidesOf(place, records.length))
      if (other !== record) expect(rootFrom(other, tree.path)).not.toBe(root)
      expect(tree.path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(records.length)))
    }),
  )
})
