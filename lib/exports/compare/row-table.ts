import { hash } from 'node:crypto'

/**
 * Rows by their key, of which only 64 bits are kept, with their place, split and 64 bits of their content: some thirty bytes a row, so that an
 * export of any size fits in memory. An open-addressing hash table over typed arrays.
 */
export class RowTable {
  size = 0
  #keys = new BigUint64Array(1024)
  #contents = new BigUint64Array(1024)
  #splits = new Uint8Array(1024)
  #seen = new Uint8Array(1024)
  /** Row + 1 at the key's slot; 0: free. */
  #slots = new Uint32Array(2048)

  /** Adds a row behind the others. Returns its place, from 0. The key must not be in the table. */
  add(key: bigint, content: bigint, split: number): number {
    const row = this.size++
    if (this.size > this.#keys.length) this.#grow()
    this.#keys[row] = key
    this.#contents[row] = content
    this.#splits[row] = split
    this.#slots[this.#slotOf(key)] = row + 1
    return row
  }

  /** The row with this key, or -1. */
  find(key: bigint): number {
    return (this.#slots[this.#slotOf(key)] ?? 0) - 1
  }

  contentOf(row: number): bigint {
    return this.#contents[row] ?? 0n
  }

  splitOf(row: number): number {
    return this.#splits[row] ?? 0
  }

  isSeen(row: number): boolean {
    return this.#seen[row] === 1
  }

  see(row: number): void {
    this.#seen[row] = 1
  }

  /** The key's slot, or the free one that it would take: the next ones are tried in turn, and half of all are free. */
  #slotOf(key: bigint): number {
    const mask = this.#slots.length - 1
    for (let slot = Number(key & 0xffffffffn) & mask; ; slot = (slot + 1) & mask) {
      const taken = this.#slots[slot] ?? 0
      if (taken === 0 || this.#keys[taken - 1] === key) return slot
    }
  }

  #grow(): void {
    const length = this.#keys.length * 2
    const [keys, contents, splits, seen] = [new BigUint64Array(length), new BigUint64Array(length), new Uint8Array(length), new Uint8Array(length)]
    keys.set(this.#keys)
    contents.set(this.#contents)
    splits.set(this.#splits)
    seen.set(this.#seen)
    this.#keys = keys
    this.#contents = contents
    this.#splits = splits
    this.#seen = seen
    this.#slots = new Uint32Array(length * 2)
    for (let row = 0; row < this.size - 1; row++) this.#slots[this.#slotOf(keys[row] ?? 0n)] = row + 1
  }
}

/** 64 bits that stand for a text. */
export function digest64(text: string): bigint {
  return hash('sha256', text, 'buffer').readBigUInt64LE(0)
}
