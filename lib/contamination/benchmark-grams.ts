import { pool } from '#lib/db/client.ts'
import { gramsOf } from '#lib/text/ngrams.ts'

/** What the benchmarks that an installation knows are told by: ten bytes for each run of 13 words, in memory that threads share. */
export interface BenchmarkGrams {
  names: readonly string[]
  /** Hashes of runs of 13 words, in order; one that several benchmarks have is there once for each. */
  hashes: BigInt64Array<SharedArrayBuffer>
  /** Of each, the place of its benchmark in `names`. */
  lists: Uint16Array<SharedArrayBuffer>
}

/** Hashes that are read at once. */
const batch = 50_000

/** The last that were read, as long as no benchmark has come, gone or changed. */
let kept: { of: string; grams: BenchmarkGrams } | null = null

/** Reads what all benchmarks that the installation knows are told by. */
export async function readBenchmarkGrams(): Promise<BenchmarkGrams> {
  const { rows } = await pool().query<{ name: string; n: number; createdAt: Date }>(
    'SELECT l.name, l."createdAt", (SELECT count(*)::int FROM "BenchmarkGram" g WHERE g.list = l.name) AS n FROM "BenchmarkList" l ORDER BY l.name COLLATE "C"',
  )
  const of = JSON.stringify(rows)
  if (kept?.of === of) return kept.grams
  const grams = await readGrams(rows)
  kept = { of, grams }
  return grams
}

async function readGrams(known: readonly { name: string; n: number }[]): Promise<BenchmarkGrams> {
  const names = known.map(({ name }) => name)
  const most = known.reduce((sum, { n }) => sum + n, 0)
  const hashes = new BigInt64Array(new SharedArrayBuffer(most * 8))
  const lists = new Uint16Array(new SharedArrayBuffer(most * 2))
  const places = new Map(names.map((name, place) => [name, place]))
  let n = 0
  let last: { hash: string; list: string } | undefined
  while (n < most) {
    const { rows } = await pool().query<{ hash: string; list: string }>(
      `SELECT hash, list FROM "BenchmarkGram" WHERE list = ANY($1) ${last ? 'AND (hash, list) > ($3, $4)' : ''} ORDER BY hash, list LIMIT $2`,
      [names, Math.min(batch, most - n), ...(last ? [last.hash, last.list] : [])],
    )
    if (rows.length === 0) break
    for (const { hash, list } of rows) {
      hashes[n] = BigInt(hash)
      lists[n++] = places.get(list) ?? 0
    }
    last = rows.at(-1)
  }
  // What was taken away meanwhile leaves the end empty.
  return { names, hashes: hashes.subarray(0, n), lists: lists.subarray(0, n) }
}

/** The benchmarks that have 13 words in a row of one of these texts, by name. A shorter text is held against whole prompts. */
export function benchmarksIn(texts: readonly string[], { names, hashes, lists }: BenchmarkGrams): string[] {
  if (hashes.length === 0) return []
  const found = new Set<number>()
  for (const text of texts) {
    for (const gram of gramsOf(text)) for (let at = firstAt(hashes, gram); hashes[at] === gram; at++) found.add(lists[at] ?? 0)
  }
  return [...found].toSorted((a, b) => a - b).map((place) => names[place] ?? '')
}

/** The place of the first hash that is not below this one. */
function firstAt(hashes: BigInt64Array, gram: bigint): number {
  let [low, high] = [0, hashes.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((hashes[middle] ?? 0n) < gram) low = middle + 1
    else high = middle
  }
  return low
}
