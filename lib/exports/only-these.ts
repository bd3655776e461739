import { z } from 'zod'

/** Holds "Pair" p to some content hashes, in SQL that takes no parameters; to nothing where none are given. */
export function onlyThese(contentHashes: readonly string[] | null | undefined): string {
  return contentHashes ? ` AND p."contentHash" = ANY('{${z.array(z.string().regex(/^[0-9a-f]{64}$/)).parse(contentHashes).join()}}')` : ''
}
