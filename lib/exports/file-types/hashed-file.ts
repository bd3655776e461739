import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { createGzip } from 'node:zlib'

/** A file that is being written: what `close` says is of the bytes on disk. */
export interface HashedFile {
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<{ bytes: number; sha256: string }>
}

/** Opens a file for writing, gzipped or not. Throws what the file system says. */
export async function openHashedFile(path: string, gzip = false): Promise<HashedFile> {
  const file = await open(path, 'w')
  const hash = createHash('sha256')
  let bytes = 0
  const append = async (chunk: Uint8Array): Promise<void> => {
    hash.update(chunk)
    bytes += chunk.length
    for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done)).bytesWritten
  }
  const packer = gzip ? packing(append) : null
  return {
    write: packer?.write ?? append,
    async close() {
      try {
        await packer?.finish()
      } finally {
        await file.close()
      }
      return { bytes, sha256: hash.digest('hex') }
    },
  }
}

/** Packs what is written and hands it on, piece by piece. */
function packing(append: (chunk: Uint8Array) => Promise<void>): { write: HashedFile['write']; finish(): Promise<void> } {
  const gzip = createGzip({ level: 6 })
  let packed: Buffer[] = []
  gzip.on('data', (chunk: Buffer) => packed.push(chunk))
  const handOn = async (): Promise<void> => {
    const ready = packed
    packed = []
    for (const chunk of ready) await append(chunk)
  }
  return {
    async write(bytes) {
      await new Promise<void>((resolve, reject) => gzip.write(bytes, (error) => (error ? reject(error) : resolve())))
      await handOn()
    },
    async finish() {
      await new Promise<void>((resolve, reject) => {
        gzip.once('error', reject)
        gzip.once('end', resolve)
        gzip.end()
      })
      await handOn()
    },
  }
}
