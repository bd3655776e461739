import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '#lib/config/env.ts'
import { AppError } from '#lib/http/errors.ts'

/** The first byte of what is stored, so that another way of sealing can follow. */
const version = 1
const ivBytes = 12
const tagBytes = 16
const headBytes = 1 + ivBytes + tagBytes

/**
 * Seals an endpoint's key for the database: AES-256-GCM under a key derived from the installation's secret (HKDF-SHA-256), bound to the
 * endpoint's id, so that a sealed key that was copied to another endpoint does not open there. Version, 12 bytes IV, 16 bytes tag, text.
 */
export function sealKey(key: string, endpointId: string, secret: string = env().PINCER_SECRET): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), iv)
  cipher.setAAD(Buffer.from(endpointId))
  const text = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()])
  return Uint8Array.from(Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), text]))
}

/**
 * Opens what `sealKey` sealed. Throws AppError('conflict') when it was changed, belongs to another endpoint, or was sealed under another
 * secret: which of these cannot be told apart, and the way out is the same.
 */
export function openKey(sealed: Uint8Array, endpointId: string, secret: string = env().PINCER_SECRET): string {
  const bytes = Buffer.from(sealed)
  try {
    if (bytes[0] !== version || bytes.length < headBytes) throw new Error('not a sealed key')
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), bytes.subarray(1, 1 + ivBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(endpointId))
    decipher.setAuthTag(bytes.subarray(1 + ivBytes, headBytes))
    return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()]).toString('utf8')
  } catch {
    // Node's own words ("unable to authenticate data") help nobody.
    throw new AppError('conflict', 'The key of this endpoint cannot be read: the secret of this installation changed since, or the stored key was damaged. Enter the key again in Settings, Endpoints.')
  }
}

function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'pincer endpoint keys, version 1', 32))
}
