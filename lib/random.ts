/**
 * The one source of randomness: a small seeded generator (xmur3 hash into sfc32, both public domain algorithms), so that a
 * seed makes the same choices on every machine. Sub-streams are derived by name, never by drawing order, so that adding a
 * draw in one place changes nothing elsewhere.
 */
export interface Rng {
  /** A float in [0, 1). */
  next(): number
  /** An integer in [min, max], both inclusive. */
  int(min: number, max: number): number
  /** One element, uniformly. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T
  /** A new list in random order (Fisher-Yates); the argument is left alone. */
  shuffle<T>(items: readonly T[]): T[]
}

/** Makes the generator that belongs to a seed and a path of names, such as (build seed, pair hash, step). */
export function seededRng(...seed: readonly (string | number)[]): Rng {
  let name = ''
  for (const [place, part] of seed.entries()) name += place === 0 ? part : `\u0000${part}`
  const hash = xmur3(name)
  const next = sfc32(hash(), hash(), hash(), hash())
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    pick(items) {
      if (items.length === 0) throw new RangeError('pick from an empty list')
      return items[int(0, items.length - 1)] as (typeof items)[number]
    },
    shuffle(items) {
      const result = [...items]
      for (let i = result.length - 1; i > 0; i--) {
        const j = int(0, i)
        const held = result[i] as (typeof items)[number]
        result[i] = result[j] as (typeof items)[number]
        result[j] = held
      }
      return result
    },
  }
}

function xmur3(text: string): () => number {
  let h = 1779033703 ^ text.length
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    h ^= h >>> 16
    return h >>> 0
  }
}

function sfc32(a: number, b: number, c: number, d: number): () => number {
  const step = () => {
    a |= 0
    b |= 0
    c |= 0
    d |= 0
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) step()
  return step
}
