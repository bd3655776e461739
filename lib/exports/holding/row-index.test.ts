import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { hasRowIndex, IndexEntries, indexedPlaces, rowIndexPath, RowIndexWriter } from '#lib/exports/holding/row-index.ts'

const home = join(tmpdir(), `pincer-index-${randomUUID()}`)

beforeAll(async () => {
  process.env.PINCER_HOME = home
  await mkdir(exportsRoot(), { recursive: true })
})

afterAll(() => rm(home, { recursive: true, force: true }))

const idOf = (key: string): string => `pincer-${key}`

it('finds each pair in all of its rows, and no other, in an index of more than one piece', async () => {
  const rows = 100_000
  const keys = Array.from({ length: rows }, () => randomBytes(8).toString('hex'))
  // Keys that are met across the bounds of entries as well: of nothing but zeros, as rows and files are.
  keys[7] = '0'.repeat(16)
  const writer = new RowIndexWriter('large', join(exportsRoot(), 'large.unfinished'))
  const entries = new IndexEntries()
  const pieceRows = 30_000
  for (const [n, key] of keys.entries()) {
    const piece = Math.floor(n / pieceRows)
    entries.add(n % 3, n + 1 - piece * pieceRows, [{ id: idOf(key), as: 'row' }, ...(n % 10 === 0 ? [{ id: idOf(keys[5] ?? ''), as: 'demonstration' as const }] : [])])
    if (n % pieceRows === pieceRows - 1 || n === rows - 1) await writer.append(entries.take(), Array.from({ length: 3 }, () => piece * pieceRows))
  }
  expect(await hasRowIndex('large')).toBe(false)
  await writer.publish()
  expect((await stat(rowIndexPath('large'))).size).toBe(16 * (rows + rows / 10))
  expect(await indexedPlaces('large', idOf('0'.repeat(16)))).toEqual([{ file: 1, row: 8, as: 'row' }])
  expect(await indexedPlaces('large', idOf(keys[99_999] ?? ''))).toEqual([{ file: 0, row: 100_000, as: 'row' }])
  const shown = await indexedPlaces('large', idOf(keys[5] ?? ''))
  expect(shown).toHaveLength(1 + rows / 10)
  expect(shown.filter(({ as }) => as === 'row')).toEqual([{ file: 2, row: 6, as: 'row' }])
  expect(await indexedPlaces('large', idOf(randomBytes(8).toString('hex')))).toEqual([])
})

it('leaves nothing that looks like an index where it is discarded', async () => {
  const writer = new RowIndexWriter('discarded', join(exportsRoot(), 'discarded.unfinished'))
  const entries = new IndexEntries()
  entries.add(0, 1, [{ id: idOf('a'.repeat(16)), as: 'row' }])
  await writer.append(entries.take(), [0])
  await writer.discard()
  expect(await hasRowIndex('discarded')).toBe(false)
})
