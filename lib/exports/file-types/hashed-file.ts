import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { createGzip } from 'node:zlib'

/** What a file on the disk is; of one that is packed also the SHA-256 of what is in it. */
export interface HashOfFile {
  bytes: number
  sha256: string
  contentSha256?: string
}

/** A file that is being written: what `close` says is of the bytes on disk. */
export interface HashedFile {
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<HashOfFile>
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
  const content = createHash('sha256')
  const pack = async (chunk: Uint8Array): Promise<void> => {
    content.update(chunk)
    await packer?.write(chunk)
  }
  return {
    write: packer ? pack : append,
    async close() {
      try {
        await packer?.finish()
      } finally {
        await file.close()
      }
      return { bytes, sha256: hash.digest('hex'), ...(packer ? { contentSha256: content.digest('hex') } : {}) }
    },
  }
}

/** The byte of gzip's header (RFC 1952) that names the system that packed it, and the value for one that is not known: zlib writes its own there. */
const systemAt = 9
const unknownSystem = 255

/** Packs what is written and hands it on, piece by piece; nothing in the header depends on the machine. */
function packing(append: (chunk: Uint8Array) => Promise<void>): { write: HashedFile['write']; finish(): Promise<void> } {
  const gzip = createGzip({ level: 6 })
  let packed: Buffer[] = []
  gzip.on('data', (chunk: Buffer) => packed.push(chunk))
  let handedOn = 0
  const handOn = async (): Promise<void> => {
    const ready = packed
    packed = []
    for (const chunk of ready) {
      const at = systemAt - handedOn
      if (at >= 0 && at < chunk.length) chunk[at] = unknownSystem
      handedOn += chunk.length
      await append(chunk)
    }
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
