/** Places of four bytes that were met before, by their hash: one table for all calls, cleared at each. */
const tableBits = 15
const table = new Int32Array(1 << tableBits)
/** What was packed last: one memory for all calls. */
let packed = new Uint8Array(1 << 16)
/** A copy reaches so far back. */
const farthest = 65_535
/** What is left at the end is taken as it is: four bytes are read at a time. */
const tail = 15
const longestCopy = 64
/** Shorter stretches are copied byte by byte, which costs less than a call. */
const shortLiteral = 24

/**
 * Packs bytes as Snappy's raw format has them (github.com/google/snappy, format_description.txt), with its reference's search: of four bytes by their
 * hash, in ever longer steps where nothing is found. The same bytes are packed to the same bytes, which hold until the
 * next call.
 */
export function snappyPacked(input: Uint8Array): Uint8Array {
  const most = 32 + input.length + Math.ceil(input.length / 6)
  if (packed.length < most) packed = new Uint8Array(most)
  const out = packed
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
  let end = lengthOf(input.length, out)
  let unpacked = 0
  const last = input.length - tail
  table.fill(-1)
  for (let at = 0; at < last; ) {
    // Finds the next four bytes that were there before.
    let found = -1
    let misses = 32
    for (; at < last; at += misses++ >>> 5) {
      const four = view.getUint32(at, true)
      const slot = Math.imul(four, 0x1e35a7bd) >>> (32 - tableBits)
      const before = table[slot] ?? -1
      table[slot] = at
      if (before >= 0 && at - before <= farthest && view.getUint32(before, true) === four) {
        found = before
        break
      }
    }
    if (found < 0) break
    end = literal(input, unpacked, at, out, end)
    let length = 4
    while (at + length < input.length && input[found + length] === input[at + length]) length++
    end = copies(at - found, length, out, end)
    at += length
    unpacked = at
    if (at < last) table[Math.imul(view.getUint32(at - 1, true), 0x1e35a7bd) >>> (32 - tableBits)] = at - 1
  }
  return out.subarray(0, literal(input, unpacked, input.length, out, end))
}

/** Seven bits a byte, the lowest first. */
function lengthOf(length: number, out: Uint8Array): number {
  let end = 0
  let rest = length
  for (; rest > 127; rest >>>= 7) out[end++] = (rest & 127) | 128
  out[end++] = rest
  return end
}

/** Bytes as they are. */
function literal(input: Uint8Array, from: number, to: number, out: Uint8Array, start: number): number {
  if (from === to) return start
  let end = start
  const most = to - from - 1
  if (most < 60) out[end++] = most << 2
  else {
    const bytes = most < 1 << 8 ? 1 : most < 1 << 16 ? 2 : most < 1 << 24 ? 3 : 4
    out[end++] = (59 + bytes) << 2
    for (let n = 0; n < bytes; n++) out[end++] = most >>> (8 * n)
  }
  if (to - from > shortLiteral) {
    out.set(input.subarray(from, to), end)
    return end + to - from
  }
  for (let at = from; at < to; at++) out[end++] = input[at] ?? 0
  return end
}

/** Bytes that stood so far back. None of the copies is shorter than four bytes. */
function copies(back: number, length: number, out: Uint8Array, start: number): number {
  let end = start
  let rest = length
  while (rest > 0) {
    const n = rest <= longestCopy ? rest : rest < longestCopy + 4 ? longestCopy - 4 : longestCopy
    rest -= n
    if (n < 12 && back < 2048) {
      out[end++] = 1 | ((n - 4) << 2) | ((back >>> 8) << 5)
      out[end++] = back
    } else {
      out[end++] = 2 | ((n - 1) << 2)
      out[end++] = back
      out[end++] = back >>> 8
    }
  }
  return end
}
