import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompressSync, zstdCompressSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, it } from 'vitest'
import { openSource } from './open.ts'
import { workerFlags } from '#lib/start/worker-flags.ts'
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

it.each([{ codec: 'UNCOMPRESSED', nullable: true }, { codec: 'UNCOMPRESSED', nullable: false }] as const)('a page that says it has two thousand million values is told by its column, before it is read (nullable: $nullable)', async ({ codec, nullable }) => {
  const data = ['one', nullable ? null : 'two', 'three', 'four']
  const file = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'prompt', data, type: 'STRING', nullable }], codec, rowGroupSize: 2 }))
  // Behind the magic bytes stands the header of the first page; what its struct of data begins with is the number of its values, 2 as a zigzag varint.
  const at = file.findIndex((byte, n) => n > 4 && byte === 0x15 && file[n + 1] === 0x04 && [0x2c, 0x5c].includes(file[n - 1] ?? 0))
  expect(at).toBeGreaterThan(4)
  expect(at).toBeLessThan(40)
  const flooded = Buffer.concat([file.subarray(0, at + 1), Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x0f]), file.subarray(at + 2)])
  await withFile(new Uint8Array(flooded), async (path) => {
    const [first] = await collect((await openSource({ path })).rows())
    expect(first).toMatchObject({ kind: 'error', error: { line: 1, reason: expect.stringContaining('a page of the column prompt says that it has 2,147,483,647 values') } })
  })
})

it.skipIf(!existsSync('/proc/self/fd'))('the file is let go of where its rows are read to the end, or left', async () => {
  await withFile(packed({ ZSTD: (bytes) => zstdCompressSync(bytes) }, 'ZSTD', ['one', 'two']), async (path) => {
    const isOpen = async (): Promise<boolean> => (await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))).includes(path)
    const whole = await openSource({ path })
    expect(await isOpen()).toBe(true)
    await collect(whole.rows())
    // What looked at its first bytes closes it behind.
    await expect.poll(isOpen, { timeout: 20_000 }).toBe(false)
    for await (const row of (await openSource({ path })).rows()) {
      expect(row.kind).toBe('row')
      break
    }
    await expect.poll(isOpen, { timeout: 20_000 }).toBe(false)
  })
})

/** How many rows a process with the memory of a worker reads, and what it says of those that it cannot. */
async function asWorker(path: string): Promise<{ rows: number; reasons: string[] }> {
  const code = `
    import { openParquet } from ${JSON.stringify(new URL('parquet-rows.ts', import.meta.url).href)}
    let rows = 0
    const reasons = []
    for await (const row of (await openParquet(${JSON.stringify(path)}, () => {})).rows()) row.kind === 'row' ? rows++ : reasons.push(row.error.reason)
    console.log(JSON.stringify({ rows, reasons }))`
  const { stdout } = await promisify(execFile)(process.execPath, [...workerFlags, '--input-type=module', '-e', code])
  return JSON.parse(stdout)
}

/** A single typographic quote makes two bytes of each character of its text. */
const wide = (n: number) => `It’s ${n}${'x'.repeat(2 ** 17)}`
const zstd = { codec: 'ZSTD' as const, compressors: { ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes)) }, rowGroupSize: 10_000 }

it('a row group larger than what a worker may hold is read piece by piece, however its texts are spread', async () => {
  const data = [...Array.from({ length: 2000 }, (_, n) => `short ${n}`), ...Array.from({ length: 1900 }, (_, n) => wide(n))]
  await withFile(new Uint8Array(parquetWriteBuffer({ ...zstd, columnData: [{ name: 'prompt', data, type: 'STRING' }] })), async (path) => {
    expect(await asWorker(path)).toEqual({ rows: data.length, reasons: [] })
  })
})

const listSchema = [
  { name: 'root', num_children: 1 },
  { name: 'turns', repetition_type: 'OPTIONAL' as const, converted_type: 'LIST' as const, num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED' as const, num_children: 1 },
  { name: 'element', type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const, repetition_type: 'OPTIONAL' as const },
]

it('one with lists, all of which are read at once, likewise', async () => {
  const data = Array.from({ length: 1900 }, (_, n) => [wide(n)])
  await withFile(new Uint8Array(parquetWriteBuffer({ ...zstd, schema: listSchema, columnData: [{ name: 'turns', data }] })), async (path) => {
    expect(await asWorker(path)).toEqual({ rows: data.length, reasons: [] })
  })
})

it('one whose lists have more values than a worker may hold is told, and what comes behind it is read', async () => {
  const data = [Array.from({ length: 800_000 }, (_, n) => `${n}`), ['the last']]
  await withFile(new Uint8Array(parquetWriteBuffer({ ...zstd, schema: listSchema, columnData: [{ name: 'turns', data }], rowGroupSize: 1 })), async (path) => {
    expect(await asWorker(path)).toEqual({ rows: 1, reasons: [expect.stringMatching(/^rows 1 to 1 cannot be read: a row group, in its lists up to the column turns.list.element, says that it has [\d,]+ values or more/)] })
  })
})
