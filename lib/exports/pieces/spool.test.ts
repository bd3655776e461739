import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rowAt } from '#lib/exports/copy-out.ts'
import { canSpool, closeSpool, fitsMemory, openSpool, sortParts, SpoolReader, SpoolWriter, type SpoolPart } from '#lib/exports/pieces/spool.ts'
import { stretchAt, stretches } from '#lib/exports/pieces/stretches.ts'

let home: string
beforeAll(async () => void (process.env.PINCER_HOME = home = await mkdtemp(join(tmpdir(), 'pincer-spool-'))))
afterAll(() => rm(home, { recursive: true }))

const hashOf = (n: number | string): string => createHash('sha256').update(String(n)).digest('hex')

/** Rows as binary COPY has them. */
function rowsOf(rows: readonly (readonly (string | null)[])[]): { bytes: Buffer; places: number[] } {
  const places = [0]
  const chunks = rows.map((row) => {
    const cells = row.flatMap((cell) => {
      const length = Buffer.alloc(4)
      length.writeInt32BE(cell === null ? -1 : Buffer.byteLength(cell))
      return cell === null ? [length] : [length, Buffer.from(cell)]
    })
    const count = Buffer.alloc(2)
    count.writeInt16BE(row.length)
    const chunk = Buffer.concat([count, ...cells])
    places.push((places.at(-1) ?? 0) + chunk.length)
    return chunk
  })
  return { bytes: Buffer.concat(chunks), places }
}

it('finds the stretch whose bounds a content hash lies between', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (n, number) => {
    const all = stretches({ pairs: n * 4096, words: 0 })
    const { from, to } = all[stretchAt(number, n)] ?? { from: 'z', to: '' }
    const hash = number.toString(16).padStart(8, '0').padEnd(64, '0')
    return all.length === n && (from === null || hash >= from) && (to === null || hash < to)
  }))
  const bound = Number.parseInt(stretches({ pairs: 3 * 4096, words: 0 })[1]?.from ?? '', 16)
  expect([bound - 1, bound].map((number) => stretchAt(number, 3))).toEqual([0, 1])
})

it('gives back the rows of each stretch in order of content hash, whatever order they came in, also such as are longer than its memory', async () => {
  const n = 5
  const given = Array.from({ length: 400 }, (_, i) => [hashOf(i), i % 7 === 0 ? null : `text ${i} 語 ${'long '.repeat(i % 90 === 3 ? 30_000 : i)}`, '', `line ${i}`])
  // Alike in their first 48 bits.
  given.push([`${hashOf(1).slice(0, 12)}${'f'.repeat(52)}`, 'last', '', ''], [`${hashOf(1).slice(0, 12)}${'0'.repeat(52)}`, 'first', '', ''])
  const files = [openSpool(), openSpool()]
  expect(await readdir(join(home, 'exports'))).toEqual([])
  const found = Array.from({ length: n }, (): SpoolPart[] => [])
  for (const [at, file] of files.entries()) {
    const writer = new SpoolWriter(file, n)
    for (const half of [0, 1]) {
      const { bytes, places } = rowsOf(given.filter((_, i) => i % 4 === at * 2 + half))
      for (const [n, place] of places.slice(0, -1).entries()) writer.add(bytes, place, places[n + 1] ?? 0)
      sortParts(found, file, writer.take())
    }
    writer.end()
  }
  const reader = new SpoolReader()
  const back = found.flatMap((parts) => {
    const { bytes, places } = reader.read(parts)
    return places.map((place) => rowAt(bytes, place))
  })
  expect(back).toEqual(given.toSorted(([a = ''], [b = '']) => ((a ?? '') < (b ?? '') ? -1 : 1)))
  for (const file of files) closeSpool(file)
})

it('knows where stretches are too many to be gathered', () => {
  expect([canSpool(1), canSpool(2000), canSpool(2049)]).toEqual([true, true, false])
})

it('knows which stretches are too long to be read at once, however few pairs they are of', () => {
  const part = (length: number): SpoolPart => ({ file: 0, offset: 0, length })
  expect([[], [part(64 << 20)], [part(32 << 20), part(32 << 20), part(1)]].map((parts) => fitsMemory(parts))).toEqual([true, true, false])
})
