import { hash } from 'node:crypto'

/** Before a record's bytes and before those of an inner node, as in RFC 6962, so that no record can pass for a node. */
export const leafMark = 0
const hashBytes = 32
/** A mark and two hashes: each node is written here before it is hashed. */
const node = Buffer.alloc(65, 1)

/** A record's bytes behind its mark, in memory that the next record is written to. */
class Leaf {
  #bytes = Buffer.alloc(1 << 16, leafMark)
  #end = 1

  /** Takes a record up by its JSON. Returns its bytes, which hold until the next one. */
  write(record: string): Uint8Array {
    // A code unit has three bytes at most.
    if (record.length * 3 + 1 > this.#bytes.length) this.#bytes = Buffer.alloc(record.length * 3 + 1, leafMark)
    this.#end = 1 + this.#bytes.write(record, 1)
    return this.#bytes.subarray(1, this.#end)
  }

  /** The hash of the record. */
  get hash(): Hash {
    return hash('sha256', this.#bytes.subarray(0, this.#end), 'binary')
  }
}

/** 32 bytes, a character each: as a buffer of its own a hash takes three times as long to make. */
type Hash = string

/** The hash of a record: of a zero byte and its JSON. */
function leafHash(record: string): Hash {
  const leaf = new Leaf()
  leaf.write(record)
  return leaf.hash
}

function nodeHash(left: Hash, right: Hash): Hash {
  node.write(left, 1, 'latin1')
  node.write(right, 33, 'latin1')
  return hash('sha256', node, 'binary')
}

function inHex(of: Hash): string {
  return Buffer.from(of, 'binary').toString('hex')
}

/** A step of a proof: the hash beside the path, and on which side it stands. */
export interface ProofStep {
  side: 'left' | 'right'
  hash: string
}

/**
 * The Merkle tree of RFC 6962 over records in their order, built as they come: it holds one hash for each level. With `follow` the proof of the
 * record at that place is gathered on the way.
 */
export class MerkleTree {
  /** Whole subtrees, the largest first; `follows` the one that the followed record is in. */
  readonly #parts: { size: number; hash: Hash; follows: boolean }[] = []
  readonly #follow: number | null
  readonly #path: ProofStep[] = []
  readonly #leaf = new Leaf()
  size = 0

  constructor(follow: number | null = null) {
    this.#follow = follow
  }

  /** Adds a record by its JSON. Returns its bytes, which hold until the next one. */
  add(record: string): Uint8Array {
    const bytes = this.#leaf.write(record)
    this.#addLeaf(this.#leaf.hash)
    return bytes
  }

  /** Adds records by the hashes of their leaves, 32 bytes each. */
  addLeaves(hashes: Uint8Array): void {
    const all = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength)
    for (let at = 0; at < all.length; at += hashBytes) this.#addLeaf(all.toString('latin1', at, at + hashBytes))
  }

  #addLeaf(leaf: Hash): void {
    this.#parts.push({ size: 1, hash: leaf, follows: this.size === this.#follow })
    this.size++
    while (this.#parts.at(-1)?.size === this.#parts.at(-2)?.size && this.#parts.length > 1) this.#join()
  }

  /** The root in hexadecimal digits; of no records that of nothing. Nothing can be added afterwards. */
  root(): string {
    while (this.#parts.length > 1) this.#join()
    return inHex(this.#parts[0]?.hash ?? hash('sha256', '', 'binary'))
  }

  /** The path from the followed record to the root, nearest first; to be asked for after `root`. */
  get path(): readonly ProofStep[] {
    return this.#path
  }

  #join(): void {
    const [right, left] = [this.#parts.pop(), this.#parts.pop()]
    if (!left || !right) return
    if (left.follows) this.#path.push({ side: 'right', hash: inHex(right.hash) })
    if (right.follows) this.#path.push({ side: 'left', hash: inHex(left.hash) })
    this.#parts.push({ size: left.size + right.size, hash: nodeHash(left.hash, right.hash), follows: left.follows || right.follows })
  }
}

/** The root that a record and its path lead to. */
export function rootFrom(record: string, path: readonly ProofStep[]): string {
  let at = leafHash(record)
  for (const { side, hash: inDigits } of path) {
    const beside = Buffer.from(inDigits, 'hex').toString('binary')
    at = side === 'left' ? nodeHash(beside, at) : nodeHash(at, beside)
  }
  return inHex(at)
}

/** On which side the hashes beside the path stand from the record at a place, counted from 0, of so many to the root; none where there is no such place. */
export function sidesOf(index: number, size: number): ProofStep['side'][] {
  const sides: ProofStep['side'][] = []
  let [at, left] = [index, size]
  if (at >= left) return sides
  while (left > 1) {
    // The largest power of two below the number of records is on the left.
    let whole = 1
    while (whole * 2 < left) whole *= 2
    const isLeft = at < whole
    sides.push(isLeft ? 'right' : 'left')
    ;[at, left] = isLeft ? [at, whole] : [at - whole, left - whole]
  }
  return sides.reverse()
}
