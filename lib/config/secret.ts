import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret of an installation: 32 random bytes, base64url, in the file `secret` (mode 600) of its folder, made at the
 * first call. Several processes that ask at once get the same. Throws when the file was damaged.
 */
export function keptSecret(home: string): string {
  const path = join(home, 'secret')
  if (!existsSync(path)) writeOnce(home, path)
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length >= 32) return secret
  throw new Error(`${path} is damaged. Restore it from a backup, or remove it: then everybody has to sign in again.`)
}

/** Whole or not at all, and never over what another process wrote first. */
function writeOnce(home: string, path: string): void {
  mkdirSync(home, { recursive: true })
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  chmodSync(mine, 0o600)
  try {
    linkSync(mine, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(mine, { force: true })
  }
}
