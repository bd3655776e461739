import { randomBytes, randomFillSync } from 'node:crypto'

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
  return withHyphens(bytes.toString('hex'))
}

/** An id that looks as if it had been made so many ids after another one, in the same millisecond: its own moment is not in it. */
export function idBeside(id: string, after: number): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  bytes.writeUInt16BE(0x7000 | ((bytes.readUInt16BE(6) + after) & 0xfff), 6)
  randomBytes(8).copy(bytes, 8)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return withHyphens(bytes.toString('hex'))
}

function withHyphens(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
