import { randomFillSync } from 'node:crypto'

let lastMillis = 0
let counter = 0
/** Random bytes are drawn for many ids at once: each draw is a call to the system. */
const drawn = Buffer.alloc(16 * 256)
let used = drawn.length

/**
 * A UUIDv7 (RFC 9562): milliseconds, then a 12-bit counter that keeps ids of one process in order within a millisecond, then
 * randomness. Rows written in order therefore sort in order by id, which the keyset pages rely on.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMillis) {
    lastMillis = now
    counter = 0
  } else if (++counter > 0xfff) {
    lastMillis++
    counter = 0
  }
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const bytes = drawn.subarray(used, (used += 16))
  bytes.writeUIntBE(lastMillis, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
