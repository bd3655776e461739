import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { snappyUncompress } from 'hyparquet'
import { expect, it } from 'vitest'
import { snappyPacked } from '#lib/exports/file-types/snappy.ts'

function unpacked(packed: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length)
  snappyUncompress(packed, output)
  return output
}

const repeating = fc.array(fc.tuple(fc.constantFrom('the ', 'and the ', 'a', 'xyz', '語', 'ab'.repeat(40)), fc.integer({ min: 1, max: 90 })), { maxLength: 60 }).map((parts) => Buffer.from(parts.map(([text, n]) => text.repeat(n)).join('')))

it('is read as what was packed, whatever it is, and is no longer than Snappy allows', () => {
  fc.assert(
    fc.property(fc.oneof(repeating, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      const packed = snappyPacked(bytes).slice()
      expect(Buffer.from(unpacked(packed, bytes.length)).equals(Buffer.from(bytes))).toBe(true)
      expect(packed.length).toBeLessThanOrEqual(32 + bytes.length + bytes.length / 6)
      expect(Buffer.from(snappyPacked(bytes)).equals(Buffer.from(packed))).toBe(true)
    }),
    { numRuns: 400 },
  )
})

it('packs what repeats, also far apart and beyond what a copy reaches, and leaves noise as it is', () => {
  const noise = randomBytes(70_000)
  const text = Buffer.from('Every row says much the same, in much the same words. '.repeat(4000))
  for (const bytes of [noise, text, Buffer.concat([noise.subarray(0, 60_000), noise.subarray(0, 60_000)]), Buffer.concat([noise, noise]), Buffer.alloc(300_000), Buffer.alloc(0)]) {
    expect(Buffer.from(unpacked(snappyPacked(bytes), bytes.length)).equals(bytes)).toBe(true)
  }
  expect(snappyPacked(text).length).toBeLessThan(text.length / 15)
  expect(snappyPacked(Buffer.concat([noise.subarray(0, 60_000), noise.subarray(0, 60_000)])).length).toBeLessThan(66_000)
})
