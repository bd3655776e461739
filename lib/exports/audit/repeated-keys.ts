import { hash } from 'node:crypto'

/** Keys of rows, of which only 64 bits are kept: eight bytes a row, so that millions fit in memory. Finds those that occur again. */
export class RepeatedKeys {
  #keys = new BigUint64Array(1024)

  /** `row` counts up from 0; rows without a key are left out. */
  set(row: number, text: string): void {
    if (row >= this.#keys.length) {
      const longer = new BigUint64Array(Math.max(row + 1, this.#keys.length * 2))
      longer.set(this.#keys)
      this.#keys = longer
    }
    // Zero stands for a row without a key.
    this.#keys[row] = hash('sha256', text, 'buffer').readBigUInt64LE(0) || 1n
  }

  /** The rows that share a key with another one, group by group, each in order. */
  groups(): number[][] {
    const sorted = this.#keys.slice().sort()
    const repeated = new Map<bigint, number[]>()
    for (const [n, key] of sorted.entries()) {
      if (key !== 0n && key === sorted[n + 1]) repeated.set(key, [])
    }
    for (const [row, key] of this.#keys.entries()) repeated.get(key)?.push(row)
    return [...repeated.values()]
  }
}

/**
 * A text but for ASCII case and signs, as exports keep it on one side: never coarser than how they compare, so that what an export
 * may part is no leak here.
 */
export function normalised(text: string): string {
  return text.replace(/[\t-\r -/:-@[-^`{-~]+/g, ' ').replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

/** Responses that are shorter once normalised, in characters, are answered alike without being a leak: "Yes." */
export const shortResponse = 100
