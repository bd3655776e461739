import { hash } from 'node:crypto'

const leafMark = Buffer.from([0])
const nodeMark = Buffer.from([1])

/** The hash of a record: of a zero byte and its JSON, as in RFC 6962, so that no record can pass for an inner node. */
export function leafHash(record: string): Buffer {
  return hash('sha256', Buffer.concat([leafMark, Buffer.from(record)]), 'buffer')
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([nodeMark, left, right]), 'buffer')
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
  readonly #parts: { size: number; hash: Buffer; follows: boolean }[] = []
  readonly #follow: number | null
  readonly #path: ProofStep[] = []
  size = 0

  constructor(follow: number | null = null) {
    this.#follow = follow
  }

  /** Adds a record by its JSON. */
  add(record: string): void {
    this.#parts.push({ size: 1, hash: leafHash(record), follows: this.size === this.#follow })
    this.size++
    while (this.#parts.at(-1)?.size === this.#parts.at(-2)?.size && this.#parts.length > 1) this.#join()
  }

  /** The root in hexadecimal digits; of no records that of nothing. Nothing can be added afterwards. */
  root(): string {
    while (this.#parts.length > 1) this.#join()
    return (this.#parts[0]?.hash ?? hash('sha256', '', 'buffer')).toString('hex')
  }

  /** The path from the followed record to the root, nearest first; to be asked for after `root`. */
  get path(): readonly ProofStep[] {
    return this.#path
  }

  #join(): void {
    const [right, left] = [this.#parts.pop(), this.#parts.pop()]
    if (!left || !right) return
    if (left.follows) this.#path.push({ side: 'right', hash: right.hash.toString('hex') })
    if (right.follows) this.#path.push({ side: 'left', hash: left.hash.toString('hex') })
    this.#parts.push({ size: left.size + right.size, hash: nodeHash(left.hash, right.hash), follows: left.follows || right.follows })
  }
}

/** The root that a record and its path lead to. */
export function rootFrom(record: string, path: readonly ProofStep[]): string {
  let at = leafHash(record)
  for (const { side, hash: beside } of path) at = side === 'left' ? nodeHash(Buffer.from(beside, 'hex'), at) : nodeHash(at, Buffer.from(beside, 'hex'))
  return at.toString('hex')
}
