import { createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fullDisk, isFull } from '#lib/config/full-disk.ts'
import { homeFolder } from '#lib/config/paths.ts'
import { AppError } from '#lib/http/errors.ts'

/** The folder of all uploads; nothing else lies in it. */
export function uploadsFolder(): string {
  return join(homeFolder(), 'uploads')
}

/** Where an upload lies. The id is a UUID that we made, checked by the caller's schema, so it cannot leave the folder. */
export function uploadPath(id: string): string {
  return join(uploadsFolder(), id)
}

/** Whether an upload with this id is complete. */
export async function uploadExists(id: string): Promise<boolean> {
  return access(uploadPath(id)).then(
    () => true,
    () => false,
  )
}

/**
 * Streams a request's body to disk and returns the upload's id. A broken transfer leaves nothing behind.
 * Throws AppError('invalid') for an empty body and AppError('busy') when the disk is full.
 */
export async function saveUpload(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (!body) throw new AppError('invalid', 'The upload is empty: send the file as the request body.')
  const id = randomUUID()
  const path = uploadPath(id)
  await mkdir(uploadsFolder(), { recursive: true })
  try {
    await pipeline(Readable.from(body), createWriteStream(`${path}.part`))
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(`${path}.part`, { force: true })
    if (isFull(error)) throw new AppError('busy', `${fullDisk(error, [uploadsFolder()])} Make room there and upload again.`)
    throw error
  }
  return id
}
