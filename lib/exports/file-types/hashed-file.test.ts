import { createHash, randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openHashedFile } from '#lib/exports/file-types/hashed-file.ts'

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

async function written(gzip: boolean, pieces: readonly string[]): Promise<{ bytes: Buffer; said: object }> {
  const path = join(tmpdir(), `hashed-${randomUUID()}`)
  const file = await openHashedFile(path, gzip)
  for (const piece of pieces) await file.write(Buffer.from(piece))
  const said = await file.close()
  const bytes = await readFile(path)
  await rm(path)
  return { bytes, said }
}

it('packs into bytes that name neither time nor system, and says what is in them', async () => {
  for (const pieces of [['one\n', 'two\n'], [], Array.from({ length: 50 }, () => randomUUID().repeat(2000))]) {
    const { bytes, said } = await written(true, pieces)
    // RFC 1952: magic, deflate, no flags, no time, no extra, an unknown system.
    expect([...bytes.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
    expect(gunzipSync(bytes).toString()).toBe(pieces.join(''))
    expect(said).toEqual({ bytes: bytes.length, sha256: sha256(bytes), contentSha256: sha256(pieces.join('')) })
  }
})

it('says of a plain file what is on the disk, and no more', async () => {
  const { bytes, said } = await written(false, ['one\n'])
  expect(said).toEqual({ bytes: 4, sha256: sha256(bytes) })
})
