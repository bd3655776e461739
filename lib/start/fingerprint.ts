import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** SHA-256 (hex) over names and contents of files and folders (with all below), leaving out what `skip` says. */
export function fingerprint(root: string, paths: readonly string[], skip: (path: string) => boolean = () => false): string {
  const hash = createHash('sha256')
  for (const path of paths) add(hash, root, path, skip)
  return hash.digest('hex')
}

function add(hash: ReturnType<typeof createHash>, root: string, path: string, skip: (path: string) => boolean): void {
  const full = join(root, path)
  if (skip(path) || !existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) add(hash, root, `${path}/${name}`, skip)
    return
  }
  const content = readFileSync(full)
  hash.update(`${path}\0${content.length}\0`).update(content)
}
