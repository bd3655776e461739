import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for a database that is thrown away. When we are root, the account that runs Postgres can pass through it. */
export function temporaryHome(): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'pincer-'))
  chmodSync(folder, 0o711)
  return { path: join(folder, 'home'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
