import { createHmac, hkdfSync } from 'node:crypto'
import { env } from '#lib/config/env.ts'
import { seededRng, type Rng } from '#lib/random.ts'

/**
 * The key of what is drawn for a reviewer, in 64 hexadecimal digits: of the installation's secret (HKDF-SHA-256), so that it is the same after a
 * restart, and nobody who knows all ids and the policy can tell what was drawn for them.
 */
export function drawKey(reviewerId: string, secret: string = env().PINCER_SECRET): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `pincer draws for reviewers, version 1, ${reviewerId}`, 32)).toString('hex')
}

/** Chance that hangs on a reviewer's key and these names. The names are hashed with the key (HMAC-SHA-256), for a generator's own hash can be turned back. */
export function drawRng(key: string, ...names: readonly string[]): Rng {
  return seededRng(createHmac('sha256', key).update(names.join('\u0000')).digest('hex'))
}
