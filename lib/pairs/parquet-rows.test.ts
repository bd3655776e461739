import { existsSync } from 'node:fs'
import { readdir, readlink } from 'node:fs/promises'
import { brotliCompressSync, zstdCompressSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, it } from 'vitest'
import { openSource } from './open.ts'
import { collect, withFile } from './pair-record.fixture.ts'

const long = Array.from({ length: 12 }, (_, n) => `${n}${'x'.repeat(2 ** 20)}`)
const packed = (compressors: Record<string, (bytes: Uint8Array) => Uint8Array>, codec: 'ZSTD' | 'BROTLI', data = long, rowGroupSize = 4) =>
  new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'prompt', data, type: 'STRING' }], codec, compressors, rowGroupSize }))

it.each([
  { codec: 'ZSTD', pack: (bytes: Uint8Array) => zstdCompressSync(bytes) },
  { codec: 'BROTLI', pack: (bytes: Uint8Array) => brotliCompressSync(bytes) },
] as const)('a small Parquet file is unpacked up to the limit, and its rows before that are read: $codec', async ({ codec, pack }) => {
  const file = packed({ [codec]: pack }, codec)
  expect(file.length).toBeLessThan(2 ** 18)
  await withFile(file, async (path) => {
    const whole = await collect((await openSource({ path })).rows())
    expect(whole.map((row) => row.kind === 'row' && row.value)).toEqual(long.map((prompt) => ({ prompt })))
    const some = await collect((await openSource({ path }, { bytes: 1, milliseconds: 60_000, parquetBytes: 6 * 2 ** 20 })).rows())
    expect(some.map(({ kind }) => kind)).toEqual(['row', 'row', 'row', 'row', 'error'])
    expect(some.at(-1)).toMatchObject({ error: { line: 5, reason: expect.stringMatching(/they unpack to more than \d MB/) } })
  })
})

it.each([
  { codec: 'ZSTD', bomb: zstdCompressSync(Buffer.alloc(2 ** 25)) },
  { codec: 'BROTLI', bomb: brotliCompressSync(Buffer.alloc(2 ** 25)) },
] as const)('a page is never unpacked beyond what its header says: $codec', async ({ codec, bomb }) => {
  await withFile(packed({ [codec]: () => new Uint8Array(bomb) }, codec, Array.from({ length: 4 }, (_, n) => `question ${n}`.repeat(20_000))), async (path) => {
    expect(await collect((await openSource({ path })).rows())).toMatchObject([{ kind: 'error', error: { line: 1, reason: expect.stringContaining('a page unpacks to more than its header says') } }])
  })
})

it.skipIf(!existsSync('/proc/self/fd'))('the file is let go of where its rows are read to the end, or left', async () => {
  await withFile(packed({ ZSTD: (bytes) => zstdCompressSync(bytes) }, 'ZSTD', ['one', 'two']), async (path) => {
    const isOpen = async (): Promise<boolean> => (await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))).includes(path)
    const whole = await openSource({ path })
    expect(await isOpen()).toBe(true)
    await collect(whole.rows())
    expect(await isOpen()).toBe(false)
    for await (const row of (await openSource({ path })).rows()) {
      expect(row.kind).toBe('row')
      break
    }
    expect(await isOpen()).toBe(false)
  })
})
