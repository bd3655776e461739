/** Bytes that grow as texts are added to them. */
export class GrowingBytes {
  #bytes = Buffer.allocUnsafeSlow(1 << 16)
  size = 0

  /** Adds a byte, and a text behind it in UTF-8. Returns the two as they stand, which hold until something is added. */
  add(first: number, text: string): Uint8Array {
    const start = this.size
    // A code unit has three bytes at most.
    this.#ensure(start + 1 + text.length * 3)
    this.#bytes[start] = first
    this.size = start + 1 + this.#bytes.write(text, start + 1)
    return this.#bytes.subarray(start, this.size)
  }

  /** Adds a text in UTF-8. */
  addText(text: string): void {
    this.#ensure(this.size + text.length * 3)
    this.size += this.#bytes.write(text, this.size)
  }

  /** Adds characters below 256, a byte each. */
  addLatin(text: string): void {
    this.#ensure(this.size + text.length)
    this.size += this.#bytes.write(text, this.size, 'latin1')
  }

  /** Puts a byte in the place of one that is there. */
  set(place: number, byte: number): void {
    this.#bytes[place] = byte
  }

  /** What was added, without so many bytes at the beginning, in memory of its own; then there is nothing. */
  take(without = 0): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.subarray(Math.min(without, this.size), this.size))
    this.size = 0
    return taken
  }

  #ensure(size: number): void {
    if (size <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(size, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.size)
    this.#bytes = larger
  }
}
